"""The register of accountability cases, each with its basis (S0-20)."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import CaseId, OrganisationId, PersonId, TicketId
from taizhang.domain.tickets.accountability_events import (
    AccountabilityConcluded,
    AccountabilityStarted,
)
from taizhang.domain.tickets.transfer_events import AccountabilityTransferred
from taizhang.projections.row import At, Row, folds


class AccountabilityCase(Row, key=("case",), title="问责案件", rules=("S0-20",)):
    """A case over a ticket, from its start to what came of it."""

    case: CaseId
    ticket: TicketId
    organisation: OrganisationId
    person: PersonId | None
    document: Annotated[str, Meta(title="依据文件", description="The document it rests on")]
    text: Annotated[str, Meta(title="依据条文", description="The clause it rests on")]
    facts: Annotated[str, Meta(title="事实", description="What happened")]
    started_on: Annotated[date, Meta(title="启动日期", description="When it was started")]
    outcome: Annotated[str | None, Meta(title="结论", description="What came of it")] = None
    concluded_on: Annotated[
        date | None, Meta(title="结论日期", description="When it was concluded")
    ] = None
    previous: Annotated[
        list[OrganisationId],
        Meta(title="原单位", description="Units that are gone, in which the case lay before"),
    ] = []


@folds(AccountabilityCase, AccountabilityStarted, "case")
def _(row: AccountabilityCase | None, event: AccountabilityStarted, at: At) -> AccountabilityCase:
    return AccountabilityCase(
        case=event.case,
        ticket=event.ticket,
        organisation=event.organisation,
        person=event.person,
        document=event.document,
        text=event.text,
        facts=event.facts,
        started_on=at.on,
    )


@folds(AccountabilityCase, AccountabilityTransferred, "case")
def _(
    row: AccountabilityCase | None, event: AccountabilityTransferred, at: At
) -> AccountabilityCase | None:
    return row and replace(
        row, organisation=event.organisation, previous=[*row.previous, event.previous]
    )


@folds(AccountabilityCase, AccountabilityConcluded, "case")
def _(
    row: AccountabilityCase | None, event: AccountabilityConcluded, at: At
) -> AccountabilityCase | None:
    return row and replace(row, outcome=event.outcome, concluded_on=at.on)
