"""An export imports again with every row unchanged; an import exports what it held."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.codes import ALPHABET, CodeScheme, check_character
from taizhang.domain.organisations.people_events import (
    PersonCounted,
    PersonErased,
    PersonRegistered,
    PostLeft,
    PostTaken,
)
from taizhang.events.event import Event
from taizhang.rosters.exporting import export
from taizhang.rosters.register import Register
from taizhang.rosters.state import State

TODAY = date(2015, 12, 1)
DAY = date(2015, 1, 1)

#: Few, so that equal ones are frequent; rare characters, spaces and dots among them.
names = st.sampled_from(["王伟", "王 伟", "𠮷田", "阿·木", "阿•木", "李_x0041_", "=1+1", "O'l1"])
words = st.sampled_from(["重点村", "贫困村", "软弱涣散村"])
posts = st.sampled_from(["书记", "主任", "第一书记", "-1", "1e5", "2015-01-01"])
days = st.dates(date(2010, 1, 1), TODAY)


@st.composite
def units(draw: Any, number: int) -> list[Event]:
    id = f"u{number}"
    told: list[Event] = [
        e.OrganisationRegistered(
            organisation=id,
            name=draw(names),
            kind=draw(st.sampled_from(["村", "社区"])),
            labels=draw(st.lists(words, unique=True)),
        )
    ]
    if draw(st.booleans()):
        told.append(e.OrganisationRenamed(organisation=id, name=draw(names), since=DAY))
    if number and draw(st.booleans()):
        above = f"u{draw(st.integers(0, number - 1))}"
        told.append(e.OrganisationPlaced(organisation=id, superior=above, since=DAY))
    if draw(st.booleans()):
        code = "91350100M" + "".join(ALPHABET[number // 31**n % 31] for n in range(8))
        told.append(_given(id, CodeScheme.CREDIT, code + check_character(code)))
    if draw(st.booleans()):
        told.append(_given(id, CodeScheme.DIVISION, f"430903100{number + 1:03d}"))
    return told


@st.composite
def people(draw: Any, number: int, most: int) -> list[Event]:
    id = f"p-{number}"
    told: list[Event] = [PersonRegistered(person=id, name="")]
    places = st.tuples(st.integers(0, most - 1).map("u{}".format), posts)
    held = draw(st.lists(st.tuples(places, days), min_size=1, max_size=4, unique_by=lambda h: h[0]))
    for (unit, post), since in held:
        words = {"person": id, "organisation": unit, "post": post}
        told.append(PostTaken(since=since, **words))
        if draw(st.booleans()):
            until = since + timedelta(days=draw(st.integers(0, (TODAY - since).days)))
            told.append(PostLeft(until=until, reason="调动", **words))
            if draw(st.booleans()) and until < TODAY:
                told.append(PostTaken(since=until + timedelta(days=1), **words))
    (unit, post), since = draw(st.sampled_from(held))
    if draw(st.booleans()):
        counted = {"person": id, "organisation": unit, "post": post, "held_since": since}
        told.append(PersonCounted(since=TODAY, **counted))
    return told


@st.composite
def registers(draw: Any) -> tuple[list[Event], dict[str, str]]:
    """All that happened, and who is called what."""
    most, crowd = draw(st.integers(1, 5)), draw(st.integers(0, 5))
    told = [event for number in range(most) for event in draw(units(number))]
    told += [event for number in range(crowd) for event in draw(people(number, most))]
    called = {f"p-{number}": draw(names) for number in range(crowd)}
    if most > 1 and draw(st.booleans()):
        told.append(_merged(f"u{most - 1}", "u0"))
    if crowd and draw(st.booleans()):
        told.append(PersonErased(person="p-0", reason="本人申请"))
        del called["p-0"]
    return told, called


def _given(unit: str, scheme: CodeScheme, code: str) -> Event:
    return e.CodeGiven(organisation=unit, scheme=str(scheme), code=code, replaces=None, since=DAY)


def _merged(unit: str, into: str) -> Event:
    return e.OrganisationSucceeded(
        organisation=unit,
        change="merger",
        successors=[into],
        tickets=into,
        quota=into,
        continues=False,
        since=TODAY,
        document="示例",
    )


@settings(max_examples=60, deadline=None)
@given(registers())
def test_export_imports_again_with_every_row_unchanged(
    roll_of: Any, desk_of: Any, made: Any
) -> None:
    register = Register(roll_of(*made[0]), made[1])
    shown = desk_of(register).file(export(register, TODAY))
    assert [row for row in shown.rows if row.state is not State.UNCHANGED] == []
    assert (shown.command.units, shown.command.people, shown.command.posts) == ([], [], [])


@settings(max_examples=60, deadline=None)
@given(registers())
def test_every_living_unit_and_every_post_is_exported(
    roll_of: Any, desk_of: Any, made: Any
) -> None:
    register = Register(roll_of(*made[0]), made[1])
    shown = desk_of(register).file(export(register, TODAY))
    living = [u for u in register.roll.units.values() if u.lives(TODAY)]
    held = [t for person in made[1] for t in register.roll.tenures[person]]
    assert len(shown.rows) == len(living) + len(held)


#: Few, so that times in one post touch and overlap.
written = st.sampled_from(["2014-02-28", "2014-03-01", "2014-05-01", "2015-02-01", "2015-12-01"])
rows = st.tuples(
    st.sampled_from(["赵敏", "钱 多", "王伟", "孙\ue000"]),
    st.sampled_from(["金桂村", "柳溪村", "没有村"]),
    st.sampled_from(["书记", "主任", "第一书记", "-1"]),
    written,
    st.one_of(st.just(""), written),
    st.sampled_from(["", "是", "否"]),
    st.sampled_from(["", "新", "新1", "p-1"]),
)


def _held(*posts: tuple[str, str, date], counted: int | None = None) -> list[Event]:
    """Posts that 王伟 (p-1) holds, and the one of them in which he is said to be counted."""
    told: list[Event] = [
        PostTaken(person="p-1", organisation=unit, post=post, since=since)
        for unit, post, since in posts
    ]
    if counted is not None:
        unit, post, since = posts[counted]
        words = {"person": "p-1", "organisation": unit, "post": post, "held_since": since}
        told.append(PersonCounted(since=since, **words))
    return told


_SECRETARY = ("jingui", "书记", date(2014, 3, 1))
_THREE = (_SECRETARY, ("liuxi", "主任", date(2014, 5, 1)), ("liuxi", "第一书记", date(2015, 2, 1)))


@pytest.mark.parametrize(
    "held",
    [
        _held(_SECRETARY),
        _held(*_THREE),
        _held(*_THREE, counted=0),
        _held(*_THREE, counted=2),
        _held(*_THREE[1:], counted=1),
    ],
    ids=["one post", "three, no choice", "three, the first", "three, the last", "two, the last"],
)
@settings(max_examples=40, deadline=None)
@given(st.lists(rows, max_size=6))
def test_what_was_applied_is_unchanged_when_previewed_again_from_the_export(
    roll_of: Any, desk_of: Any, held: list[Event], given_rows: Any
) -> None:
    roll = roll_of(
        e.OrganisationRegistered(organisation="jingui", name="金桂村", kind="村"),
        e.OrganisationRegistered(organisation="liuxi", name="柳溪村", kind="村"),
        PersonRegistered(person="p-1", name=""),
        *held,
    )
    desk = desk_of(Register(roll, {"p-1": "王伟"}))
    shown = desk.people(*given_rows)
    register = desk.apply(shown)
    again = desk.file(export(register, TODAY))
    assert {row.state for row in again.rows} == {State.UNCHANGED}
