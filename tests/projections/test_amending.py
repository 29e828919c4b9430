"""A corrected or annulled fact: its rows become what they would have been, and show what was."""

from typing import Annotated, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import field
from msgspec.structs import replace

from taizhang.events.amendments import AMENDING, FactAnnulled, FactCorrected
from taizhang.events.catalogue import body_of
from taizhang.events.event import Event
from taizhang.events.tags import Tag, tags_of
from taizhang.projections.row import At, Row, folds

pytestmark = pytest.mark.anyio


class Opened(Event, name="test.opened", annuls=True):
    ticket: Annotated[str, Tag("ticket")]


class Told(Event, name="test.told", corrects=("word", "tickets"), annuls=True):
    tickets: list[str]
    word: str


class Ticket(Row, key=("ticket",)):
    ticket: str
    words: list[str] = field(default_factory=list)


class Count(Row, key=("word",), history=False):
    word: str
    times: int


broken: set[str] = set()


@folds(Ticket, Opened, "ticket")
def _(row: Ticket | None, event: Opened, at: At) -> Ticket:
    return row or Ticket(ticket=event.ticket)


@folds(Ticket, Told, lambda event: [(ticket,) for ticket in event.tickets])
def _(row: Ticket | None, event: Told, at: At) -> Ticket | None:
    if event.word in broken:
        raise RuntimeError(event.word)
    return row and replace(row, words=[*row.words, event.word])


@folds(Count, Told, "word")
def _(row: Count | None, event: Told, at: At) -> Count:
    return Count(word=event.word, times=row.times + 1 if row else 1)


@pytest.fixture(autouse=True)
def _mended() -> Any:
    yield
    broken.clear()


def corrected(fact: int, was: Event, **fields: Any) -> FactCorrected:
    becomes = replace(was, **fields)
    return FactCorrected(
        fact=fact,
        event=was.event_name,
        about=tags_of(was),
        schema=1,
        body=bytes(body_of(becomes)),
        changes=[],
        reason="笔误",
        evidence="原件",
    )


def annulled(fact: int, was: Event) -> FactAnnulled:
    name, about = was.event_name, tags_of(was)
    return FactAnnulled(fact=fact, event=name, about=about, reason="重复", evidence="原件")


KINDS = [Opened, Told, *AMENDING]


async def folded(house: Any, tenant: Any, at_most: int = 100) -> Any:
    """A runner that has folded all of a tenant's events."""
    runner = await house.runner([Ticket, Count], KINDS)
    while await runner.run(tenant.id, at_most=at_most):
        pass
    return runner


async def words(house: Any, tenant: Any, runner: Any) -> dict[str, list[str]]:
    rows = await house.rows(tenant, runner.generation, Ticket)
    return {key[0]: row.words for key, row in sorted(rows.items())}


SAID = Told(tickets=["甲"], word="不实")


async def told(house: Any, *amendments: Event) -> Any:
    tenant = await house.tenant()
    await house.happen(tenant, Opened(ticket="甲"), Opened(ticket="乙"), SAID)
    await house.happen(tenant, Told(tickets=["甲"], word="后来"), *amendments)
    return tenant, await folded(house, tenant)


async def test_what_came_after_a_corrected_fact_is_kept(house: Any) -> None:
    tenant, runner = await told(house, corrected(3, SAID, word="属实"))
    assert await words(house, tenant, runner) == {"甲": ["属实", "后来"], "乙": []}


async def test_a_row_that_a_fact_no_longer_names_loses_it_and_the_right_one_gets_it(
    house: Any,
) -> None:
    tenant, runner = await told(house, corrected(3, SAID, tickets=["乙"]))
    assert await words(house, tenant, runner) == {"甲": ["后来"], "乙": ["不实"]}


async def test_an_annulled_fact_leaves_no_trace_in_the_row(house: Any) -> None:
    tenant, runner = await told(house, annulled(3, SAID))
    assert await words(house, tenant, runner) == {"甲": ["后来"], "乙": []}


async def test_a_row_whose_beginning_is_annulled_is_gone(house: Any) -> None:
    tenant, runner = await told(house, annulled(1, Opened(ticket="甲")))
    assert await words(house, tenant, runner) == {"乙": []}


async def test_history_shows_both_states(house: Any) -> None:
    tenant, runner = await told(house, corrected(3, SAID, word="属实"))
    history = await house.history(tenant, runner.generation, Ticket)
    states = [(at, row.words) for at, key, row in history if key == ("甲",)]
    assert states[-2:] == [(4, ["不实", "后来"]), (5, ["属实", "后来"])]


async def test_a_row_that_is_the_same_after_it_gets_no_new_version(house: Any) -> None:
    tenant, runner = await told(house, corrected(3, SAID, word="不实"))
    history = await house.history(tenant, runner.generation, Ticket)
    assert max(at for at, _, _ in history) == 4


async def test_a_second_correction_starts_from_the_first(house: Any) -> None:
    once = corrected(3, SAID, word="属实")
    again = corrected(3, replace(SAID, word="属实"), tickets=["乙"])
    tenant, runner = await told(house, once, again)
    assert await words(house, tenant, runner) == {"甲": ["后来"], "乙": ["属实"]}


