"""Amendments: a recorded fact is corrected (更正) or annulled (作废) by a later one that names it,
and what is entered after its day (补录) says so.

Nothing is edited (design 5). Who reads history from then on reads it *settled*: the corrected fact
stands in the place of the first, the annulled one nowhere. What was read before stays as it was.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, TypeVar

from msgspec import Struct

from taizhang.events.event import Event
from taizhang.events.foreign import is_foreign
from taizhang.events.tags import Tag

FACT = Tag("fact")
AMENDMENTS = "amendments"
"""The tag of every amendment."""


class _AsItIs(Tag, frozen=True):
    """Values that are whole tags already."""

    def __call__(self, value: str) -> str:
        return value


class Change(Struct, frozen=True):
    """One field before and after, as plain data."""

    field: str
    was: Any
    becomes: Any


class FactCorrected(
    Event, name="amendments.corrected", title="更正", tags=(AMENDMENTS,), final="再更正一次"
):
    """The fact at a position reads otherwise from here on.

    `body` is the whole of it as it should have been (MessagePack, of version `schema`), so that
    upcasters serve it like any other. `about` repeats the fact's tags: who reads one reads both.
    """

    fact: Annotated[int, FACT]
    event: str
    about: Annotated[list[str], _AsItIs("about")]
    schema: int
    body: bytes
    changes: list[Change]
    reason: str
    evidence: str


class FactAnnulled(
    Event, name="amendments.annulled", title="作废", tags=(AMENDMENTS,), final="重新录入该事项"
):
    """The fact at a position is void from here on."""

    fact: Annotated[int, FACT]
    event: str
    about: Annotated[list[str], _AsItIs("about")]
    reason: str
    evidence: str


class EnteredLate(
    Event,
    name="amendments.entered_late",
    title="补录",
    tags=(AMENDMENTS,),
    final="作废所补录的事项",
):
    """What the same command recorded was entered after its day, for this reason."""

    entry: str
    """The command's id."""
    events: list[str]
    about: Annotated[list[str], _AsItIs("about")]
    reason: str
    evidence: str


AMENDING = (FactCorrected, FactAnnulled)
Amended = Mapping[int, FactCorrected | FactAnnulled]
P = TypeVar("P")


def is_amendable(event: type[Any]) -> bool:
    """Whether facts of a type may be corrected or annulled at all; of another scheme's, perhaps."""
    return bool(event.event_corrects) or bool(event.event_annuls) or is_foreign(event)


def amended_among(events: Iterable[Any]) -> Amended:
    """The last amendment of each fact, by its position; the events come in order."""
    return {event.fact: event for event in events if isinstance(event, AMENDING)}


def settled(
    found: Iterable[P],
    amended: Amended,
    position_of: Callable[[P], int],
    corrected: Callable[[P, FactCorrected], P],
) -> list[P]:
    """What was found, in order, as it stands after these amendments.

    `corrected` makes a found fact anew. The amendments themselves stay where they are.
    """
    standing: list[P] = []
    for each in found:
        by = amended.get(position_of(each))
        if not isinstance(by, FactAnnulled):
            standing.append(each if by is None else corrected(each, by))
    return standing
