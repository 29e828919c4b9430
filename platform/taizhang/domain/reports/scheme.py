"""The area of reports."""

from taizhang.domain.reports import commands as c
from taizhang.domain.reports import events as e
from taizhang.domain.reports import rows, rules
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="reports",
    title="述职报告",
    core=True,
    events=(e.ReportSubmitted, e.ReportReturned, e.ReportAccepted),
    commands=(c.SubmitReport, c.ReturnReport, c.AcceptReport),
    rows=(rows.Report,),
    rules=rules.ReportRules,
)
