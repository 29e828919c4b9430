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


class ReportEdition(
    Row, key=("cycle", "organisation", "version"), title="述职报告版本", rules=("S0-06",)
):
    """One version of a report: what it says, what changed, and what became of it."""

    cycle: CycleId
    organisation: OrganisationId
    version: Annotated[int, Meta(title="版本", description="The version's number")]
    state: Annotated[
        str,
        Meta(
            title="状态",
            description="submitted 待审阅，withdrawn 已撤回，returned 已退回，accepted 已审阅",
        ),
    ]
    submitted_on: Annotated[date, Meta(title="提交日期", description="When it was submitted")]
    sections: Annotated[
        list[Section], Meta(title="内容", description="Its text in parts, by content head")
    ]
    characters: Annotated[int, Meta(title="字数", description="Length in characters")]
    changes: Annotated[
        list[Change],
        Meta(title="与上一版的差别", description="What differs from the version before"),
    ]
    entered_by: Annotated[
        str | None, Meta(title="代录人", description="Who entered it on behalf")
    ] = None
    owned_by: Annotated[
        str | None, Meta(title="代录报告的确认方式", description="How the unit made it its own")
    ] = None
    scan: Annotated[Attachment | None, Meta(title="扫描件", description="The signed scan")] = None
    answers: Annotated[
        list[Answer], Meta(title="审阅核对", description="The reviewer's list, answered")
    ] = []
    reason: Annotated[
        str | None, Meta(title="退回或撤回原因", description="Why it was returned or withdrawn")
    ] = None
    settled_on: Annotated[
        date | None, Meta(title="办结日期", description="When it was settled")
    ] = None


_KEY = ("cycle", "organisation", "version")


@folds(ReportEdition, ReportSubmitted, _KEY)
def _(row: ReportEdition | None, event: ReportSubmitted, at: At) -> ReportEdition:
    return ReportEdition(
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


@folds(ReportEdition, ReportConfirmed, _KEY)
def _(row: ReportEdition | None, event: ReportConfirmed, at: At) -> ReportEdition | None:
    return row and replace(row, owned_by="confirmation")


@folds(ReportEdition, ReportCovered, _KEY)
def _(row: ReportEdition | None, event: ReportCovered, at: At) -> ReportEdition | None:
    return row and replace(row, owned_by="scan", scan=event.scan)


@folds(ReportEdition, ReportChecked, _KEY)
def _(row: ReportEdition | None, event: ReportChecked, at: At) -> ReportEdition | None:
    return row and replace(row, answers=event.answers)


@folds(ReportEdition, ReportWithdrawn, _KEY)
def _(row: ReportEdition | None, event: ReportWithdrawn, at: At) -> ReportEdition | None:
    return row and replace(row, state="withdrawn", reason=event.reason, settled_on=at.on)


@folds(ReportEdition, ReportReturned, _KEY)
def _(row: ReportEdition | None, event: ReportReturned, at: At) -> ReportEdition | None:
    return row and replace(row, state="returned", reason=event.reason, settled_on=at.on)


@folds(ReportEdition, ReportAccepted, _KEY)
def _(row: ReportEdition | None, event: ReportAccepted, at: At) -> ReportEdition | None:
    return row and replace(row, state="accepted", settled_on=at.on)


class StoredFile(Row, key=("organisation", "sha256"), title="附件"):
    """A file that was stored for a unit; its bytes are asked for by their hash."""

    organisation: OrganisationId
    sha256: AttachmentHash
    size: Annotated[int, Meta(title="字节数", description="In bytes")]
    type: Annotated[str, Meta(title="类型", description="Its media type")]
    name: Annotated[str, Meta(title="文件名", description="The file's name")]
    uploader: Annotated[str, Meta(title="上传人", description="Who stored it")]
    stored_on: Annotated[date, Meta(title="上传日期", description="When it was stored")]


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
