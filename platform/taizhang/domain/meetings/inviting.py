"""Invitations: who is expected, in which category (S0-07). The invited are the base 应到."""

from typing import Annotated

from msgspec import Meta, Struct

from taizhang.commands.slice import decides
from taizhang.domain.meetings.admission import check_categories
from taizhang.domain.meetings.attending import Attending
from taizhang.domain.meetings.events import AttendeeInvited
from taizhang.domain.meetings.roll import Number
from taizhang.domain.meetings.sitting import MeetingCommand
from taizhang.domain.names import Text
from taizhang.domain.refusals import wrong_state
from taizhang.tenancy.roles import Role

_CodeHash = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class Invitee(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody expected. `code` is the hash of the code on the invitation, where there is one."""

    number: Annotated[Number, Meta(title="参会人编号")]
    category: Annotated[Text, Meta(title="参会类别")]
    code: Annotated[_CodeHash | None, Meta(title="签到码校验值")] = None


class Invite(MeetingCommand, name="meetings.invite", title="邀请参会"):
    """Put people on the list of those expected. Inviting again changes category and code."""

    invitees: Annotated[list[Invitee], Meta(min_length=1, max_length=2000, title="邀请名单")]


@decides(Invite, by=Role.CLERK)
class Invitation(Attending[Invite]):
    """Categories are those of the tenant's document; who is present is invited no more."""

    def numbers(self) -> list[str]:
        return [each.number for each in self.ask.invitees]

    def execute(self) -> None:
        self.require_unconcluded()
        if self.is_review:
            rule = self.provisions.attendees
            check_categories((each.category for each in self.ask.invitees), rule)
        for invitee in self.ask.invitees:
            self._invite(invitee)

    def _invite(self, invitee: Invitee) -> None:
        number, roll = invitee.number, self.roll
        here = wrong_state("参会人员", number, "已签到", "未签到")
        self.refuse_unless(number not in roll.present, here)
        known = (roll.invited.get(number), roll.codes.get(number))
        if known != (invitee.category, invitee.code):
            self.record(
                AttendeeInvited(
                    meeting=self.ask.meeting,
                    attendee=number,
                    category=invitee.category,
                    code=invitee.code,
                )
            )
