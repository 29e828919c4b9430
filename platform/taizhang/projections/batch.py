"""Batch: folding in memory. Pure: touches and the rows that they found in, versions out."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from msgspec import Struct

from taizhang.projections.letter import Letter, failed, held_back
from taizhang.projections.row import At, Key, Row
from taizhang.projections.touch import Place, Touch
from taizhang.projections.values import layout


class Version(Struct, frozen=True, gc=False):
    """What a row is from a position on; `values` is None when it is gone."""

    row: type[Row]
    key: Key
    values: tuple[Any, ...] | None
    at: At


def fold(
    touches: Iterable[Touch], rows: Mapping[Place, Row], held: Collection[tuple[str, str]]
) -> tuple[list[Version], list[Letter]]:
    """Every version that the touches make, in order, and a letter for each that is not folded."""
    known: dict[Place, Row | None] = dict(rows)
    stopped = set(held)
    versions: list[Version] = []
    letters: list[Letter] = []
    for touch in touches:
        if stopped and touch.name in stopped:
            letters.append(held_back(*touch.name, touch.at.position))
            continue
        try:
            version = _next(touch, known)
        except Exception as error:
            stopped.add(touch.name)
            letters.append(failed(*touch.name, touch.at.position, error))
        else:
            if version is not None:
                versions.append(version)
    return versions, letters


def _next(touch: Touch, known: dict[Place, Row | None]) -> Version | None:
    """The version that one event makes; none where its fold hands back what it was given."""
    place, at = touch.place, touch.at
    before = known.get(place)
    after = touch.fold.apply(before, touch.event, at)
    if after is before:
        return None
    if after is None:
        known[place] = None
        return Version(*place, None, at)
    values, known[place] = _settled(place, after)
    return Version(*place, values, at)


def _settled(place: Place, after: Any) -> tuple[tuple[Any, ...], Row]:
    """What is stored, and what the next fold sees of it."""
    row, key = place
    if not isinstance(after, row):
        raise TypeError(f"the fold made a {type(after).__name__}, not a {row.__name__}")
    shape = layout(row)
    values, settled = shape.settled(after)
    if shape.key_of(values) != key:
        raise ValueError(f"the fold moved row {key} to {shape.key_of(values)}")
    return values, settled
