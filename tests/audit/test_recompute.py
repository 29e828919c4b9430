"""Recorded decisions taken again: the same history comes out, and an altered one is told."""

from typing import Any
from uuid import uuid4

import pytest
from msgspec import Struct

from taizhang.app import Platform
from taizhang.audit.outcome import Outcome
from taizhang.audit.recompute import Recomputed, recompute
from taizhang.domain.core import CORE
from taizhang.domain.organisations.commands import OrganisationRegistration
from taizhang.errors import Refused
from taizhang.log.log import Log
from taizhang.onboarding.apply import apply
from taizhang.onboarding.file import load
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes
from taizhang.tenancy.keyring import Keyring

from .conftest import History, Tamper, command_of

pytestmark = pytest.mark.anyio

SET_TEXT = """
    update log.event set entry = overlay(entry placing %s from position(%s::bytea in entry))
     where position = %s
"""


async def again(history: History, **more: Any) -> Recomputed:
    return await recompute(history.platform, history.tenant, **more)


def counted(made: Recomputed) -> dict[Outcome, int]:
    return {outcome: count for outcome, count in made.counts.items() if count}


def told(made: Recomputed) -> list[tuple[int, Outcome, str]]:
    return [(d.first, d.outcome, d.detail) for d in made.differences]


async def test_a_history_comes_out_the_same(history: History) -> None:
    made = await again(history)
    assert told(made) == []
    assert counted(made) == {Outcome.SAME: 5}


@pytest.mark.parametrize("path", source_tenants(), ids=lambda path: path.parent.name)
async def test_the_opening_of_a_real_tenant_comes_out_the_same(
    platform: Platform, path: Any
) -> None:
    applied = await apply(load(path, platform.schemes), platform.register, platform.dispatcher)
    made = await recompute(platform, applied.tenant)
    assert told(made) == []
    assert counted(made) == {Outcome.SAME: 1}


async def test_one_command_is_taken_again_by_its_id(history: History, database: str) -> None:
    made = await again(history, command_id=command_of(history.tenant.id, database, 9))
    assert counted(made) == {Outcome.SAME: 1}


async def test_a_command_that_nobody_asked_is_told(history: History) -> None:
    with pytest.raises(Refused, match="没有编号为"):
        await again(history, command_id=uuid4())


async def test_an_altered_event_is_told_with_its_field(history: History, tamper: Tamper) -> None:
    tamper(SET_TEXT, b"villagf", b"village", 7)
    assert told(await again(history)) == [
        (
            7,
            Outcome.DIFFERENT,
            "organisations.registered.kind：原为 'villagf'，重算为 'village'",
        )
    ]


async def test_an_altered_actor_of_an_entry_is_told(history: History, tamper: Tamper) -> None:
    tamper(SET_TEXT, b"clerk-9", b"clerk-1", 7)
    [(first, outcome, detail)] = told(await again(history))
    assert (first, outcome) == (7, Outcome.DIFFERENT)
    assert "clerk-9" in detail


async def test_an_altered_command_is_told(history: History, tamper: Tamper) -> None:
    tamper("""
        update log.command set request = overlay(request placing 'villagf'::bytea
                                                 from position('village'::bytea in request))
         where first_position = 7
    """)
    [(first, outcome, _)] = told(await again(history))
    assert (first, outcome) == (7, Outcome.DIFFERENT)


async def test_an_event_that_was_slipped_in_is_told(history: History, tamper: Tamper) -> None:
    tamper("update log.command set last_position = 8 where first_position = 7")
    [(first, outcome, detail)] = told(await again(history, limit=1))
    assert (first, outcome) == (7, Outcome.DIFFERENT)
    assert "setup.clock_moved" in detail


async def test_a_right_that_was_taken_out_of_history_refuses_what_rested_on_it(
    history: History, tamper: Tamper
) -> None:
    tamper(SET_TEXT, b"\xa7clerk-9\xa4role", b"\xa7clerk-1\xa4role", 3)
    made = await again(history)
    assert [(d.first, d.outcome) for d in made.differences] == [
        (1, Outcome.DIFFERENT),
        (7, Outcome.DIFFERENT),
        (8, Outcome.DIFFERENT),
        (9, Outcome.DIFFERENT),
    ]
    assert made.differences[1].detail.startswith("重算被拒绝：")


async def test_erasing_a_person_leaves_the_rest_to_be_compared(history: History) -> None:
    await history.erase("p2")
    assert counted(await again(history)) == {Outcome.SAME: 6}


async def test_a_person_who_came_back_under_a_new_key_changes_nothing(history: History) -> None:
    await history.erase("p2")
    async with history.platform.app.acquire() as connection:
        await history.platform.keyring.make(connection, history.tenant.id, ["p2"])
    assert counted(await again(history)) == {Outcome.SAME: 6}


async def test_what_differs_beside_an_erased_value_cannot_be_judged(
    history: History, tamper: Tamper
) -> None:
    await history.erase("p2")
    tamper(SET_TEXT, "主席".encode(), "主任".encode(), 10)
    [(first, outcome, detail)] = told(await again(history))
    assert (first, outcome) == (9, Outcome.UNREADABLE)
    assert "主席" in detail


async def test_a_sealed_value_that_was_altered_is_told(history: History, tamper: Tamper) -> None:
    # The text after the prefix; the key is still there, and bound to the entry.
    tamper(SET_TEXT, b"sealed:AAAAAAAA", b"sealed:", 9)
    [(first, outcome, _)] = told(await again(history))
    assert (first, outcome) == (9, Outcome.DIFFERENT)


async def test_another_version_of_the_slice_with_the_same_outcome_is_the_same(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OrganisationRegistration, "decision_version", 2)
    assert counted(await again(history)) == {Outcome.SAME: 5}


async def test_another_outcome_by_another_version_of_the_slice_is_told_apart(
    history: History, tamper: Tamper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(OrganisationRegistration, "decision_version", 2)
    tamper(SET_TEXT, b"villagf", b"village", 7)
    [(first, outcome, _)] = told(await again(history))
    assert (first, outcome) == (7, Outcome.CODE_CHANGED)


async def test_a_slice_that_fails_does_not_end_the_audit(
    history: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(OrganisationRegistration, "execute", fail)
    [(first, outcome, detail)] = told(await again(history))
    assert (first, outcome) == (7, Outcome.DIFFERENT)
    assert "ZeroDivisionError" in detail


class WithoutOrganisations(Struct):
    """The platform's parts as they are once a scheme is installed no more."""

    app: Any
    log: Log
    keyring: Keyring
    schemes: Schemes


async def test_a_command_whose_scheme_is_gone_cannot_be_judged(history: History) -> None:
    p = history.platform
    schemes = Schemes(scheme for scheme in CORE if scheme.name != "organisations")
    parts = WithoutOrganisations(p.app, p.log, p.keyring, schemes)
    found = await recompute(parts, history.tenant)
    assert counted(found)[Outcome.UNREADABLE] == 2


async def test_an_entry_that_cannot_be_read_is_told(history: History, tamper: Tamper) -> None:
    tamper("update log.event set entry = '\\xc1' where position = 7")
    [(first, outcome, detail)] = told(await again(history))
    assert (first, outcome) == (7, Outcome.UNREADABLE)
    assert "位置 7" in detail


async def test_a_command_that_cannot_be_read_is_told(history: History, tamper: Tamper) -> None:
    tamper("update log.command set request = '\\xc1' where first_position = 7")
    [(first, outcome, _)] = told(await again(history))
    assert (first, outcome) == (7, Outcome.UNREADABLE)
