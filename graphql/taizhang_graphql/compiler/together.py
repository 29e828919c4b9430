"""Together: one statement that answers several calls of the same plan, a row for each."""
# ruff: noqa: S608 - the text is the compiler's own, values are parameters

import functools
import re
from collections.abc import Hashable, Sequence
from typing import Any

from msgspec import Struct

_KEPT = 100
"""Statements that are remembered: documents that differ in names alone have the same."""
_PARAMETER = re.compile(r"(?<![\w$])\$(\d+)(?=::)")


class Together(Struct, frozen=True):
    """A statement for one call, and the types of those parameters that are each call's `own`, by
    their places.
    """

    alone: str
    own: dict[int, str]

    @property
    def sql(self) -> str:
        """It takes what all calls have in common as it is, and of what is each call's own an array
        with a value for each.
        """
        return _for_several(self.alone, tuple(self.own.items()))

    def likeness(self, parameters: Sequence[Any]) -> Hashable:
        """What calls that are answered together agree in."""
        common = (value for place, value in enumerate(parameters) if place not in self.own)
        return self.alone, *common

    def bind(self, calls: Sequence[Sequence[Any]]) -> list[Any]:
        """The parameters, from those of calls that are alike."""
        return [
            [call[place] for call in calls] if place in self.own else value
            for place, value in enumerate(calls[0])
        ]


@functools.lru_cache(maxsize=_KEPT)
def _for_several(alone: str, own: tuple[tuple[int, str], ...]) -> str:
    places = [place for place, _ in own]

    def told(found: re.Match[str]) -> str:
        number = int(found[1])
        return f"calls.p{number}" if number - 1 in places else found[0]

    calls = _PARAMETER.sub(told, alone)
    # A select around each array: of an array at hand PostgreSQL would make a plan each time.
    arrays = ", ".join(f"(select ${place + 1}::{kind}[])" for place, kind in own)
    names = ", ".join(f"p{place + 1}" for place in places)
    return (
        f"select answer.* from unnest({arrays}) with ordinality calls ({names}, number),"
        f" lateral ({calls}) answer order by calls.number"
    )
