"""Batch: folding in memory. Pure: touches and the rows that they found in, versions out."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from taizhang.projections.letter import Letter, failed, held_back
from taizhang.projections.row import At, Key, Row
from taizhang.projections.touch import Place, Touch, key_text
from taizhang.projections.values import layout


class Version(NamedTuple):
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
        name = touch.row.__name__, key_text(touch.key)
        if name in stopped:
            letters.append(held_back(*name, touch.at.position))
            continue
        try:
            versions.extend(_next(touch, known))
        except Exception as error:
            stopped.add(name)
            letters.append(failed(*name, touch.at.position, error))
    return versions, letters


def _next(touch: Touch, known: dict[Place, Row | None]) -> list[Version]:
    """The version that one event makes; none where its fold hands back what it was given."""
    before = known.get(touch.place)
    after = touch.fold.apply(before, touch.event, touch.at)
    if after is before:
        return []
    if after is None:
        known[touch.place] = None
        return [Version(touch.row, touch.key, None, touch.at)]
    values = _stored(touch, after)
    known[touch.place] = layout(touch.row).read(values)
    return [Version(touch.row, touch.key, values, touch.at)]


def _stored(touch: Touch, row: Any) -> tuple[Any, ...]:
    if not isinstance(row, touch.row):
        raise TypeError(f"the fold made a {type(row).__name__}, not a {touch.row.__name__}")
    shape = layout(touch.row)
    values = shape.values(row)
    if shape.key_of(values) != touch.key:
        raise ValueError(f"the fold moved row {touch.key} to {shape.key_of(values)}")
    return values
