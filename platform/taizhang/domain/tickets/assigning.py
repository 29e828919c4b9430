"""Assignment: one answers for the mending, another supervises it (S4-31)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.names import Text
from taizhang.domain.tickets.events import TicketAssigned
from taizhang.domain.tickets.standing import OfTicket, TicketCommand
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

TWO_ROLES = Refusal(
    "tickets.two_roles",
    zh="整改责任人和督办人须为两人，不能都是“{actor}”",
    en="{actor} cannot both answer for the mending and supervise it",
)


class AssignTicket(TicketCommand, name="tickets.assign", title="交办问题"):
    """Name who answers for the mending, who supervises it, and the target."""

    responsible: Annotated[Text, Meta(title="整改责任人")]
    supervisor: Annotated[Text, Meta(title="督办人")]
    target: Annotated[Text, Meta(title="目标任务")]


@decides(AssignTicket, by=(Role.CLERK, Role.SUPERVISOR))
class Assignment(OfTicket[AssignTicket]):
    """Two people: one mends, another supervises."""

    def execute(self) -> None:
        ask = self.ask
        self.require("opened", "assigned")
        two = ask.responsible != ask.supervisor
        self.refuse_unless(two, TWO_ROLES(actor=ask.responsible))
        self.record(
            TicketAssigned(
                ticket=ask.ticket,
                organisation=self.organisation,
                responsible=ask.responsible,
                supervisor=ask.supervisor,
                target=ask.target,
            )
        )
