"""Taking a report back before it is reviewed (撤回)."""

from taizhang.commands.slice import decides
from taizhang.domain.reports.commands import WithdrawReport
from taizhang.domain.reports.events import ReportWithdrawn
from taizhang.domain.reports.reporting import Reporting
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NO_WITHDRAWAL = Refusal(
    "reports.no_withdrawal",
    zh="述职报告提交后不能撤回，请等待审阅",
    en="a submitted report cannot be taken back",
)


@decides(WithdrawReport, by=(Role.UNIT_SECRETARY, Role.CLERK))
class Withdrawal(Reporting[WithdrawReport]):
    """By whoever may hand it in, while nobody has returned or accepted it."""

    def execute(self) -> None:
        ask, provision = self.ask, self.rules.withdrawal
        self.require_own(Role.CLERK)
        self.require("submitted")
        clause = provision.basis("allowed")
        self.refuse_unless(provision.allowed, NO_WITHDRAWAL(clause=clause))
        self.record(
            ReportWithdrawn(
                cycle=ask.cycle,
                organisation=ask.organisation,
                version=self.version,
                reason=ask.reason,
            )
        )
