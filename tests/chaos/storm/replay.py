"""Replay: what rows and history must be, by brute force from the log, one event after the other."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from taizhang.events.event import Event
from taizhang.log import entry
from taizhang.log.entry import Entry
from taizhang.log.model import Recorded
from taizhang.projections.row import At, Key, Row


class Happened(NamedTuple):
    """An event of the log: as it is kept, what is known of it, and itself."""

    recorded: Recorded
    known: Entry
    event: Any

    @property
    def position(self) -> int:
        """Its place."""
        return self.recorded.position

    @property
    def leaf(self) -> str:
        """Its hash, in hex."""
        recorded = self.recorded
        return entry.leaf(recorded.position, recorded.recorded_at, recorded.entry).hex()


class Rows(NamedTuple):
    """The rows of one type: those that stand, with the position of their version, and all that
    ever stood (None where a row went).
    """

    current: dict[Key, tuple[int, Row]]
    history: list[tuple[int, Key, Row | None]]


def replay(row_type: type[Row], log: Iterable[Happened]) -> Rows:
    """All versions of all rows of a type."""
    current: dict[Key, tuple[int, Row]] = {}
    history: list[tuple[int, Key, Row | None]] = []
    for item in log:
        fold = row_type.row_folds.get(type(item.event))
        for key in fold.keys(item.event) if fold else ():
            _, before = current.get(key, (0, None))
            after = fold.apply(before, item.event, _at(key, item)) if fold else None
            if after is before:
                continue
            history.append((item.position, key, after))
            if after is None:
                del current[key]
            else:
                current[key] = (item.position, after)
    return Rows(current, history if row_type.row_history else [])


def _at(key: Key, item: Happened) -> At:
    recorded, known = item.recorded, item.known
    assert isinstance(item.event, Event)
    return At(key, recorded.position, recorded.recorded_at, known.on, known.actor, known.type)
