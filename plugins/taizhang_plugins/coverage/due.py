"""What a unit with full members enough owes: to found, within the tenant's days."""

from datetime import timedelta
from typing import Any

from taizhang_plugins.coverage.events import FoundingDue, FoundingMet
from taizhang_plugins.coverage.limits import Limit
from taizhang_plugins.coverage.names import Figure
from taizhang_plugins.coverage.standing import Standing


def founding_due(slice_: Standing[Any], id: str, members: Figure, least: Limit) -> None:
    """Record that a unit ought to found, unless it was told so or has done so."""
    unit, duty = slice_.unit(id), slice_.rules.duty
    covered = unit.party is not None and slice_.party(unit.party).mode in duty.modes
    if unit.due is not None or covered:
        return
    slice_.record(
        FoundingDue(
            organisation=id,
            township=unit.township,
            members=members,
            least=least.value,
            due=slice_.context.on + timedelta(days=duty.days),
        )
    )


def founding_met(slice_: Standing[Any], id: str, mode: str) -> None:
    """Record that a unit has done what it ought to, where this mode counts."""
    unit = slice_.unit(id)
    if unit.due is not None and mode in slice_.rules.duty.modes:
        slice_.record(FoundingMet(organisation=id, township=unit.township, due=unit.due))
