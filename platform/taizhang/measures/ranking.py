"""Ranking: groups of equals in order, and the rank that each of them shares."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import TypeVar

K = TypeVar("K", bound=Hashable)


def ranks(order: Iterable[Sequence[K]]) -> dict[K, int]:
    """The rank of each, best first. Equals share one, and the next counts them: 1, 2, 2, 4."""
    placed: dict[K, int] = {}
    for group in order:
        rank = len(placed) + 1
        placed |= dict.fromkeys(group, rank)
    return placed


def by_score(scores: Mapping[K, Fraction]) -> list[list[K]]:
    """Who has the same score stands in one group; the highest score comes first."""
    ordered = sorted(scores, key=scores.__getitem__, reverse=True)
    return [list(group) for _, group in groupby(ordered, key=scores.__getitem__)]


def follows(order: Iterable[Sequence[K]], scores: Mapping[K, Fraction]) -> bool:
    """Whether nobody stands before, or beside, somebody with a higher score."""
    least: Fraction | None = None
    for group in order:
        values = {scores[each] for each in group}
        if len(values) > 1 or (least is not None and max(values) > least):
            return False
        least = min(values)
    return True
