"""Where one unit's report in one cycle stands: what every decision on it starts from."""

from collections.abc import Sequence
from typing import TypeVar

from taizhang.commands.slice import Selector, event
from taizhang.domain.cycles.events import SubjectEnrolled, SubjectSucceeded, SubjectWithdrawn
from taizhang.domain.names import CYCLE, ORGANISATION
from taizhang.domain.naming import Naming, registered
from taizhang.domain.refusals import not_assessed, wrong_state
from taizhang.domain.reports.commands import ReportCommand
from taizhang.domain.reports.events import (
    ReportAccepted,
    ReportConfirmed,
    ReportCovered,
    ReportReturned,
    ReportSubmitted,
    ReportWithdrawn,
    Section,
)
from taizhang.domain.reports.rules import ReportRules
from taizhang.errors import Refusal
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

OF_REPORT: tuple[type[Event], ...] = (
    SubjectEnrolled,
    SubjectWithdrawn,
    SubjectSucceeded,
    ReportSubmitted,
    ReportWithdrawn,
    ReportConfirmed,
    ReportCovered,
    ReportReturned,
    ReportAccepted,
)
STATES = {
    "none": "未提交",
    "submitted": "已提交",
    "withdrawn": "已撤回",
    "returned": "已退回",
    "accepted": "已审阅",
}
ANOTHER_VERSION = Refusal(
    "reports.another_version",
    zh="所看的是第 {read} 版，目前是第 {version} 版，请重新核对",
    en="version {read} was read, but the report stands at version {version}",
    status=409,
)

Ask = TypeVar("Ask", bound=ReportCommand)


class Reporting(Naming[Ask]):
    """Name, state and contents; `entered_by` is set while the unit has not made it its own."""

    enrolled = False
    state = "none"
    version = 0
    sections: Sequence[Section] = ()
    entered_by: str | None = None
    owned_by: str | None = None

    def consistency_boundary(self) -> list[Selector]:
        unit = self.ask.organisation
        own = Selector(OF_REPORT, [CYCLE(self.ask.cycle), ORGANISATION(unit)])
        return [own, *registered(unit)]

    @property
    def rules(self) -> ReportRules:
        """The tenant's rules on reports."""
        return self.context.rules.of(ReportRules)

    @property
    def name(self) -> str:
        """What the unit is called on the day."""
        return self.name_of(self.ask.organisation)

    def require_own(self, *others: Role) -> None:
        """The unit's secretary, or somebody of the other roles. Raises Refused."""
        unit = self.ask.organisation
        self.context.require_unit(unit, Role.UNIT_SECRETARY, *others, name=self.name)

    @event(SubjectEnrolled)
    def _enrolled(self, cycle: str) -> None:
        self.enrolled = self.enrolled or cycle == self.ask.cycle

    @event(SubjectWithdrawn)
    def _off_the_list(self) -> None:
        self.enrolled = False

    @event(SubjectSucceeded)
    def _succeeded(self, organisation: str) -> None:
        if organisation == self.ask.organisation:
            self.enrolled = False

    @event(ReportSubmitted)
    def _submitted(
        self, cycle: str, version: int, sections: list[Section], entered_by: str | None
    ) -> None:
        if cycle == self.ask.cycle:
            self.submitted(version, sections, entered_by)

    @event(ReportWithdrawn)
    def _withdrawn(self) -> None:
        self.state = "withdrawn"

    @event(ReportConfirmed)
    def _confirmed(self) -> None:
        self.owned_by = "confirmation"

    @event(ReportCovered)
    def _covered(self) -> None:
        self.owned_by = "scan"

    @event(ReportReturned)
    def _returned(self) -> None:
        self.state = "returned"

    @event(ReportAccepted)
    def _accepted(self, cycle: str) -> None:
        self.accepted(cycle)

    def submitted(self, version: int, sections: list[Section], entered_by: str | None) -> None:
        """A version of this report was handed in."""
        self.state, self.version, self.sections = "submitted", version, sections
        self.entered_by, self.owned_by = entered_by, None

    def accepted(self, cycle: str) -> None:
        """A report of the unit was accepted, in this cycle or in another."""
        self.state = "accepted" if cycle == self.ask.cycle else self.state

    def require(self, *states: str) -> None:
        """Raise Refused unless the unit is assessed and its report is in one of the states."""
        unit, name = self.ask.organisation, self.name
        self.refuse_unless(self.enrolled, not_assessed(unit, name, self.ask.cycle))
        needed = "或".join(STATES[state] for state in states)
        state = wrong_state("述职报告", unit, STATES[self.state], needed, name=name)
        self.refuse_unless(self.state in states, state)

    def require_version(self, read: int) -> None:
        """Raise Refused unless this is the version that was read."""
        self.refuse_unless(read == self.version, ANOTHER_VERSION(read=read, version=self.version))
