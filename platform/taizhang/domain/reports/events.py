"""What can happen to a debrief report (述职报告)."""

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from taizhang.domain.names import AttachmentHash, CycleId, OrganisationId, Text
from taizhang.domain.reports.contents import (
    Account,
    Answer,
    Attachment,
    Change,
    Commitment,
    Number,
)
from taizhang.events.event import Event

Kind = Literal["achievement", "problem", "cause", "measure", "other"]


class Section(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of a report. `head` is the number of the content head that it answers, from 1.

    `problem` numbers the problem that a problem, cause or measure belongs to (S1-10).
    """

    head: Annotated[Number, Meta(title="重点内容序号")]
    kind: Annotated[Kind, Meta(title="内容类别")]
    text: Annotated[Text, Meta(title="正文")]
    problem: Annotated[Number | None, Meta(title="问题序号")] = None


def _with_contents(body: dict[str, Any]) -> dict[str, Any]:
    """Version 1 knew sections only, and took what a clerk entered for the unit's own."""
    empty: dict[str, Any] = {
        "commitments": [],
        "accounts": [],
        "attachments": [],
        "changes": [],
        "entered_by": None,
    }
    return empty | body | {"sections": [{"problem": None} | each for each in body["sections"]]}


class ReportSubmitted(
    Event,
    name="reports.submitted",
    title="提交述职报告",
    version=2,
    upcasts={1: _with_contents},
    final="撤回或者退回后重新提交",
):
    """A unit handed in a version of its report, or `entered_by` entered it on behalf (代录)."""

    cycle: CycleId
    organisation: OrganisationId
    version: int
    sections: list[Section]
    characters: int
    achievement_characters: int
    commitments: list[Commitment] = []
    accounts: list[Account] = []
    attachments: list[Attachment] = []
    changes: list[Change] = []
    entered_by: str | None = None


class ReportWithdrawn(Event, name="reports.withdrawn", title="撤回述职报告", final="重新提交"):
    """A version was taken back before it was reviewed."""

    cycle: CycleId
    organisation: OrganisationId
    version: int
    reason: str


class ReportConfirmed(
    Event, name="reports.confirmed", title="确认代录的述职报告", final="退回后重新提交"
):
    """The unit's secretary took a report that was entered on behalf for the unit's own."""

    cycle: CycleId
    organisation: OrganisationId
    version: int


class ReportCovered(
    Event, name="reports.covered", title="附上述职报告扫描件", final="重新附上扫描件"
):
    """A scan of the paper covers a report that was entered on behalf."""

    cycle: CycleId
    organisation: OrganisationId
    version: int
    scan: Attachment


class ReportChecked(Event, name="reports.checked", title="核对述职报告", final="重新核对"):
    """The reviewer's answers to the tenant's list of checks (S1-09)."""

    cycle: CycleId
    organisation: OrganisationId
    version: int
    answers: list[Answer]


class ReportReturned(
    Event, name="reports.returned", title="退回述职报告", corrects=("reason",), annuls=True
):
    """The committee's secretary returned the report, and said why (S0-06)."""

    cycle: CycleId
    organisation: OrganisationId
    version: int
    reason: str
    missing_heads: list[int]


class ReportAccepted(Event, name="reports.accepted", title="述职报告审阅通过", annuls=True):
    """The committee's secretary has reviewed the report and let it pass (S0-06)."""

    cycle: CycleId
    organisation: OrganisationId
    version: int


class AttachmentStored(
    Event,
    name="reports.attachment_stored",
    title="上传附件",
    final="附件按内容保存；有误的，另行上传",
):
    """A file was stored for a unit; its bytes are kept beside the log, by their hash."""

    organisation: OrganisationId
    sha256: AttachmentHash
    size: int
    type: str
    name: str
    uploader: Annotated[str, Meta(title="上传人")]
