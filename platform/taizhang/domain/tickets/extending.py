"""Putting a deadline off: by whom and how often is the tenant's own rule."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.names import Text
from taizhang.domain.tickets.deadline_events import TicketExtended
from taizhang.domain.tickets.rules import Extension, TicketRules
from taizhang.domain.tickets.standing import OPEN, OfTicket, TicketCommand
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role

NOT_ALLOWED = Refusal(
    "tickets.no_extension",
    zh="本单位没有规定整改时限可以延长",
    en="this tenant's rules do not say that a deadline may be put off",
)
BY_OTHERS = Refusal(
    "tickets.extended_by_others",
    zh="延长整改时限须由以下角色之一办理：{needed}",
    en="a deadline is put off by one of the roles {needed}",
    status=403,
)
TOO_OFTEN = Refusal(
    "tickets.extended_too_often",
    zh="整改时限已延长 {held} 次，最多延长 {allowed} 次",
    en="the deadline was put off {held} times; {allowed} are allowed",
)
NOT_LATER = Refusal(
    "tickets.not_later",
    zh="新的整改时限 {due_on} 须晚于原时限 {previous}，且不早于业务日期 {on}",
    en="the new deadline {due_on} must be after {previous}, and not before {on}",
)


class ExtendTicket(TicketCommand, name="tickets.extend", title="延长整改时限"):
    """Put the deadline off."""

    due_on: Annotated[date, Meta(title="整改时限")]
    reason: Annotated[Text, Meta(title="延长原因")]


@decides(ExtendTicket, by=[role for role in Role if role is not Role.SYSTEM])
class Extending(OfTicket[ExtendTicket]):
    """An open ticket, also one that is overdue."""

    def execute(self) -> None:
        ask = self.ask
        self.require(*OPEN)
        rule = self.context.rules.of(TicketRules).extension
        if rule is None:
            raise Refused(NOT_ALLOWED())
        self._check_by_whom(rule)
        self._check_how_often(rule)
        self._check_later()
        self.record(
            TicketExtended(
                ticket=ask.ticket,
                organisation=self.organisation,
                due_on=ask.due_on,
                previous=self.due_on,
                reason=ask.reason,
            )
        )

    def _check_by_whom(self, rule: Extension) -> None:
        authorised = self.context.authority.may(self.context.actor, rule.by)
        needed = "、".join(str(role) for role in rule.by)
        self.refuse_unless(authorised, BY_OTHERS(clause=rule.basis("by"), needed=needed))

    def _check_how_often(self, rule: Extension) -> None:
        held, allowed = self.extensions, rule.times
        often = TOO_OFTEN(clause=rule.basis("times"), held=held, allowed=allowed)
        self.refuse_unless(held < allowed, often)

    def _check_later(self) -> None:
        due_on, on = self.ask.due_on, self.context.on
        dates = {"due_on": due_on, "previous": self.due_on, "on": on}
        said = {name: day.isoformat() for name, day in dates.items()}
        self.refuse_unless(due_on > self.due_on and due_on >= on, NOT_LATER(**said))
