"""The area of reports."""

from taizhang.domain.reports import (
    attaching,
    owning,
    reviewing,
    rows,
    rules,
    submitting,
    versions,
    withdrawing,
)
from taizhang.domain.reports import events as e
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="reports",
    title="述职报告",
    core=True,
    events=(
        e.ReportSubmitted,
        e.ReportWithdrawn,
        e.ReportConfirmed,
        e.ReportCovered,
        e.ReportChecked,
        e.ReportReturned,
        e.ReportAccepted,
        e.AttachmentStored,
    ),
    commands=(
        submitting.Submission.command,
        withdrawing.Withdrawal.command,
        owning.Confirmation.command,
        owning.Covering.command,
        reviewing.Return.command,
        reviewing.Acceptance.command,
        attaching.Recording.command,
    ),
    rows=(rows.Report, versions.ReportEdition, versions.StoredFile),
    rules=(rules.ReportRules,),
)
