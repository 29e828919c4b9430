"""What is shown of each version of a report, and of the files that were stored for a unit."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import AttachmentHash, CycleId, OrganisationId
from taizhang.domain.reports.contents import Answer, Attachment, Change
from taizhang.domain.reports.events import (
    AttachmentStored,
    ReportAccepted,
    ReportChecked,
    ReportConfirmed,
    ReportCovered,
    ReportReturned,
    ReportSubmitted,
    ReportWithdrawn,
    Section,
)
from taizhang.projections.row import At, Row, folds


class ReportVersion(Row, key=("cycle", "organisation", "version"), title="述职报告版本"):
    """One version of a report: what it says, what changed, and what became of it."""

    cycle: CycleId
    organisation: OrganisationId
    version: Annotated[int, Meta(title="版本")]
    state: Annotated[str, Meta(title="状态")]
    submitted_on: Annotated[date, Meta(title="提交日期")]
    sections: Annotated[list[Section], Meta(title="内容")]
    characters: Annotated[int, Meta(title="字数")]
    changes: Annotated[list[Change], Meta(title="与上一版的差别")]
    entered_by: Annotated[str | None, Meta(title="代录人")] = None
    owned_by: Annotated[str | None, Meta(title="代录报告的确认方式")] = None
    scan: Annotated[Attachment | None, Meta(title="扫描件")] = None
    answers: Annotated[list[Answer], Meta(title="审阅核对")] = []
    reason: Annotated[str | None, Meta(title="退回或撤回原因")] = None
    settled_on: Annotated[date | None, Meta(title="办结日期")] = None


_KEY = ("cycle", "organisation", "version")


@folds(ReportVersion, ReportSubmitted, _KEY)
def _(row: ReportVersion | None, event: ReportSubmitted, at: At) -> ReportVersion:
    return ReportVersion(
        cycle=event.cycle,
        organisation=event.organisation,
        version=event.version,
        state="submitted",
        submitted_on=at.on,
        sections=event.sections,
        characters=event.characters,
        changes=event.changes,
        entered_by=event.entered_by,
    )


@folds(ReportVersion, ReportConfirmed, _KEY)
def _(row: ReportVersion | None, event: ReportConfirmed, at: At) -> ReportVersion | None:
    return row and replace(row, owned_by="confirmation")


@folds(ReportVersion, ReportCovered, _KEY)
def _(row: ReportVersion | None, event: ReportCovered, at: At) -> ReportVersion | None:
    return row and replace(row, owned_by="scan", scan=event.scan)


@folds(ReportVersion, ReportChecked, _KEY)
def _(row: ReportVersion | None, event: ReportChecked, at: At) -> ReportVersion | None:
    return row and replace(row, answers=event.answers)


@folds(ReportVersion, ReportWithdrawn, _KEY)
def _(row: ReportVersion | None, event: ReportWithdrawn, at: At) -> ReportVersion | None:
    return row and replace(row, state="withdrawn", reason=event.reason, settled_on=at.on)


@folds(ReportVersion, ReportReturned, _KEY)
def _(row: ReportVersion | None, event: ReportReturned, at: At) -> ReportVersion | None:
    return row and replace(row, state="returned", reason=event.reason, settled_on=at.on)


@folds(ReportVersion, ReportAccepted, _KEY)
def _(row: ReportVersion | None, event: ReportAccepted, at: At) -> ReportVersion | None:
    return row and replace(row, state="accepted", settled_on=at.on)


class StoredFile(Row, key=("organisation", "sha256"), title="附件"):
    """A file that was stored for a unit; its bytes are asked for by their hash."""

    organisation: OrganisationId
    sha256: AttachmentHash
    size: Annotated[int, Meta(title="字节数")]
    type: Annotated[str, Meta(title="类型")]
    name: Annotated[str, Meta(title="文件名")]
    uploader: Annotated[str, Meta(title="上传人")]
    stored_on: Annotated[date, Meta(title="上传日期")]


@folds(StoredFile, AttachmentStored, ("organisation", "sha256"))
def _(row: StoredFile | None, event: AttachmentStored, at: At) -> StoredFile:
    return StoredFile(
        organisation=event.organisation,
        sha256=event.sha256,
        size=event.size,
        type=event.type,
        name=event.name,
        uploader=event.uploader,
        stored_on=at.on,
    )
