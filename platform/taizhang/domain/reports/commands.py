"""What can be asked about a report, and how it is decided."""

from collections.abc import Sequence
from typing import Annotated, TypeVar

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.names import CYCLE, ORGANISATION, CycleId, OrganisationId, Text
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.domain.reports import checks
from taizhang.domain.reports.events import (
    ReportAccepted,
    ReportReturned,
    ReportSubmitted,
    Section,
)
from taizhang.domain.reports.rules import ReportRules
from taizhang.errors import Refused
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

OF_REPORT: tuple[type[Event], ...] = (
    SubjectEnrolled,
    ReportSubmitted,
    ReportReturned,
    ReportAccepted,
)
STATES = {"none": "未提交", "submitted": "已提交", "returned": "已退回", "accepted": "已审阅"}


class ReportCommand(Command):
    """Asks something about one unit's report in one cycle."""

    cycle: CycleId
    organisation: OrganisationId


class SubmitReport(ReportCommand, name="reports.submit", title="提交述职报告"):
    """Hand in a version of a unit's report; a returned one may be handed in again."""

    sections: Annotated[list[Section], Meta(min_length=1, max_length=200)]


class ReturnReport(ReportCommand, name="reports.return", title="退回述职报告"):
    """Return a submitted report with the reason."""

    reason: Text


class AcceptReport(ReportCommand, name="reports.accept", title="审阅通过述职报告"):
    """Let a submitted report pass. It must cover every content head."""


Ask = TypeVar("Ask", bound=ReportCommand)


class Reporting(Slice[Ask]):
    """Where one unit's report in one cycle stands."""

    enrolled = False
    state = "none"
    version = 0
    sections: Sequence[Section] = ()

    def consistency_boundary(self) -> list[Selector]:
        kinds: list[type[Event]] = [
            SubjectEnrolled,
            ReportSubmitted,
            ReportReturned,
            ReportAccepted,
        ]
        return [Selector(kinds, [CYCLE(self.ask.cycle), ORGANISATION(self.ask.organisation)])]

    @event(SubjectEnrolled)
    def _(self) -> None:
        self.enrolled = True

    @event(ReportSubmitted)
    def _(self, version: int, sections: list[Section]) -> None:
        self.state, self.version, self.sections = "submitted", version, sections

    @event(ReportReturned)
    def _(self) -> None:
        self.state = "returned"

    @event(ReportAccepted)
    def _(self) -> None:
        self.state = "accepted"

    def require(self, *states: str) -> None:
        """Raise Refused unless the unit is assessed and its report is in one of the states."""
        unit = self.ask.organisation
        self.refuse_unless(self.enrolled, unknown(f"考核对象({self.ask.cycle})", unit))
        needed = "或".join(STATES[state] for state in states)
        fine = self.state in states
        self.refuse_unless(fine, wrong_state("述职报告", unit, STATES[self.state], needed))


@decides(SubmitReport, by=(Role.UNIT_SECRETARY, Role.CLERK))
class Submission(Reporting[SubmitReport]):
    """Length and the share of achievements must be right; a missing head is only told."""

    def execute(self) -> None:
        ask, rules = self.ask, self.context.rules.of(ReportRules)
        self.context.require_unit(ask.organisation, Role.UNIT_SECRETARY, Role.CLERK)
        self.require("none", "returned")
        measured = checks.Measured(ask.sections, rules)
        wrong = [
            *checks.unknown_heads(ask.sections, rules),
            *checks.too_long(measured, rules),
            *checks.too_much_praise(measured, rules),
        ]
        if wrong:
            raise Refused(*wrong)
        for reason in checks.missing_heads(ask.sections, rules):
            self.warn(reason)
        self.record(
            ReportSubmitted(
                cycle=ask.cycle,
                organisation=ask.organisation,
                version=self.version + 1,
                sections=ask.sections,
                characters=measured.characters,
                achievement_characters=measured.achievements,
            )
        )


@decides(ReturnReport, by=Role.COMMITTEE_SECRETARY)
class Return(Reporting[ReturnReport]):
    """Only a submitted report can be returned; the heads that it misses are noted."""

    def execute(self) -> None:
        self.require("submitted")
        missing = checks.missing_heads(self.sections, self.context.rules.of(ReportRules))
        self.record(
            ReportReturned(
                cycle=self.ask.cycle,
                organisation=self.ask.organisation,
                version=self.version,
                reason=self.ask.reason,
                missing_heads=[reason.values["head"] for reason in missing],
            )
        )


@decides(AcceptReport, by=Role.COMMITTEE_SECRETARY)
class Acceptance(Reporting[AcceptReport]):
    """A report that misses a content head cannot pass (S0-04, S1-03)."""

    def execute(self) -> None:
        self.require("submitted")
        missing = list(checks.missing_heads(self.sections, self.context.rules.of(ReportRules)))
        if missing:
            raise Refused(*missing)
        ask = self.ask
        self.record(
            ReportAccepted(cycle=ask.cycle, organisation=ask.organisation, version=self.version)
        )
