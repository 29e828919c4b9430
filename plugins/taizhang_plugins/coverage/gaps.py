"""Gaps: what lacks when the year is over, and the ticket where the tenant wants one (S3-26)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated

from msgspec import Meta

from taizhang import Command, Occasion, Role, Selector, decides, policy
from taizhang.core import ObligationMissed, OpenTicket, OrganisationId, is_person
from taizhang_plugins.coverage.rules import CoverageRules
from taizhang_plugins.coverage.standing import Standing, of_units
from taizhang_plugins.coverage.target_events import GapFound

CULTIVATION, FOUNDING = "coverage.cultivation", "coverage.founding"


class FindGap(Command, name="coverage.find_gap", title="列入年内未完成培养的名单"):
    """Put a unit on the list of those whose target of a year was not met."""

    organisation: OrganisationId
    year: Annotated[int, Meta(title="年度")]


@decides(FindGap, by=Role.SYSTEM)
class Finding(Standing[FindGap]):
    """Nothing, where the unit is closed (it has no target then) or has met its target; once."""

    def consistency_boundary(self) -> list[Selector]:
        return of_units(self.ask.organisation)

    def execute(self) -> None:
        ask, unit = self.ask, self.unit(self.ask.organisation)
        target = unit.targets.get(ask.year)
        if target is None or target.met or target.gap:
            return
        activists, members = unit.done(ask.year)
        self.record(
            GapFound(
                organisation=ask.organisation,
                township=unit.township,
                year=ask.year,
                activists=max(0, target.activists - activists),
                members=max(0, target.members - members),
                clause=self.rules.cultivation.clause,
            )
        )


@policy("coverage.list_gaps", on=ObligationMissed)
def list_gaps(event: ObligationMissed, _: Occasion) -> Iterable[Command]:
    """A target that was missed: who it was for is looked at again."""
    unit = event.subject
    if event.obligation == CULTIVATION and unit is not None and not is_person(unit):
        yield FindGap(organisation=unit, year=int(event.key[:4]))


@policy("coverage.open_tickets_for_gaps", on=GapFound)
def open_tickets_for_gaps(event: GapFound, occasion: Occasion) -> Iterable[Command]:
    """A gap is followed until it is closed, where the tenant's rules say in how many days."""
    rules = occasion.rules.find(CoverageRules)
    if rules is None or rules.cultivation.ticket_days is None:
        return
    yield OpenTicket(
        ticket=f"coverage-{event.year}-{event.organisation}"[:43] + f"-{occasion.position}",
        organisation=event.organisation,
        source="decision",
        problem=f"{event.year} 年培养任务未完成：{lacking(event.activists, event.members)}",
        due_on=occasion.on + timedelta(days=rules.cultivation.ticket_days),
        clause=event.clause,
        reference=f"{event.year} 年培养任务",
    )


def lacking(activists: int, members: int) -> str:
    """What lacks, in words."""
    words = (("入党积极分子", activists), ("党员", members))
    return "、".join(f"还缺{what} {count} 名" for what, count in words if count)
