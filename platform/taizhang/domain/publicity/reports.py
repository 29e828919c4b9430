"""A report made public: as it was accepted, disclosed (S0-14) or put on notice (S1-13)."""

from collections.abc import Sequence

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.meetings.events import DebriefHeld, MeetingConcluded
from taizhang.domain.names import CYCLE, ORGANISATION, OrganisationId
from taizhang.domain.naming import registered
from taizhang.domain.publicity.documents import report_text
from taizhang.domain.publicity.events import ACTS
from taizhang.domain.publicity.starting import StartCommand, Starting
from taizhang.domain.reports.contents import Commitment
from taizhang.domain.reports.events import ReportAccepted, ReportSubmitted, Section
from taizhang.domain.reports.rules import ReportRules
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NOT_ACCEPTED = Refusal(
    "publicity.report_not_accepted",
    zh="“{name}”的述职报告还没有审阅通过，不能{act}；只{act}审阅通过的版本",
    en="the report of {name} was not accepted; only an accepted version is made public",
    status=409,
)
BEFORE_THE_MEETING = Refusal(
    "publicity.before_the_meeting",
    zh="“{name}”述职的评议会还没有结束，述职报告在会后{act}",
    en="the meeting that {name} debriefs before is not over; its report is made public afterwards",
    rule="S1-13",
    status=409,
)
NOT_BY_A_UNIT = Refusal(
    "publicity.not_by_a_unit",
    zh="述职报告的公示由组织干事或党委书记办理",
    en="a unit discloses its report; a notice is for the clerk or the committee's secretary",
    status=403,
)
_OFFICE = (Role.CLERK, Role.COMMITTEE_SECRETARY)


class PublishReport(StartCommand, name="publicity.publish_report", title="公开或公示述职报告"):
    """Disclose a unit's accepted report, or put it on notice with a period for objections."""

    organisation: OrganisationId


@decides(PublishReport, by=(*_OFFICE, Role.UNIT_SECRETARY))
class ReportPublishing(Starting[PublishReport]):
    """The accepted version, and after the meeting where the tenant's document says so."""

    def __init__(self, ask: PublishReport) -> None:
        super().__init__(ask)
        self.version = 0
        self.accepted: int | None = None
        self.sections: Sequence[Section] = ()
        self.promised: Sequence[Commitment] = ()
        self.heard: set[str] = set()
        self.over: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        unit, cycle = ORGANISATION(self.ask.organisation), CYCLE(self.ask.cycle)
        return [
            *super().consistency_boundary(),
            Selector([ReportSubmitted, ReportAccepted, DebriefHeld], [cycle, unit]),
            Selector([MeetingConcluded], [cycle]),
            *registered(self.ask.organisation),
        ]

    @event(ReportSubmitted)
    def _submitted(
        self, version: int, sections: list[Section], commitments: list[Commitment]
    ) -> None:
        # A version that was handed in later is a draft until it is accepted as well.
        self.version, self.sections, self.promised = version, sections, commitments
        self.accepted = None

    @event(ReportAccepted)
    def _accepted(self, version: int) -> None:
        self.accepted = version

    @event(DebriefHeld)
    def _heard(self, meeting: str) -> None:
        self.heard.add(meeting)

    @event(MeetingConcluded)
    def _concluded(self, meeting: str) -> None:
        self.over.add(meeting)

    def execute(self) -> None:
        ask = self.ask
        self._require_office()
        rule = self.require_arranged("report")
        name, act = self.name_of(ask.organisation), ACTS[ask.act]
        self.refuse_unless(self.accepted is not None, NOT_ACCEPTED(name=name, act=act))
        early = BEFORE_THE_MEETING(clause=rule.basis("after_meeting"), name=name, act=act)
        self.refuse_unless(bool(self.heard & self.over) or not rule.after_meeting, early)
        heads = self.context.rules.of(ReportRules).content.heads
        text = report_text(name, heads, self.sections, self.promised)
        self.start(rule, text, name, organisation=ask.organisation, version=self.accepted)

    def _require_office(self) -> None:
        """A unit's secretary discloses the unit's own report and no other."""
        context, ask = self.context, self.ask
        office = context.authority.may(context.actor, _OFFICE)
        self.refuse_unless(office or ask.act == "disclosure", NOT_BY_A_UNIT())
        unit, name = ask.organisation, self.name_of(ask.organisation)
        context.require_unit(unit, Role.UNIT_SECRETARY, *_OFFICE, name=name)
