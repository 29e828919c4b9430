"""What is due when: cultivation within the year (S3-26), and founding where members are enough."""

from collections.abc import Iterable
from datetime import date

from taizhang import Command, Met, Obligation, Occasion, Owed, policy
from taizhang.core import WaiveDuty
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


OBLIGATIONS = (
    Obligation(
        name=CULTIVATION,
        title="年内培养入党积极分子、发展党员",
        rule="S3-26",
        owed=((TargetSet, _target_owed),),
        met=((TargetMet, _target_met),),
    ),
    Obligation(
        name=FOUNDING,
        title="组建党组织",
        rule="S3-27",
        owed=((FoundingDue, _founding_owed),),
        met=((FoundingMet, _founding_met),),
    ),
)


@policy("coverage.waive_what_a_closed_unit_owed", on=UnitClosed)
def waive_what_a_closed_unit_owed(event: UnitClosed, _: Occasion) -> Iterable[Command]:
    """Of a unit that is closed nothing is asked any more, nor of whoever follows it."""
    reason = f"已移出两新组织台账：{event.reason}"
    owed = [(CULTIVATION, key) for key in event.targets]
    if event.due is not None:
        owed.append((FOUNDING, event.due.isoformat()))
    for obligation, key in owed:
        yield WaiveDuty(obligation=obligation, subject=event.organisation, key=key, reason=reason)