async def test_a_row_without_history_is_folded_anew_as_well(house: Any) -> None:
    tenant, runner = await told(house, corrected(3, SAID, word="后来"))
    counts = await house.rows(tenant, runner.generation, Count)
    assert {key[0]: row.times for key, row in counts.items()} == {"后来": 2}


async def test_what_happens_after_an_amendment_goes_on_from_it(house: Any) -> None:
    tenant, runner = await told(house, annulled(3, SAID))
    await house.happen(tenant, Told(tickets=["甲"], word="又"))
    await runner.run(tenant.id)
    assert (await words(house, tenant, runner))["甲"] == ["后来", "又"]


async def test_an_amendment_that_cannot_be_folded_waits_as_a_letter(house: Any) -> None:
    broken.add("属实")
    tenant, runner = await told(house, corrected(3, SAID, word="属实"))
    await house.happen(tenant, Told(tickets=["甲"], word="又"))
    await runner.run(tenant.id)
    letters = [kept.letter[:3] for kept in await runner.letters(tenant.id)]
    assert letters == [("Ticket", '["甲"]', 5), ("Ticket", '["甲"]', 6)]
    assert (await words(house, tenant, runner))["甲"] == ["不实", "后来"]


async def test_a_mended_fold_takes_in_the_amendment_and_what_waited_behind_it(house: Any) -> None:
    broken.add("属实")
    tenant, runner = await told(house, corrected(3, SAID, word="属实"))
    await house.happen(tenant, Told(tickets=["甲"], word="又"))
    await runner.run(tenant.id)
    broken.clear()
    (retried,) = await runner.retry(tenant.id)
    assert (retried.letters, retried.error) == (2, None)
    assert (await words(house, tenant, runner))["甲"] == ["属实", "后来", "又"]
    assert await runner.letters(tenant.id) == []


async def test_an_amendment_of_a_row_that_waits_already_waits_behind_it(house: Any) -> None:
    broken.add("后来")
    tenant, runner = await told(house, annulled(3, SAID))
    letters = [kept.letter[:3] for kept in await runner.letters(tenant.id)]
    assert letters == [("Ticket", '["甲"]', 4), ("Ticket", '["甲"]', 5)]
    broken.clear()
    await runner.retry(tenant.id)
    assert (await words(house, tenant, runner))["甲"] == ["后来"]


async def test_an_amendment_does_not_take_in_what_waits_before_it(house: Any) -> None:
    broken.add("后来")
    tenant, runner = await told(house)
    broken.clear()
    await house.happen(tenant, annulled(3, SAID))
    await runner.run(tenant.id)
    assert (await words(house, tenant, runner))["甲"] == ["不实"]
    await runner.retry(tenant.id)
    assert (await words(house, tenant, runner))["甲"] == ["后来"]


Step = tuple[str, int, str]
steps = st.lists(
    st.tuples(
        st.sampled_from(["open", "tell", "correct", "annul"]),
        st.integers(0, 11),
        st.sampled_from("甲乙丙"),
    ),
    min_size=1,
    max_size=14,
)


def history_of(drawn: list[Step]) -> tuple[list[Event], dict[int, Event | None]]:
    """Events, and what of them stands in the end, by position."""
    events: list[Event] = []
    standing: dict[int, Event | None] = {}
    for kind, number, letter in drawn:
        position = len(events) + 1
        facts = [p for p, event in standing.items() if event is not None]
        if kind in ("correct", "annul") and not facts:
            continue
        if kind == "open":
            events.append(Opened(ticket=letter))
        elif kind == "tell":
            events.append(Told(tickets=[letter, "甲"][: 1 + number % 2], word=str(number)))
        else:
            fact = facts[number % len(facts)]
            was = standing[fact]
            if kind == "correct" and isinstance(was, Told):
                becomes = replace(was, word=letter, tickets=[letter])
                events.append(corrected(fact, was, word=letter, tickets=[letter]))
                standing[fact] = becomes
            else:
                assert was is not None
                events.append(annulled(fact, was))
                standing[fact] = None
            continue
        standing[position] = events[-1]
    return events, standing


def by_brute_force(standing: dict[int, Event | None]) -> dict[str, list[str]]:
    rows: dict[str, list[str]] = {}
    for event in standing.values():
        if isinstance(event, Opened):
            rows.setdefault(event.ticket, [])
        elif isinstance(event, Told):
            for ticket in set(event.tickets) & set(rows):
                rows[ticket].append(event.word)
    return dict(sorted(rows.items()))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=steps, at_most=st.integers(1, 5))
async def test_rows_are_what_the_amended_history_alone_would_have_made(
    house: Any, drawn: list[Step], at_most: int
) -> None:
    events, standing = history_of(drawn)
    tenant = await house.tenant()
    if events:
        await house.happen(tenant, *events)
    runner = await folded(house, tenant, at_most)
    assert await words(house, tenant, runner) == by_brute_force(standing)
