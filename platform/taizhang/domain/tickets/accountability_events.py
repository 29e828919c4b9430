"""What can happen to a case of accountability (问责): opened over a ticket, and concluded."""

from taizhang.domain.names import CaseId, OrganisationId, PersonId, TicketId
from taizhang.events.event import Event


class AccountabilityStarted(
    Event,
    name="tickets.accountability_started",
    title="启动问责",
    corrects=("text", "facts"),
    annuls=True,
):
    """A case was opened over a ticket, under a document and the text that it rests on (S0-20)."""

    case: CaseId
    ticket: TicketId
    organisation: OrganisationId
    person: PersonId | None
    document: str
    text: str
    facts: str


class AccountabilityConcluded(
    Event,
    name="tickets.accountability_concluded",
    title="问责结论",
    corrects=("outcome",),
    annuls=True,
):
    """What came of a case."""

    case: CaseId
    ticket: TicketId
    organisation: OrganisationId
    outcome: str
