"""Not determining a grade (不定等次): out of the list, and out of the quota's base."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.grades.asking import SubjectCommand
from taizhang.domain.grades.events import LeftUndetermined, TakenUpAgain
from taizhang.domain.grades.listing import Listing
from taizhang.domain.names import Text
from taizhang.domain.refusals import wrong_state
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

FOREIGN_GROUND = Refusal(
    "grades.foreign_ground",
    zh="“{ground}”不是规定的不定等次情形：{allowed}",
    en="{ground!r} is none of the grounds for no grade: {allowed}",
)


class LeaveUndetermined(SubjectCommand, name="grades.leave_undetermined", title="不定等次"):
    """Leave a unit or a person without a grade, on one of the tenant's grounds."""

    ground: Annotated[Text, Meta(title="不定等次情形")]
    reason: Annotated[Text, Meta(title="不定等次原因")]


class TakeUpAgain(SubjectCommand, name="grades.take_up_again", title="恢复定等"):
    """Grade a unit or a person after all that was to be left without a grade."""

    reason: Annotated[Text, Meta(title="恢复定等原因")]


@decides(LeaveUndetermined, by=(Role.CLERK, Role.SYSTEM))
class Leaving(Listing[LeaveUndetermined]):
    """Before the list is confirmed, only on a ground of the tenant's rules; policies may ask."""

    def execute(self) -> None:
        ask = self.ask
        self.require_open()
        self.require_graded(ask.subject)
        rules = self.rules.undetermined
        allowed = "、".join(rules.grounds) or "（无）"
        foreign = FOREIGN_GROUND(clause=rules.basis("grounds"), ground=ask.ground, allowed=allowed)
        self.refuse_unless(ask.ground in rules.grounds, foreign)
        self.record(
            LeftUndetermined(
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
        state = wrong_state("考核对象", ask.subject, "定等", "不定等次", name=name)
        self.refuse_unless(ask.subject in self.sheet.undetermined, state)
        self.record(TakenUpAgain(cycle=ask.cycle, subject=ask.subject, reason=ask.reason))
