"""Computing what each post is paid for a year, and once more after a figure was corrected."""

from decimal import Decimal

from taizhang import Command, Reason, Refusal, Refused, Role, Selector, decides
from taizhang_plugins.pay.events import PayComputed
from taizhang_plugins.pay.formula import Rates, capped, lines_of, rates_of
from taizhang_plugins.pay.names import INCOME, Year, is_a_sum
from taizhang_plugins.pay.provisions import YEARS_BACK, Formula
from taizhang_plugins.pay.rules import PayRules, governs, rules_for
from taizhang_plugins.pay.standing import Tables, incomes_of, tables_of

NO_INCOME = Refusal(
    "pay.income_missing",
    zh="没有 {income_year} 年度{income}，不能计算 {year} 年报酬",
    en="the {kind} income of {income_year} is not published; pay for {year} cannot be computed",
    rule="S3-01",
)
UNFIT_INCOME = Refusal(
    "pay.income_unfit",
    zh="{income_year} 年度{income}为 {yuan}，不是合格的金额，不能计算 {year} 年报酬",
    en="the {kind} income of {income_year} is {yuan}, which is no sum; correct it",
    rule="S3-01",
)
NO_FORMULA = Refusal(
    "pay.no_formula",
    zh="本单位的报酬按上级规定执行，没有公式；请登记上级规定的 {year} 年标准",
    en="pay follows a superior's rule here, not a formula; record what it sets for {year}",
    rule="S0-32",
)
NO_LAST_YEAR = Refusal(
    "pay.last_year_missing",
    zh="{year} 年报酬不增长，以上年为限，但没有 {last_year} 年的报酬标准",
    en="pay is not raised in {year}, but there is no table of {last_year} to keep to",
    rule="S3-03",
)
BEFORE_RULES = Refusal(
    "pay.before_rules",
    zh="{year} 年还没有施行现在的公式，不能据以计算；请登记当年执行的报酬标准",
    en="the formula was not in force in {year} yet; record what was paid then",
    rule="S3-01",
)
UNCHANGED = Refusal(
    "pay.unchanged",
    zh="{year} 年报酬已经算过（第 {revision} 次），依据没有变化，结果相同",
    en="pay of {year} was computed (revision {revision}), and nothing that it rests on has changed",
    status=409,
)


class ComputePay(Command, name="pay.compute", title="计算村干部报酬"):
    """Work out what each post is paid for a year; again, where something it rests on changed."""

    year: Year


@decides(ComputePay, by=Role.FINANCE)
class PayComputation(Tables[ComputePay]):
    """Pay of a year follows from the income of an earlier one (S3-01, S3-02, S3-03)."""

    def consistency_boundary(self) -> list[Selector]:
        # Which earlier year counts is a rule, and rules are known only after the boundary is read.
        year = self.ask.year
        return [*incomes_of(range(year - YEARS_BACK, year + 1)), *tables_of(year - 1, year)]

    def execute(self) -> None:
        year, rules = self.ask.year, rules_for(self.context, self.ask.year)
        formula = rules.formula
        if formula is None:
            raise Refused(_without_formula(rules, year))
        early = BEFORE_RULES(clause=formula.basis("multiple"), year=year)
        self.refuse_unless(governs(self.context, year), early)
        income_year = year - formula.years_back
        income = self._income(income_year, formula)
        rates = self._kept_down(rates_of(income, income_year, rules, formula), rules)
        self.record(
            PayComputed(
                year=str(year),
                revision=self._revision(rates, income),
                income_year=income_year,
                kind=formula.income,
                income=income,
                document=None,
                rates=lines_of(rates, self.rates(year), self.rates(year - 1), rules),
                working=rates.working,
            )
        )

    def _income(self, income_year: int, formula: Formula) -> Decimal:
        clause = formula.basis("income")
        told = {
            "income_year": income_year,
            "kind": formula.income,
            "income": INCOME[formula.income],
            "year": self.ask.year,
        }
        income = self.incomes.get((str(income_year), formula.income))
        if income is None:
            raise Refused(NO_INCOME(clause=clause, **told))
        unfit = UNFIT_INCOME(clause=clause, yuan=str(income), **told)
        self.refuse_unless(is_a_sum(income), unfit)
        return income

    def _kept_down(self, rates: Rates, rules: PayRules) -> Rates:
        year, last = self.ask.year, self.rates(self.ask.year - 1)
        if not rules.is_frozen(year):
            return rates
        assert rules.freeze is not None
        clause = rules.freeze.basis("years")
        self.refuse_unless(bool(last), NO_LAST_YEAR(clause=clause, year=year, last_year=year - 1))
        return capped(rates, last, year)

    def _revision(self, rates: Rates, income: Decimal) -> int:
        """The number of this computation. Raises Refused where it would say the same again."""
        table = self.table(self.ask.year)
        if table is None:
            return 1
        same = rates.yuan == self.rates(self.ask.year) and income == table.income
        unchanged = UNCHANGED(year=self.ask.year, revision=table.revision)
        self.refuse_unless(not same, unchanged)
        return table.revision + 1


def _without_formula(rules: PayRules, year: int) -> Reason:
    return NO_FORMULA(clause=rules.superior.basis("posts") if rules.superior else None, year=year)
