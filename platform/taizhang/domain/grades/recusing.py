"""Recusal (回避): a member of the committee keeps out of the decision on one unit."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.grades.asking import MeetingSubjectCommand
from taizhang.domain.grades.committee import InCommittee
from taizhang.domain.grades.confirmation_events import MemberRecused
from taizhang.domain.names import Text
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.tenancy.roles import Role


class RecuseMember(MeetingSubjectCommand, name="grades.recuse", title="登记回避"):
    """Record that a member, by the number in the meeting, keeps out of the decision on a unit."""

    member: Annotated[str, Meta(min_length=1, max_length=32, title="成员编号")]
    reason: Annotated[Text, Meta(title="回避原因")]


@decides(RecuseMember, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Recusing(InCommittee[RecuseMember]):
    """Of somebody present, before the decision. Saying it twice changes nothing."""

    def execute(self) -> None:
        ask = self.ask
        self.require_known()
        self.require_graded(ask.subject)
        self.require_meeting()
        state = wrong_state("会议", ask.meeting, "已审定等次", "未审定等次")
        self.refuse_unless(self.confirmed_in != ask.meeting, state)
        self.refuse_unless(ask.member in self.present, unknown("到会委员", ask.member))
        if ask.member not in self.recused.get(ask.subject, set()):
            self.record(
                MemberRecused(
                    meeting=ask.meeting,
                    cycle=ask.cycle,
                    subject=ask.subject,
                    member=ask.member,
                    reason=ask.reason,
                )
            )
