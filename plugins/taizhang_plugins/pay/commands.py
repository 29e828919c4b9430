"""Publishing the income that pay rests on, and computing pay from it."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role
from taizhang_plugins.pay.events import YEAR, IncomePublished, PayComputed
from taizhang_plugins.pay.formula import pay_of
from taizhang_plugins.pay.rules import YEARS_BACK, PayRules

Year = Annotated[int, Meta(ge=1949, le=2200, title="年度")]
MOST = Decimal(1_000_000_000)
Yuan = Annotated[Decimal, Meta(title="元")]

NO_INCOME = Refusal(
    "pay.income_missing",
    zh="没有 {income_year} 年度农民人均纯收入，不能计算 {year} 年报酬",
    en="the net income of {income_year} is not published; pay for {year} cannot be computed",
    rule="S3-01",
)
NOT_POSITIVE = Refusal(
    "pay.income_not_positive",
    zh="{year} 年人均纯收入须大于 0 元、不超过 {most} 元、至多四位小数，收到 {yuan}",
    en="the income of {year} must be above 0 and at most {most} yuan with 4 decimals, not {yuan}",
)
PUBLISHED = Refusal(
    "pay.income_published",
    zh="{year} 年度农民人均纯收入已公布为 {yuan} 元",
    en="the income of {year} was published as {yuan} yuan",
    status=409,
)


class PublishIncome(Command, name="pay.publish_income", title="公布人均纯收入"):
    """Record the net income per person of a year, in yuan, with its source."""

    year: Year
    yuan: Yuan
    source: Annotated[str, Meta(min_length=1, max_length=500, title="来源")]


@decides(PublishIncome, by=Role.FINANCE)
class IncomePublication(Slice[PublishIncome]):
    """A year has one published income."""

    yuan: Decimal | None = None

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([IncomePublished], [YEAR(str(self.ask.year))])]

    @event(IncomePublished)
    def _(self, yuan: Decimal) -> None:
        self.yuan = yuan

    def execute(self) -> None:
        ask = self.ask
        refusal = NOT_POSITIVE(year=ask.year, most=str(MOST), yuan=str(ask.yuan))
        self.refuse_unless(_is_a_sum(ask.yuan), refusal)
        self.refuse_unless(self.yuan is None, PUBLISHED(year=ask.year, yuan=str(self.yuan)))
        self.record(IncomePublished(year=str(ask.year), yuan=ask.yuan, source=ask.source))


def _is_a_sum(yuan: Decimal) -> bool:
    """JSON may also say NaN, or a number with a million digits."""
    return yuan.is_finite() and 0 < yuan <= MOST and int(yuan.as_tuple().exponent) >= -4


class ComputePay(Command, name="pay.compute", title="计算村干部报酬"):
    """Work out what each post is paid for a year."""

    year: Year


@decides(ComputePay, by=Role.FINANCE)
class PayComputation(Slice[ComputePay]):
    """Pay of a year follows from the income of an earlier one (S3-01, S3-02)."""

    def __init__(self, ask: ComputePay) -> None:
        super().__init__(ask)
        self.incomes: dict[str, Decimal] = {}

    def consistency_boundary(self) -> list[Selector]:
        # Which earlier year counts is a rule, and rules are known only after the boundary is read.
        years = range(self.ask.year - YEARS_BACK, self.ask.year + 1)
        return [Selector([IncomePublished], [YEAR(str(year))]) for year in years]

    @event(IncomePublished)
    def _(self, year: str, yuan: Decimal) -> None:
        self.incomes[year] = yuan

    def execute(self) -> None:
        year, rules = self.ask.year, self.context.rules.of(PayRules)
        income_year = year - rules.formula.years_back
        income = self.incomes.get(str(income_year))
        if income is None:
            clause = rules.formula.clause
            raise Refused(NO_INCOME(clause=clause, income_year=income_year, year=year))
        sums, working = pay_of(income, income_year, rules)
        self.record(
            PayComputed(year=str(year), income_year=income_year, yuan=sums, working=working)
        )
