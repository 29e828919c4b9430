"""A reported rise per head (人均增加600多元) beside the rise that the records give (S3-03)."""

import math
from fractions import Fraction
from typing import Annotated, NamedTuple

from msgspec import Meta

from taizhang import Command, Refusal, Refused, Role, Selector, decides, event
from taizhang.measures.approximate import Approximate, reconcile
from taizhang.measures.decimals import in_full
from taizhang.measures.explained import Explained, given, plain
from taizhang.measures.figures import Reading
from taizhang.measures.quota import share_of
from taizhang_plugins.pay.formula import shown
from taizhang_plugins.pay.names import YEAR, Source, Year
from taizhang_plugins.pay.promise_events import GrowthReported
from taizhang_plugins.pay.provisions import Growth
from taizhang_plugins.pay.rules import rules_for
from taizhang_plugins.pay.sheet_events import PersonLine, SheetDrawn
from taizhang_plugins.pay.standing import Tables, tables_of

NO_GROWTH = Refusal(
    "pay.growth_not_chosen",
    zh="本单位没有选择怎样核对报酬人均增长，不能登记",
    en="how a rise per head is compared was not chosen",
    rule="S3-03",
)
NO_FIGURE = Refusal(
    "pay.no_figure",
    zh="“{figure}”不是可以识别的数：写成 600多元、近700元、约650元或 650元",
    en="{figure!r} is no figure such as 600多元, 近700元, 约650元, 650元",
)
NO_COMPARISON = Refusal(
    "pay.no_comparison",
    zh="没有 {missing} 年的报酬记录，不能与 {year} 年报告的人均增长核对",
    en="there are no records of pay of {missing} to compare the growth of {year} with",
    rule="S3-03",
)
_COUNTER = "元"


class Sums(NamedTuple):
    """Yuan in all, over how many, and what their mean is called."""

    yuan: Fraction
    many: Fraction
    called: str


class ReportGrowth(Command, name="pay.report_growth", title="登记报告的报酬增长"):
    """Record what was reported of pay's rise per head, and see whether the records bear it out."""

    year: Year
    figure: Annotated[str, Meta(min_length=1, max_length=50, title="报告的人均增加额")]
    source: Source


@decides(ReportGrowth, by=(Role.FINANCE, Role.CLERK))
class GrowthReporting(Tables[ReportGrowth]):
    """An approximate figure is an interval: it is refuted only where it can never be met."""

    def __init__(self, ask: ReportGrowth) -> None:
        super().__init__(ask)
        self.sheets: dict[tuple[str, str], list[PersonLine]] = {}

    def consistency_boundary(self) -> list[Selector]:
        years = (self.ask.year - 1, self.ask.year)
        sheets = [Selector([SheetDrawn], [YEAR(str(year))]) for year in years]
        return [*tables_of(*years), *sheets]

    @event(SheetDrawn)
    def _drawn(self, year: str, organisation: str, lines: list[PersonLine]) -> None:
        self.sheets[year, organisation] = lines

    def execute(self) -> None:
        ask, rules = self.ask, rules_for(self.context, self.ask.year)
        if rules.growth is None:
            raise Refused(NO_GROWTH(clause=rules.clause))
        reported = self._read(rules.growth)
        mean, before = (self._mean(year, rules.growth) for year in (ask.year, ask.year - 1))
        display = rules.display
        rise = (mean - before).named(
            "人均增加", unit="元", places=display.decimals, rounding=display.rounding
        )
        whole = Approximate(math.floor(rise.exact), math.ceil(rise.exact))
        self.record(
            GrowthReported(
                year=str(ask.year),
                figure=ask.figure,
                low=reported.low,
                high=reported.high,
                source=ask.source,
                exact=in_full(rise.exact),
                shown=shown(rise.exact, display),
                refuted=reconcile(reported, [whole]).refuted,
                working=list(rise.lines),
            )
        )

    def _read(self, growth: Growth) -> Approximate:
        reading = Reading(share_of(growth.near), share_of(growth.about))
        try:
            return reading.read(self.ask.figure, _COUNTER)
        except ValueError:
            raise Refused(NO_FIGURE(figure=self.ask.figure)) from None

    def _mean(self, year: int, growth: Growth) -> Explained:
        sums = self._posts(year) if growth.over == "posts" else self._people(year)
        if not sums.many:
            clause = growth.basis("over")
            raise Refused(NO_COMPARISON(clause=clause, missing=year, year=self.ask.year))
        total = given(f"{year}年合计", sums.yuan, unit="元")
        return (total / plain(sums.many)).named(f"{year}年{sums.called}", unit="元")

    def _posts(self, year: int) -> Sums:
        rates = self.rates(year).values()
        return Sums(sum(map(Fraction, rates), Fraction(0)), Fraction(len(rates)), "各职务平均")

    def _people(self, year: int) -> Sums:
        """Base pay (基本报酬) on the sheets of a year, by the years that people were in office."""
        ours = [lines for (of, _), lines in self.sheets.items() if of == str(year)]
        paid = [line for lines in ours for line in lines]
        yuan = sum((Fraction(line.base) for line in paid), Fraction(0))
        return Sums(yuan, Fraction(sum(line.months for line in paid), 12), "人均（折合满一年）")
