"""What an inspection found and wants mended becomes a ticket."""

from collections.abc import Iterable

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.domain.inspections.events import FindingRecorded
from taizhang.domain.inspections.rules import InspectionRules
from taizhang.domain.tickets.opening import OpenTicket


@policy("inspections.open_ticket", on=FindingRecorded)
def open_ticket(event: FindingRecorded, occasion: Occasion) -> Iterable[Command]:
    """What is to be mended by a day goes into the ledger (S1-18)."""
    rules = occasion.rules.find(InspectionRules)
    if event.due_on is None:
        return
    yield OpenTicket(
        ticket=f"{event.finding[:43]}-{occasion.position}",
        organisation=event.organisation,
        source="inspection",
        problem=f"督查发现（{event.type}）：{event.text}",
        due_on=event.due_on,
        clause=rules.kinds.basis("names") if rules else None,
    )
