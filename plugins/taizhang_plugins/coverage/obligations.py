"""What is due when: cultivation within the year (S3-26), and founding where members are enough."""

from collections.abc import Iterable
from datetime import date

from taizhang import Met, Obligation, Occasion, Owed, Waived
from taizhang_plugins.coverage.events import FoundingDue, FoundingMet, UnitClosed
from taizhang_plugins.coverage.gaps import CULTIVATION, FOUNDING
from taizhang_plugins.coverage.target_events import TargetMet, TargetSet


def _target_owed(event: TargetSet, _: Occasion) -> Iterable[Owed]:
    yield Owed(event.organisation, date(event.year, 12, 31), event.key)


def _target_met(event: TargetMet, _: Occasion) -> Iterable[Met]:
    yield Met(event.organisation, event.key)


def _founding_owed(event: FoundingDue, _: Occasion) -> Iterable[Owed]:
    yield Owed(event.organisation, event.due, event.due.isoformat())


def _founding_met(event: FoundingMet, _: Occasion) -> Iterable[Met]:
    yield Met(event.organisation, event.due.isoformat())


def _targets_waived(event: UnitClosed, _: Occasion) -> Iterable[Waived]:
    for key in event.targets:
        yield Waived(event.organisation, _closed(event), key)


def _founding_waived(event: UnitClosed, _: Occasion) -> Iterable[Waived]:
    if event.due is not None:
        yield Waived(event.organisation, _closed(event), event.due.isoformat())


def _closed(event: UnitClosed) -> str:
    """Of a unit that is closed nothing is asked any more, nor of whoever follows it."""
    return f"已移出两新组织台账：{event.reason}"


OBLIGATIONS = (
    Obligation(
        name=CULTIVATION,
        title="年内培养入党积极分子、发展党员",
        rule="S3-26",
        owed=((TargetSet, _target_owed),),
        met=((TargetMet, _target_met),),
        waived=((UnitClosed, _targets_waived),),
    ),
    Obligation(
        name=FOUNDING,
        title="组建党组织",
        rule="S3-27",
        owed=((FoundingDue, _founding_owed),),
        met=((FoundingMet, _founding_met),),
        waived=((UnitClosed, _founding_waived),),
    ),
)
