"""Excepting from a soft quota: more than the share may hold a grade, for a recorded reason."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.grades.asking import ListCommand
from taizhang.domain.grades.events import ListOf, QuotaExcepted
from taizhang.domain.grades.listing import Listing
from taizhang.domain.grades.rules import GradeQuota
from taizhang.domain.names import Text
from taizhang.domain.refusals import unknown
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

HARD = Refusal(
    "grades.quota_is_hard",
    zh="“{grade}”等次的比例（{limit}）不得突破，不能记录例外",
    en="the quota of {grade} ({limit}) is hard and takes no exception",
    rule="S2-15",
)


class ExceptFromQuota(ListCommand, name="grades.except_from_quota", title="记录比例例外"):
    """Let more hold a grade than a soft quota allows. `group`: the class, where each has its own.

    A later exception replaces the earlier.
    """

    grade: Annotated[str, Meta(min_length=1, max_length=20, title="考核等次")]
    most: Annotated[int, Meta(ge=1, le=5000, title="最多名额")]
    reason: Annotated[Text, Meta(title="例外原因")]
    group: Annotated[Text | None, Meta(title="考核类别")] = None
    of: ListOf = "units"

    @property
    def about(self) -> ListOf:
        """The list that was named."""
        return self.of


@decides(ExceptFromQuota, by=Role.COMMITTEE_SECRETARY)
class Excepting(Listing[ExceptFromQuota]):
    """Only from a quota that the tenant's rules call soft, and for a class that it counts."""

    def execute(self) -> None:
        self.require_open()
        ask, rules = self.ask, self.rules
        quotas = [quota for quota in rules.quota if quota.grade == ask.grade]
        self.refuse_unless(bool(quotas), unknown("等次比例", ask.grade))
        fitting = [quota for quota in quotas if ask.group in self._groups(quota)]
        self.refuse_unless(bool(fitting), unknown("考核类别", ask.group or "（不分类）"))
        for quota in fitting:
            hard = HARD(clause=quota.basis("hardness"), grade=quota.grade, limit=quota.share)
            self.refuse_unless(quota.hardness == "soft", hard)
        self.record(
            QuotaExcepted(
                cycle=ask.cycle,
                grade=ask.grade,
                group=ask.group,
                most=ask.most,
                reason=ask.reason,
                of=self.of,
            )
        )

    def _groups(self, quota: GradeQuota) -> set[str | None]:
        sheet = self.sheet
        return (
            {None} if quota.spread == "pooled" else {sheet.class_of(unit) for unit in sheet.graded}
        )
