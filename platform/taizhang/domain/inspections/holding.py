"""Holding an inspection: who went, what was found, and whose mending was looked into."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.inspections.events import FindingRecorded, InspectionHeld
from taizhang.domain.inspections.refusals import (
    ANOTHER_PLAN,
    NOT_ITS_TICKET,
    NOT_PLANNED,
    UNKNOWN_TYPE,
)
from taizhang.domain.inspections.rules import InspectionRules
from taizhang.domain.inspections.standing import InspectionCommand, OfInspection
from taizhang.domain.names import (
    FINDING,
    ORGANISATION,
    TICKET,
    FindingId,
    OrganisationId,
    Text,
    TicketId,
)
from taizhang.domain.organisations.boundaries import of_units
from taizhang.domain.refusals import TAKEN
from taizhang.domain.tickets.events import TicketOpened
from taizhang.domain.tickets.opening import DUE_BEFORE_TODAY
from taizhang.errors import Reason, Refused
from taizhang.tenancy.roles import Role

Inspector = Annotated[str, Meta(min_length=1, max_length=100)]


class Finding(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that was found; with `due_on` it becomes a ticket, to be mended by then."""

    finding: FindingId
    type: Annotated[Text, Meta(title="督查问题分类")]
    text: Annotated[Text, Meta(title="问题内容")]
    due_on: Annotated[date | None, Meta(title="整改时限")] = None


class HoldInspection(InspectionCommand, name="inspections.hold", title="登记开展督查"):
    """Enter an inspection that was held on the business day, planned before or not."""

    organisation: OrganisationId
    kind: Annotated[Text, Meta(title="督查方式")]
    scope: Annotated[Text, Meta(title="督查内容")]
    inspectors: Annotated[list[Inspector], Meta(min_length=1, max_length=50, title="督查人员")]
    findings: Annotated[list[Finding], Meta(max_length=99, title="督查发现的问题")] = []
    followed: Annotated[list[TicketId], Meta(max_length=99, title="跟踪的问题台账")] = []


@decides(HoldInspection, by=(Role.CLERK, Role.SUPERVISOR))
class Holding(OfInspection[HoldInspection]):
    """As it was planned, if it was; its findings are of the tenant's types."""

    def __init__(self, ask: HoldInspection) -> None:
        super().__init__(ask)
        self.taken: set[str] = set()
        self.tickets: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        ask, unit = self.ask, ORGANISATION(self.ask.organisation)
        found = [Selector([FindingRecorded], [FINDING(each.finding)]) for each in ask.findings]
        opened = [Selector([TicketOpened], [TICKET(id), unit]) for id in ask.followed]
        base = super().consistency_boundary()
        return [*base, *of_units([ask.organisation]), *found, *opened]

    @event(FindingRecorded)
    def _found(self, finding: str) -> None:
        self.taken.add(finding)

    @event(TicketOpened)
    def _opened(self, ticket: str) -> None:
        self.tickets.add(ticket)

    def execute(self) -> None:
        ask = self.ask
        self.require_unit(ask.organisation, self.context.on)
        announced = self._announced()
        if wrong := list(self._wrong()):
            raise Refused(*wrong)
        self.record(
            InspectionHeld(
                inspection=ask.inspection,
                organisation=ask.organisation,
                kind=ask.kind,
                announced=announced,
                scope=ask.scope,
                inspectors=ask.inspectors,
                followed=list(dict.fromkeys(ask.followed)),
                findings=len(ask.findings),
            )
        )
        for each in ask.findings:
            self.record(self._recorded(each))

    def _recorded(self, found: Finding) -> FindingRecorded:
        return FindingRecorded(
            finding=found.finding,
            inspection=self.ask.inspection,
            organisation=self.ask.organisation,
            type=found.type,
            text=found.text,
            due_on=found.due_on,
        )

    def _announced(self) -> bool:
        """Whether it was planned. Raises Refused where it was planned otherwise, or is over."""
        ask, name = self.ask, self.name_of(self.organisation)
        told = self.require_kind(ask.kind)
        if self.state == "none":
            clause = self.context.rules.of(InspectionRules).kinds.basis("announced")
            if told:
                unit = self.name_of(ask.organisation)
                self.warn(NOT_PLANNED(clause=clause, kind=ask.kind, name=unit))
            return False
        self.require("scheduled")
        same = (ask.organisation, ask.kind) == (self.organisation, self.kind)
        self.refuse_unless(same, ANOTHER_PLAN(id=ask.inspection, name=name, kind=self.kind))
        return True

    def _wrong(self) -> Iterator[Reason]:
        ask, on = self.ask, self.context.on
        types = self.context.rules.of(InspectionRules).findings
        seen = set(self.taken)
        for each in ask.findings:
            if each.finding in seen:
                yield TAKEN(kind="督查发现的问题", id=each.finding)
            seen.add(each.finding)
            if types.types and each.type not in types.types:
                named = "、".join(types.types)
                yield UNKNOWN_TYPE(clause=types.basis("types"), type=each.type, types=named)
            if each.due_on is not None and each.due_on < on:
                yield DUE_BEFORE_TODAY(due_on=each.due_on.isoformat(), on=on.isoformat())
        for ticket in ask.followed:
            if ticket not in self.tickets:
                name = self.name_of(ask.organisation)
                yield NOT_ITS_TICKET(name=name, ticket=ticket)
