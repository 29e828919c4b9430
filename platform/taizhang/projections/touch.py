"""Touch: one event that changes one row. Found before folding, so that rows load in one query."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from taizhang.events.catalogue import Catalogue
from taizhang.events.event import Event
from taizhang.events.foreign import is_foreign, seen
from taizhang.projections.letter import ANY_KEY, Letter, failed, held_back
from taizhang.projections.reading import Read
from taizhang.projections.row import At, Fold, Key, Row
from taizhang.projections.values import layout

Index = Mapping[type[Any], Sequence[tuple[type[Row], Fold]]]
Place = tuple[type[Row], Key]


class Touch(msgspec.Struct, frozen=True, gc=False):
    """An event and the row that it changes."""

    place: Place
    fold: Fold
    event: Event
    at: At

    @property
    def row(self) -> type[Row]:
        """The row's type."""
        return self.place[0]

    @property
    def key(self) -> Key:
        """The row's key as it is stored."""
        return self.place[1]

    @property
    def name(self) -> tuple[str, str]:
        """The row as letters name it."""
        return self.row.__name__, key_text(self.key)


def index_of(rows: Iterable[type[Row]], catalogue: Catalogue) -> Index:
    """Which row types fold an event type. What no installed scheme records is folded by none."""
    index: dict[type[Event], list[tuple[type[Row], Fold]]] = {}
    for row in rows:
        for event, fold in row.row_folds.items():
            if not is_foreign(event):
                index.setdefault(event, []).append((row, fold))
            elif own := catalogue.types.get(event.event_name):
                index.setdefault(own, []).append((row, _seeing(event, fold)))
    return index


def _seeing(foreign: type[Event], fold: Fold) -> Fold:
    """A fold of another scheme's event, over the event as it is recorded."""

    def glimpse(event: Event) -> Event:
        return next(seen(event, [foreign]))

    return Fold(
        keys=lambda event: fold.keys(glimpse(event)),
        apply=lambda row, event, at: fold.apply(row, glimpse(event), at),
    )


def key_text(key: Key) -> str:
    """A key as letters and logs name it."""
    return msgspec.json.encode(key).decode()


def touches(
    index: Index, events: Iterable[Read], held: Collection[tuple[str, str]]
) -> tuple[list[Touch], list[Letter]]:
    """All touches, in order. An event whose keys cannot be told holds back its whole row type."""
    whole = {row_type for row_type, key in held if key == ANY_KEY}
    found: list[Touch] = []
    letters: list[Letter] = []
    for read in events:
        for row, fold in index.get(type(read.event), ()):
            if row.__name__ in whole:
                letters.append(held_back(row.__name__, ANY_KEY, read.position))
                continue
            try:
                found += _touches(row, fold, read)
            except Exception as error:
                whole.add(row.__name__)
                letters.append(failed(row.__name__, ANY_KEY, read.position, error))
    return found, letters


def _touches(row: type[Row], fold: Fold, read: Read) -> list[Touch]:
    event: Any = read.event
    return [
        Touch((row, stored), fold, event, at(key, read)) for stored, key in _keys(row, fold, event)
    ]


def at(key: Key, read: Read) -> At:
    """The place of an event as the fold of one row sees it."""
    return At(key, read.position, read.recorded_at, read.on, read.actor, read.name)


def _keys(row: type[Row], fold: Fold, event: Any) -> Iterable[tuple[Key, Key]]:
    """Each key once, as it is stored and as the event names it."""
    stored = layout(row).key
    keys = list(fold.keys(event))
    if len(keys) == 1:
        return ((stored(keys[0]), keys[0]),)
    return {stored(key): key for key in keys}.items()
