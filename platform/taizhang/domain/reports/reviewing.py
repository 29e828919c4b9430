"""Review by the committee's secretary: returned with reasons, or accepted (S0-06)."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from taizhang.commands.slice import decides
from taizhang.domain.reports import accounts, checklist, checks, mapping
from taizhang.domain.reports.accounting import Accounting
from taizhang.domain.reports.commands import AcceptReport, ReturnReport
from taizhang.domain.reports.contents import Answer
from taizhang.domain.reports.events import ReportAccepted, ReportChecked, ReportReturned
from taizhang.domain.reports.reporting import Reporting
from taizhang.errors import Reason, Refusal, Refused
from taizhang.tenancy.roles import Role

WAYS = {"confirmation": "述职人确认", "scan": "附上扫描件"}
NOT_OWN = Refusal(
    "reports.not_own",
    zh="述职报告第 {version} 版由“{entered_by}”代录，须先{ways}",
    en="version {version} was entered by {entered_by} on behalf; first it needs: {ways_en}",
)

Ask = TypeVar("Ask", ReturnReport, AcceptReport)


def checked(slice_: Reporting[Ask], answers: Sequence[Answer]) -> None:
    """Record the reviewer's answers. Raises Refused where they answer nothing that is asked."""
    if wrong := list(checklist.misplaced(answers, slice_.rules)):
        raise Refused(*wrong)
    if answers:
        slice_.record(
            ReportChecked(
                cycle=slice_.ask.cycle,
                organisation=slice_.ask.organisation,
                version=slice_.version,
                answers=list(answers),
            )
        )


@decides(ReturnReport, by=Role.COMMITTEE_SECRETARY, version=2)
class Return(Reporting[ReturnReport]):
    """Only a submitted report can be returned; the heads that it misses are noted."""

    def execute(self) -> None:
        self.require("submitted")
        missing = checks.missing_heads(self.sections, self.rules)
        checked(self, self.ask.answers)
        self.record(
            ReportReturned(
                cycle=self.ask.cycle,
                organisation=self.ask.organisation,
                version=self.version,
                reason=self.ask.reason,
                missing_heads=[reason.values["head"] for reason in missing],
            )
        )


@decides(AcceptReport, by=Role.COMMITTEE_SECRETARY, version=2)
class Acceptance(Accounting[AcceptReport]):
    """Complete, mapped, accounted for, checked, and the unit's own; all that lacks is told."""

    def execute(self) -> None:
        self.require("submitted")
        if lacking := list(self._lacking()):
            raise Refused(*lacking)
        ask = self.ask
        checked(self, ask.answers)
        self.record(
            ReportAccepted(cycle=ask.cycle, organisation=ask.organisation, version=self.version)
        )

    def _lacking(self) -> Iterator[Reason]:
        rules, answers = self.rules, self.ask.answers
        yield from self._borrowed()
        yield from checks.missing_heads(self.sections, rules)
        yield from mapping.unmapped(self.sections, rules)
        yield from accounts.unaccounted(self.accounts, self.past, rules)
        yield from checklist.unsettled(answers, rules)

    def _borrowed(self) -> Iterator[Reason]:
        """A report that was entered on behalf counts once the unit has made it its own."""
        ways = self.rules.behalf.own_by
        if self.entered_by is not None and ways and self.owned_by not in ways:
            yield NOT_OWN(
                clause=self.rules.behalf.basis("own_by"),
                version=self.version,
                entered_by=self.entered_by,
                ways="或".join(WAYS[way] for way in ways),
                ways_en=" or ".join(ways),
            )
