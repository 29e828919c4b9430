"""Comparing: two answers are the same, but for cursors, which only have to stand for the same."""

from collections.abc import Iterator
from typing import Any

from differential.aggregates import near
from differential.pages import is_cursor


class Comparing:
    """Compares answers. A cursor of one answer must always stand for the same one of the other."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}
        self._expected: dict[str, str] = {}

    def differences(self, found: Any, expected: Any, path: str = "data") -> Iterator[str]:
        """Where what was found is not what is expected."""
        if isinstance(expected, dict) and isinstance(found, dict) and [*found] == [*expected]:
            for key in expected:
                yield from self.differences(found[key], expected[key], f"{path}.{key}")
        elif isinstance(expected, list) and isinstance(found, list) and _as_long(found, expected):
            for number, item in enumerate(expected):
                yield from self.differences(found[number], item, f"{path}[{number}]")
        elif not self._same(found, expected):
            yield f"{path}: {found!r}, and not {expected!r}"

    def _same(self, found: Any, expected: Any) -> bool:
        if is_cursor(expected) and isinstance(found, str):
            one = self._found.setdefault(found, expected) == expected
            return self._expected.setdefault(expected, found) == found and one
        return near(expected, found) or (type(found) is type(expected) and found == expected)


def _as_long(found: list[Any], expected: list[Any]) -> bool:
    return len(found) == len(expected)
