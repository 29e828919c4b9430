"""Not determining a grade (不定等次): the unit is out of the list, and out of the quota's base."""

from taizhang.commands.slice import decides
from taizhang.domain.grades.events import UnitLeftUndetermined, UnitTakenUpAgain
from taizhang.domain.grades.listing import ListCommand, Listing
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.names import SubjectId, Text
from taizhang.domain.refusals import wrong_state
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

FOREIGN_GROUND = Refusal(
    "grades.foreign_ground",
    zh="“{ground}”不是规定的不定等次情形:{allowed}",
    en="{ground!r} is none of the grounds for no grade: {allowed}",
)


class LeaveUndetermined(ListCommand, name="grades.leave_undetermined", title="不定等次"):
    """Leave a unit without a grade, on one of the tenant's grounds."""

    subject: SubjectId
    ground: Text
    reason: Text


class TakeUpAgain(ListCommand, name="grades.take_up_again", title="恢复定等"):
    """Grade a unit after all that was to be left without a grade."""

    subject: SubjectId
    reason: Text


@decides(LeaveUndetermined, by=Role.CLERK)
class Leaving(Listing[LeaveUndetermined]):
    """Before the list is confirmed, and only on a ground of the tenant's rules."""

    def execute(self) -> None:
        ask = self.ask
        self.require_open()
        self.require_graded(ask.subject)
        rules = self.context.rules.of(GradeRules).undetermined
        allowed = "、".join(rules.grounds) or "(无)"
        foreign = FOREIGN_GROUND(clause=rules.basis("grounds"), ground=ask.ground, allowed=allowed)
        self.refuse_unless(ask.ground in rules.grounds, foreign)
        self.record(
            UnitLeftUndetermined(
                cycle=ask.cycle,
                subject=ask.subject,
                ground=ask.ground,
                reason=ask.reason,
            )
        )


@decides(TakeUpAgain, by=Role.CLERK)
class TakingUpAgain(Listing[TakeUpAgain]):
    """Only who was left without a grade."""

    def execute(self) -> None:
        ask = self.ask
        self.require_open()
        name = self.name_of(ask.subject)
        state = wrong_state("考核对象", name, "定等", "不定等次")
        self.refuse_unless(ask.subject in self.sheet.undetermined, state)
        self.record(UnitTakenUpAgain(cycle=ask.cycle, subject=ask.subject, reason=ask.reason))
