"""What follows: the policies that propose what the tenant's rules name for an occasion."""

from collections.abc import Iterable, Iterator

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.domain.grades.confirmation_events import GradeAssigned
from taizhang.domain.names import is_person
from taizhang.domain.sanctions.events import ScoreReported
from taizhang.domain.sanctions.proposing import ProposeSanction
from taizhang.domain.sanctions.rules import Consequence, SanctionRules
from taizhang.domain.tickets.deadline_events import TicketOverdue


@policy("sanctions.after_grade", on=GradeAssigned)
def after_grade(event: GradeAssigned, occasion: Occasion) -> Iterable[Command]:
    """A grade that the tenant's rules name."""
    if (rules := occasion.rules.find(SanctionRules)) and not is_person(event.subject):
        ground = f"考核等次为“{event.grade}”（{event.cycle}）"
        found = rules.after_grade(event.grade)
        yield from _proposals(event.subject, ground, found, occasion.position)


@policy("sanctions.after_overdue", on=TicketOverdue)
def after_overdue(event: TicketOverdue, occasion: Occasion) -> Iterable[Command]:
    """A ticket that was not mended in time (S2-31, S2-32)."""
    if rules := occasion.rules.find(SanctionRules):
        ground = f"问题“{event.ticket}”未按期完成整改，时限 {event.due_on.isoformat()}"
        found = rules.after_overdue()
        yield from _proposals(event.organisation, ground, found, occasion.position)


@policy("sanctions.after_score", on=ScoreReported)
def after_score(event: ScoreReported, occasion: Occasion) -> Iterable[Command]:
    """A score under the tenant's floor (S3-36 to S3-38)."""
    if rules := occasion.rules.find(SanctionRules):
        ground = f"{event.source}得分 {event.score}"
        found = rules.after_score(event.score)
        yield from _proposals(event.organisation, ground, found, occasion.position)


def _proposals(
    unit: str, ground: str, consequences: list[Consequence], position: int
) -> Iterator[ProposeSanction]:
    """Told apart by the position and the place among the consequences."""
    for place, consequence in enumerate(consequences, start=1):
        yield ProposeSanction(
            sanction=unit[:40] + f"-{position}-{place}",
            organisation=unit,
            target=consequence.target,
            measure=consequence.measure,
            bars=consequence.bars,
            months=consequence.months,
            ground=ground,
            clause=consequence.basis("measure"),
        )
