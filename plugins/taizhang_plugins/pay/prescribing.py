"""Recording a table that follows from no formula: what a superior sets (按上级规定, S0-32), or what
was paid in a year before the tenant's own rules.
"""

from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Role, Selector, decides
from taizhang_plugins.pay.computing import UNCHANGED
from taizhang_plugins.pay.events import PayComputed
from taizhang_plugins.pay.formula import Rates, lines_of
from taizhang_plugins.pay.names import Source, Year, Yuan, is_a_sum
from taizhang_plugins.pay.provisions import Post
from taizhang_plugins.pay.rules import PayRules, governs, rules_for
from taizhang_plugins.pay.standing import Tables, tables_of

BY_FORMULA = Refusal(
    "pay.by_formula",
    zh="本单位 {year} 年的报酬按公式计算，不另登记标准",
    en="pay of {year} follows a formula here; no other table is recorded",
    rule="S3-01",
)
OTHER_POSTS = Refusal(
    "pay.other_posts",
    zh="报酬标准须逐一写明这些职务：{needed}；收到：{given}",
    en="the table must name {needed}, not {given}",
    rule="S0-32",
)
NO_SUM = Refusal(
    "pay.no_sum",
    zh="“{post}”的报酬 {yuan} 不是大于 0 元、至多四位小数的金额",
    en="{yuan} is no sum for {post}: above 0, with at most 4 decimals",
)


class PrescribePay(Command, name="pay.prescribe", title="登记报酬标准"):
    """Record what each post is paid for a year, by a superior's document or an earlier standard."""

    year: Year
    yuan: Annotated[dict[Post, Yuan], Meta(min_length=1, max_length=100, title="各职务报酬")]
    document: Source


@decides(PrescribePay, by=Role.FINANCE)
class PayPrescription(Tables[PrescribePay]):
    """The posts are those that the tenant's own document names."""

    def consistency_boundary(self) -> list[Selector]:
        return tables_of(self.ask.year - 1, self.ask.year)

    def execute(self) -> None:
        ask, rules = self.ask, rules_for(self.context, self.ask.year)
        self._check(rules)
        # Asked once more from its record, a table's keys come in another order.
        posts = sorted(ask.yuan.items(), key=lambda each: (-each[1], each[0]))
        lines = [f"{post}年报酬 = {yuan:f}元（{ask.document}）" for post, yuan in posts]
        rates = Rates({(post, ""): yuan for post, yuan in posts}, lines)
        before = self.rates(ask.year)
        table = self.table(ask.year)
        revision = table.revision if table else 0
        same = table is not None and before == rates.yuan and table.document == ask.document
        self.refuse_unless(not same, UNCHANGED(year=ask.year, revision=revision))
        self.record(
            PayComputed(
                year=str(ask.year),
                revision=revision + 1,
                income_year=None,
                kind=None,
                income=None,
                document=ask.document,
                rates=lines_of(rates, before, self.rates(ask.year - 1), rules),
                working=rates.working,
            )
        )

    def _check(self, rules: PayRules) -> None:
        formula, superior, ratio = rules.formula, rules.superior, rules.ratio
        clause = formula.basis("multiple") if formula else None
        ours = formula is not None and governs(self.context, self.ask.year)
        self.refuse_unless(not ours, BY_FORMULA(clause=clause, year=self.ask.year))
        stated = superior or ratio
        needed, given = list(stated.posts) if stated else [], list(self.ask.yuan)
        clause = stated.basis("posts") if stated else None
        other = OTHER_POSTS(clause=clause, needed="、".join(needed), given="、".join(given))
        self.refuse_unless(set(needed) == set(given), other)
        for post, yuan in self.ask.yuan.items():
            self.refuse_unless(is_a_sum(yuan), NO_SUM(post=post, yuan=str(yuan)))
