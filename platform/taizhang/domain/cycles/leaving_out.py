"""Who has held a post for too short a time is proposed for no grade (不定等次)."""

from collections.abc import Iterable

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.domain.cycles.events import TenureShort
from taizhang.domain.grades.undetermined import LeaveUndetermined
from taizhang.domain.names import subject_of


@policy("cycles.leave_out_short_tenures", on=TenureShort)
def leave_out(event: TenureShort, occasion: Occasion) -> Iterable[Command]:
    """Where the rules name the ground; the clerk may take the person up again."""
    if event.ground is not None:
        yield LeaveUndetermined(
            cycle=event.cycle,
            subject=subject_of(event.person),
            ground=event.ground,
            reason=f"到 {event.reference} 任职满 {event.months} 个月，不足 {event.least} 个月",
        )
