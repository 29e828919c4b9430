"""Making a report that was entered on behalf (代录) the unit's own: confirmation, or a scan."""

from typing import TypeVar

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.reports import files
from taizhang.domain.reports.commands import ConfirmReport, CoverReport
from taizhang.domain.reports.contents import Attachment
from taizhang.domain.reports.events import AttachmentStored, ReportConfirmed, ReportCovered
from taizhang.domain.reports.reporting import Reporting
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

OWN_ALREADY = Refusal(
    "reports.own_already",
    zh="“{name}”的述职报告第 {version} 版由本单位述职人提交，或已经确认、附上扫描件，不必再办",
    en="version {version} of the report of {name} is the unit's own already",
    status=409,
)

Ask = TypeVar("Ask", ConfirmReport, CoverReport)


class Owning(Reporting[Ask]):
    """Only the version that was read, only once, and only before it is reviewed."""

    def require_borrowed(self) -> None:
        """Raise Refused unless the version that was read is not the unit's own yet."""
        self.require("submitted")
        self.require_version(self.ask.version)
        borrowed = self.entered_by is not None and self.owned_by is None
        unit = self.ask.organisation
        reason = OWN_ALREADY(unit=unit, name=self.name, version=self.version)
        self.refuse_unless(borrowed, reason)


@decides(ConfirmReport, by=Role.UNIT_SECRETARY)
class Confirmation(Owning[ConfirmReport]):
    """By the unit's own secretary and nobody else."""

    def execute(self) -> None:
        ask = self.ask
        self.require_own()
        self.require_borrowed()
        self.record(
            ReportConfirmed(cycle=ask.cycle, organisation=ask.organisation, version=self.version)
        )


@decides(CoverReport, by=Role.CLERK)
class Covering(Owning[CoverReport]):
    """By a clerk, with a file that was uploaded for this unit."""

    def __init__(self, ask: CoverReport) -> None:
        super().__init__(ask)
        self.files: dict[str, Attachment] = {}

    def consistency_boundary(self) -> list[Selector]:
        stored = files.selectors(self.ask.organisation, [self.ask.scan])
        return [*super().consistency_boundary(), *stored]

    @event(AttachmentStored)
    def _stored(self, sha256: str, size: int, type: str, name: str) -> None:
        self.files[sha256] = Attachment(sha256=sha256, size=size, type=type, name=name)

    def execute(self) -> None:
        ask = self.ask
        self.require_borrowed()
        [scan] = files.resolved(ask.organisation, self.name, [ask.scan], self.files)
        self.record(
            ReportCovered(
                cycle=ask.cycle,
                organisation=ask.organisation,
                version=self.version,
                scan=scan,
            )
        )
