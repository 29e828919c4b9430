"""Suggestions: the known name that somebody probably meant."""

import difflib
from collections.abc import Iterable

_COMPARED = 64
"""Characters of a name that others are compared with: somebody may send a megabyte."""


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The closest known name, or None when nothing is close."""
    return next(iter(closest(name, known, 1, cutoff=0.5)), None)


def closest(name: str, known: Iterable[str], count: int, *, cutoff: float = 0) -> list[str]:
    """So many known names, the closest first; `cutoff`: how alike they must be, 1 is the same."""
    return difflib.get_close_matches(name[:_COMPARED], list(known), count, cutoff)


def hint(name: str, known: Iterable[str]) -> str:
    """`，是否想用“…”？` with the nearest name, where one is near; else nothing."""
    near = nearest(name, known)
    return f"，是否想用“{near}”？" if near else ""
