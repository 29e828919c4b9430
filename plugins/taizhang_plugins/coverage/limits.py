"""Limits: what the tenant's document says, beside the branch regulations in force on the day.

The tenant may be stricter than the national text, and not looser: both are held to.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from taizhang import BRANCH_REGULATIONS
from taizhang_plugins.coverage.rules import CoverageRules, Mode


class Limit(NamedTuple):
    """A number and what it rests on. A soft one (一般) is warned of."""

    value: int
    clause: str | None
    soft: bool = False


def enough_members(rules: CoverageRules, on: date) -> Limit | None:
    """From how many full members on a unit ought to found (regulations, article 4: 3); None where
    nothing says so.
    """
    own, found = rules.duty.members_min, list(_national("founding.members", on))
    if own is not None:
        found.append(Limit(own, rules.duty.basis("members_min")))
    return min(found, key=lambda limit: limit.value, default=None)


def most_units(mode: Mode, on: date) -> list[Limit]:
    """How many units one party organisation may cover (regulations, article 5: 5 jointly, 一般)."""
    found = list(_national("joint.units", on)) if mode.joint else []
    if mode.units_max is not None:
        soft = mode.hardness == "soft"
        found.append(Limit(mode.units_max, mode.basis("units_max"), soft))
    return found


def _national(bound: str, on: date) -> Iterator[Limit]:
    profile = BRANCH_REGULATIONS.in_force(on)
    found = profile.bounds.get(bound) if profile else None
    if profile and found and found.heads is not None:
        yield Limit(found.heads, profile.quote(found.article))
    if profile and found and found.most is not None:
        yield Limit(found.most, profile.quote(found.article), soft=True)
