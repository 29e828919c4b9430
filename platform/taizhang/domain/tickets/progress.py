"""Progress of the mending, with what shows it."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import Text
from taizhang.domain.naming import Naming, registered
from taizhang.domain.tickets.events import ProgressReported
from taizhang.domain.tickets.standing import OfTicket, TicketCommand
from taizhang.tenancy.roles import Role


class ReportProgress(TicketCommand, name="tickets.report_progress", title="上报整改进展"):
    """Report what was done and what shows it; `finished` hands it over to be verified."""

    text: Annotated[Text, Meta(title="整改进展")]
    evidence: Annotated[Text, Meta(title="整改依据")]
    finished: Annotated[bool, Meta(title="是否提请验收")] = False


@decides(ReportProgress, by=(Role.UNIT_SECRETARY, Role.CLERK))
class Progress(OfTicket[ReportProgress], Naming[ReportProgress]):
    """The unit itself reports, or a clerk for it."""

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), *registered()]

    def execute(self) -> None:
        ask = self.ask
        self.require("assigned")
        unit, name = self.organisation, self.name_of(self.organisation)
        self.context.require_unit(unit, Role.UNIT_SECRETARY, Role.CLERK, name=name)
        self.record(
            ProgressReported(
                ticket=ask.ticket,
                organisation=self.organisation,
                reporter=self.context.actor,
                text=ask.text,
                evidence=ask.evidence,
                finished=ask.finished,
            )
        )
