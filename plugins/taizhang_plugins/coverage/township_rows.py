"""What is shown of each township: units covered, by mode; counted as things happen."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang import At, Row, folds
from taizhang.core import OrganisationId
from taizhang_plugins.coverage import events as e
from taizhang_plugins.coverage import party_events as p
from taizhang_plugins.coverage import target_events as t


class TownshipCoverage(
    Row, key=("township",), title="乡镇两新组织覆盖情况", rules=("S3-26", "S3-27")
):
    """How many units lie in a township, how many of them are covered in which mode, and how many
    party organisations it leads (S3-27); targets of all years, met and found lacking (S3-26).
    """

    township: OrganisationId
    units: Annotated[int, Meta(title="两新组织数", description="Units in the township")] = 0
    covered: Annotated[int, Meta(title="已覆盖", description="Units that are covered")] = 0
    covered_by_mode: Annotated[
        dict[str, int], Meta(title="各方式覆盖数", description="Units covered, by mode")
    ] = {}
    led: Annotated[int, Meta(title="党组织数", description="Party organisations it leads")] = 0
    led_by_mode: Annotated[
        dict[str, int], Meta(title="各方式党组织数", description="Party organisations, by mode")
    ] = {}
    targets: Annotated[int, Meta(title="培养任务", description="Targets of all years")] = 0
    targets_met: Annotated[
        int, Meta(title="已完成的培养任务", description="Targets that were met")
    ] = 0
    gaps: Annotated[
        int, Meta(title="年内未完成的培养任务", description="Targets missed in their year")
    ] = 0


def _known(row: TownshipCoverage | None, at: At) -> TownshipCoverage:
    return row or TownshipCoverage(township=at.key[0])


def _counted(counts: Mapping[str, int], mode: str, change: int) -> dict[str, int]:
    """Modes that count nothing are left out."""
    changed = {**counts, mode: counts.get(mode, 0) + change}
    return {name: count for name, count in changed.items() if count}


def _covering(row: TownshipCoverage, mode: str, change: int) -> TownshipCoverage:
    by_mode = _counted(row.covered_by_mode, mode, change)
    return replace(row, covered=row.covered + change, covered_by_mode=by_mode)


def _leading(row: TownshipCoverage, mode: str, change: int) -> TownshipCoverage:
    many = row.led + change
    by_mode = _counted(row.led_by_mode, mode, change)
    return replace(row, led=many, led_by_mode=by_mode)


@folds(TownshipCoverage, e.UnitListed, "township")
def _(row: TownshipCoverage | None, event: e.UnitListed, at: At) -> TownshipCoverage:
    known = _known(row, at)
    return replace(known, units=known.units + 1)


@folds(TownshipCoverage, e.UnitClosed, "township")
def _(row: TownshipCoverage | None, event: e.UnitClosed, at: At) -> TownshipCoverage:
    known = _known(row, at)
    return replace(known, units=known.units - 1, targets=known.targets - len(event.targets))


def _townships(
    event: p.PartyOrganisationFounded | p.PartyOrganisationDissolved,
) -> Iterable[tuple[str]]:
    """That of the party organisation, and those that its units lie in."""
    return ((id,) for id in dict.fromkeys([event.township, *event.lying_in.values()]))


def _party(
    row: TownshipCoverage | None,
    event: p.PartyOrganisationFounded | p.PartyOrganisationDissolved,
    at: At,
    change: int,
) -> TownshipCoverage:
    known, here = _known(row, at), at.key[0]
    lying = Counter(event.lying_in.values())[here]
    if lying:
        known = _covering(known, event.mode, change * lying)
    return _leading(known, event.mode, change) if event.township == here else known


@folds(TownshipCoverage, p.PartyOrganisationFounded, _townships)
def _(row: TownshipCoverage | None, event: p.PartyOrganisationFounded, at: At) -> TownshipCoverage:
    return _party(row, event, at, 1)


@folds(TownshipCoverage, p.PartyOrganisationDissolved, _townships)
def _(
    row: TownshipCoverage | None, event: p.PartyOrganisationDissolved, at: At
) -> TownshipCoverage:
    return _party(row, event, at, -1)


@folds(TownshipCoverage, p.UnitJoined, "township")
def _(row: TownshipCoverage | None, event: p.UnitJoined, at: At) -> TownshipCoverage:
    return _covering(_known(row, at), event.mode, 1)


@folds(TownshipCoverage, p.UnitLeft, "township")
def _(row: TownshipCoverage | None, event: p.UnitLeft, at: At) -> TownshipCoverage:
    return _covering(_known(row, at), event.mode, -1)


@folds(TownshipCoverage, t.TargetSet, "township")
def _(row: TownshipCoverage | None, event: t.TargetSet, at: At) -> TownshipCoverage:
    known = _known(row, at)
    return replace(known, targets=known.targets + 1)


@folds(TownshipCoverage, t.TargetMet, "township")
def _(row: TownshipCoverage | None, event: t.TargetMet, at: At) -> TownshipCoverage:
    known = _known(row, at)
    return replace(known, targets_met=known.targets_met + 1, gaps=known.gaps - int(event.late))


@folds(TownshipCoverage, t.GapFound, "township")
def _(row: TownshipCoverage | None, event: t.GapFound, at: At) -> TownshipCoverage:
    known = _known(row, at)
    return replace(known, gaps=known.gaps + 1)
