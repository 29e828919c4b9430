"""Folding in memory: versions out of touches, and letters where a fold fails."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any

from msgspec import field
from msgspec.structs import replace

from taizhang.events.catalogue import Catalogue, Unknown
from taizhang.events.event import Event
from taizhang.projections.batch import Version, fold
from taizhang.projections.letter import ANY_KEY, Letter
from taizhang.projections.reading import Read
from taizhang.projections.row import At, Row, folds
from taizhang.projections.touch import index_of, touches

NOON = datetime(2015, 12, 20, 4, tzinfo=UTC)


class Opened(Event, name="test.opened"):
    ticket: str


class Noted(Event, name="test.noted"):
    tickets: list[str]
    note: str


class Closed(Event, name="test.closed"):
    ticket: str


class Ticket(Row, key=("ticket",)):
    ticket: str
    notes: list[str] = field(default_factory=list)
    by: str | None = None


@folds(Ticket, Opened, "ticket")
def _(row: Ticket | None, event: Opened, at: At) -> Ticket | None:
    return row or Ticket(ticket=event.ticket, by=at.actor)


def _each(event: Noted) -> list[tuple[str]]:
    if event.note == "no keys":
        raise ValueError("no keys")
    return [(ticket,) for ticket in event.tickets]


@folds(Ticket, Noted, _each)
def _(row: Ticket | None, event: Noted, at: At) -> Ticket | None:
    if row is None:
        raise LookupError("not open")
    match event.note:
        case "move":
            return replace(row, ticket="elsewhere")
        case "nul":
            return replace(row, by="\0")
        case "event":
            return event  # type: ignore[return-value]
    return replace(row, notes=[*row.notes, event.note])


@folds(Ticket, Closed, "ticket")
def _(row: Ticket | None, event: Closed, at: At) -> Ticket | None:
    return None


def at(position: int, event: Event | Unknown) -> Read:
    name = event.name if isinstance(event, Unknown) else event.event_name
    return Read(position, NOON, date(2015, 12, 20), "clerk", name, event)


def run(
    *events: Event | Unknown, rows: Any = None, held: Sequence[tuple[str, str]] = ()
) -> tuple[list[Version], list[Letter]]:
    reads = [at(position, event) for position, event in enumerate(events, 1)]
    found, unclear = touches(index_of([Ticket], Catalogue([])), reads, held)
    versions, letters = fold(found, rows or {}, held)
    return versions, [*unclear, *letters]


def made(versions: Iterable[Version]) -> list[tuple[int, Any, Any]]:
    return [(v.at.position, v.key[0], v.values and v.values[1:]) for v in versions]


def places(letters: Iterable[Letter]) -> list[tuple[str, int]]:
    return [(letter.row_key, letter.position) for letter in letters]


def test_each_event_makes_a_version_of_what_the_one_before_left() -> None:
    versions, letters = run(Opened(ticket="a"), Noted(tickets=["a"], note="x"), Closed(ticket="a"))
    assert made(versions) == [
        (1, "a", ("[]", "clerk")),
        (2, "a", ('["x"]', "clerk")),
        (3, "a", None),
    ]
    assert letters == []


def test_a_fold_that_hands_back_its_row_makes_no_version() -> None:
    versions, _ = run(Opened(ticket="a"), Opened(ticket="a"))
    assert made(versions) == [(1, "a", ("[]", "clerk"))]


def test_a_row_that_is_not_there_cannot_go() -> None:
    assert run(Closed(ticket="a")) == ([], [])


def test_an_event_that_names_a_row_twice_is_folded_once() -> None:
    versions, _ = run(Opened(ticket="a"), Noted(tickets=["a", "a"], note="x"))
    assert made(versions)[1:] == [(2, "a", ('["x"]', "clerk"))]


def test_an_unknown_event_is_skipped() -> None:
    versions, letters = run(Unknown("other.happened", {}), Opened(ticket="a"))
    assert (made(versions), letters) == ([(2, "a", ("[]", "clerk"))], [])


def test_a_failed_fold_holds_back_the_later_events_of_its_row_alone() -> None:
    versions, letters = run(
        Opened(ticket="a"),
        Noted(tickets=["a", "b"], note="x"),  # b is not open
        Opened(ticket="b"),
        Noted(tickets=["a"], note="y"),
    )
    assert [(position, key) for position, key, _ in made(versions)] == [
        (1, "a"),
        (2, "a"),
        (4, "a"),
    ]
    assert places(letters) == [('["b"]', 2), ('["b"]', 3)]
    assert letters[0].error == "LookupError: not open"


def test_what_was_held_back_before_stays_so() -> None:
    versions, letters = run(Opened(ticket="a"), held=[("Ticket", '["a"]')])
    assert (versions, places(letters)) == ([], [('["a"]', 1)])


def test_an_event_whose_keys_cannot_be_told_holds_back_its_row_type() -> None:
    versions, letters = run(
        Opened(ticket="a"), Noted(tickets=["a"], note="no keys"), Opened(ticket="b")
    )
    assert [(position, key) for position, key, _ in made(versions)] == [(1, "a")]
    assert places(letters) == [(ANY_KEY, 2), (ANY_KEY, 3)]


def test_a_fold_that_moves_its_row_fails() -> None:
    _, letters = run(Opened(ticket="a"), Noted(tickets=["a"], note="move"))
    assert "moved row ('a',) to ('elsewhere',)" in letters[0].error


def test_a_fold_that_makes_what_no_column_holds_fails() -> None:
    _, letters = run(Opened(ticket="a"), Noted(tickets=["a"], note="nul"))
    assert "by cannot hold" in letters[0].error


def test_a_fold_that_makes_something_else_than_its_row_fails() -> None:
    _, letters = run(Opened(ticket="a"), Noted(tickets=["a"], note="event"))
    assert letters[0].error == "TypeError: the fold made a Noted, not a Ticket"
