"""Suggestions: the known name that somebody probably meant."""

import difflib
from collections.abc import Iterable


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The closest known name, or None when nothing is close."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1, cutoff=0.5)), None)


def hint(name: str, known: Iterable[str]) -> str:
    """`，是否想用“…”？` with the nearest name, where one is near; else nothing."""
    near = nearest(name, known)
    return f"，是否想用“{near}”？" if near else ""
