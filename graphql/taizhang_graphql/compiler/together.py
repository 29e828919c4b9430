"""Together: one statement that answers several calls of the same plan, a row for each."""
# ruff: noqa: S608 - the text is the compiler's own, values are parameters

import re
from collections.abc import Hashable, Sequence
from typing import Any

from msgspec import Struct

_PARAMETER = re.compile(r"(?<![\w$])\$(\d+)::((?:double precision|\w+)(?:\[\])?)")


class Together(Struct, frozen=True):
    """`sql` takes what all calls have in common as it is, and of what is each call's `own` an array
    with a value for each.
    """

    sql: str
    own: frozenset[int]
    """Places among the parameters."""

    def likeness(self, parameters: Sequence[Any]) -> Hashable:
        """What calls that are answered together agree in."""
        common = (value for place, value in enumerate(parameters) if place not in self.own)
        return self.sql, *common

    def bind(self, calls: Sequence[Sequence[Any]]) -> list[Any]:
        """The parameters, from those of calls that are alike."""
        return [
            [call[place] for call in calls] if place in self.own else value
            for place, value in enumerate(calls[0])
        ]


def together(sql: str, own: frozenset[int]) -> Together | None:
    """The statement for several calls of one whose parameters at `own` are each call's; none where
    such a parameter is an array already.
    """
    types: dict[int, str] = {}

    def told(found: re.Match[str]) -> str:
        place = int(found[1]) - 1
        if place not in own:
            return found[0]
        types[place] = found[2]
        return f"calls.p{place}"

    alone = _PARAMETER.sub(told, sql)
    if any(sql.endswith("[]") for sql in types.values()):
        return None
    # A select around each array: of an array at hand PostgreSQL would make a plan each time.
    arrays = ", ".join(f"(select ${place + 1}::{types[place]}[])" for place in sorted(types))
    names = ", ".join(f"p{place}" for place in sorted(types))
    return Together(
        f"select answer.* from unnest({arrays}) with ordinality calls ({names}, number),"
        f" lateral ({alone}) answer order by calls.number",
        frozenset(types),
    )
