"""The timeline of a subject: in order, as of a position or a moment, personal fields sealed."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from taizhang.audit.timeline import Line, timeline
from taizhang.domain.organisations.commands import RegisterPerson

from .conftest import LATER, START, History, Tamper

pytestmark = pytest.mark.anyio
JINGUI = "organisation:jingui"


async def lines_of(history: History, tag: str, as_of: int | datetime | None = None) -> list[Line]:
    platform = history.platform
    return await timeline(
        platform.log, platform.schemes.catalogue, history.tenant.id, tag, as_of=as_of
    )


async def positions(history: History, tag: str, as_of: int | datetime | None = None) -> list[int]:
    return [line.position for line in await lines_of(history, tag, as_of)]


async def test_every_event_with_the_tag_is_shown_in_order(history: History) -> None:
    assert await positions(history, JINGUI) == [4, 6, 10]


async def test_a_tag_that_nothing_carries_has_no_lines(history: History) -> None:
    assert await positions(history, "organisation:nowhere") == []


@pytest.mark.parametrize(("as_of", "shown"), [(3, []), (4, [4]), (9, [4, 6]), (10, [4, 6, 10])])
async def test_as_of_a_position(history: History, as_of: int, shown: list[int]) -> None:
    assert await positions(history, JINGUI, as_of) == shown


async def test_as_of_a_moment(history: History) -> None:
    assert await positions(history, JINGUI, START - timedelta(seconds=1)) == []
    assert await positions(history, JINGUI, LATER - timedelta(days=1)) == [4, 6]
    assert await positions(history, JINGUI, LATER + timedelta(days=1)) == [4, 6, 10]


async def test_as_of_the_very_moment_of_an_event_shows_it(history: History) -> None:
    last = (await lines_of(history, JINGUI))[-1]
    assert await positions(history, JINGUI, last.recorded_at) == [4, 6, 10]


async def test_a_moment_without_a_zone_is_an_error(history: History) -> None:
    with pytest.raises(ValueError, match="time zone"):
        await lines_of(history, JINGUI, datetime(2015, 12, 1))


async def test_a_tenant_without_a_log_is_an_error(history: History) -> None:
    platform = history.platform
    with pytest.raises(LookupError):
        await timeline(platform.log, platform.schemes.catalogue, uuid4(), JINGUI)


async def test_a_line_tells_who_when_and_what(history: History) -> None:
    line = (await lines_of(history, "organisation:tongzi"))[0]
    assert (line.type, line.actor, line.on) == (
        "organisations.registered",
        "clerk-1",
        START.date(),
    )
    assert line.body["name"] == "桐子村"
    assert line.summary == "登记单位 单位=tongzi name=桐子村 kind=village"
    assert line.command_id is not None


async def test_on_behalf_of_is_told(history: History) -> None:
    since = LATER.date()
    command = RegisterPerson(
        person="p3", name="赵六", organisation="jingui", post="委员", since=since
    )
    await history.ask(command, on_behalf_of="jingui")
    assert (await lines_of(history, "person:p3"))[0].on_behalf_of == "jingui"


async def test_personal_fields_stay_sealed(history: History) -> None:
    line = (await lines_of(history, "person:p1"))[0]
    assert line.body == {"person": "p1", "name": "（已加密）"}
    assert "name=（已加密）" in line.summary


async def test_an_unknown_event_is_shown_raw_and_what_is_sealed_stays_sealed(
    history: History, tamper: Tamper
) -> None:
    tamper("""
        update log.event
           set entry = overlay(entry placing 'xrganisations.person_reg'::bytea
                               from position('organisations.person_reg'::bytea in entry))
         where position = 5
    """)
    line = (await lines_of(history, "person:p1"))[0]
    assert (line.type, line.body) == (
        "xrganisations.person_registered",
        {"person": "p1", "name": "（已加密）"},
    )


async def test_a_body_that_does_not_read_is_shown_raw(history: History, tamper: Tamper) -> None:
    tamper("""
        update log.event
           set entry = overlay(entry placing 'organisatiox'::bytea
                               from position('\\xac6f7267616e69736174696f6e'::bytea in entry) + 1)
         where position = 7
    """)
    line = (await lines_of(history, "organisation:tongzi"))[0]
    assert line.body["organisatiox"] == "tongzi"


async def test_an_entry_that_does_not_read_still_has_its_line(
    history: History, tamper: Tamper
) -> None:
    tamper("update log.event set entry = '\\xc1' where position = 7")
    line = (await lines_of(history, "organisation:tongzi"))[0]
    assert (line.position, line.on, line.summary) == (7, None, "（条目无法解读）")


@pytest.mark.parametrize("depth", [990, 5000])
async def test_a_body_that_nests_too_deep_still_has_its_line(
    history: History, tamper: Tamper, depth: int
) -> None:
    # The entry's last item is the body: a map of four, `organisation` first.
    tamper(
        """
        update log.event
           set entry = substring(entry for position('\\x84ac6f7267616e'::bytea in entry) - 1)
                       || decode(repeat('91', %s) || 'c0', 'hex')
         where position = 7
        """,
        depth,
    )
    line = (await lines_of(history, "organisation:tongzi"))[0]
    assert (line.position, line.type) == (7, "organisations.registered")
