"""What can be asked about a report."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.domain.names import AttachmentHash, CycleId, OrganisationId, Text
from taizhang.domain.reports.contents import Account, Answer, Commitment, Name
from taizhang.domain.reports.events import Section


class ReportCommand(Command):
    """Asks something about one unit's report in one cycle."""

    cycle: CycleId
    organisation: OrganisationId


class SubmitReport(ReportCommand, name="reports.submit", title="提交述职报告"):
    """Hand in a version of a unit's report; a returned or withdrawn one may be handed in again."""

    sections: Annotated[list[Section], Meta(min_length=1, max_length=200, title="报告内容")]
    commitments: Annotated[list[Commitment], Meta(max_length=99, title="整改承诺")] = []
    accounts: Annotated[list[Account], Meta(max_length=500, title="承诺和问题的交代")] = []
    attachments: Annotated[list[AttachmentHash], Meta(max_length=100, title="附件")] = []


class WithdrawReport(ReportCommand, name="reports.withdraw", title="撤回述职报告"):
    """Take a submitted report back before it is reviewed."""

    reason: Annotated[Text, Meta(title="撤回原因")]


class ConfirmReport(ReportCommand, name="reports.confirm", title="确认代录的述职报告"):
    """Take a report that a clerk entered for the unit's own. `version` is the one that was read."""

    version: Annotated[int, Meta(ge=1, title="版本")]


class CoverReport(ReportCommand, name="reports.cover", title="附上述职报告扫描件"):
    """Cover a version that a clerk entered with a scan of the paper, uploaded before."""

    version: Annotated[int, Meta(ge=1, title="版本")]
    scan: Annotated[AttachmentHash, Meta(title="扫描件")]


class ReturnReport(ReportCommand, name="reports.return", title="退回述职报告"):
    """Return a submitted report with the reason, and with what was found of the checks."""

    reason: Annotated[Text, Meta(title="退回原因")]
    answers: Annotated[list[Answer], Meta(max_length=99, title="审阅核对")] = []


class AcceptReport(ReportCommand, name="reports.accept", title="审阅通过述职报告"):
    """Let a submitted report pass. It must be the unit's own, and complete by the rules."""

    answers: Annotated[list[Answer], Meta(max_length=99, title="审阅核对")] = []


class RecordAttachment(Command, name="reports.record_attachment", title="登记附件"):
    """Record a file that the platform has stored. Sent by the upload itself, never by hand."""

    organisation: OrganisationId
    sha256: AttachmentHash
    size: Annotated[int, Meta(ge=1, title="字节数")]
    type: Annotated[str, Meta(title="文件类型")]
    name: Annotated[Name, Meta(title="文件名")]
