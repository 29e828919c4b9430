"""What a county's document says of pay."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import ClassVar

from taizhang import Context, Fault, Rules, as_far_as_read
from taizhang_plugins.pay import coherence, parts_coherence, provisions


class PayRules(Rules, frozen=True):
    """The provisions on pay. One that is left out allows nothing of what it would govern."""

    section: ClassVar[str] = "pay"
    title: ClassVar[str] = "一定三有"
    display: provisions.Display
    formula: provisions.Formula | None = None
    superior: provisions.Superior | None = None
    ratio: provisions.Ratio | None = None
    registered: provisions.Registered | None = None
    concurrent: list[provisions.Concurrent] = []
    sizes: provisions.Sizes | None = None
    tenure: provisions.Tenure | None = None
    freeze: provisions.Freeze | None = None
    performance: provisions.Performance | None = None
    growth: provisions.Growth | None = None
    yearly: provisions.Yearly | None = None
    funds: provisions.Funds | None = None
    promises: provisions.Promises | None = None

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        yield from as_far_as_read(
            coherence.of_table(self.formula, self.superior, self.ratio),
            coherence.of_posts(self.ratio, self.registered, self.concurrent),
            parts_coherence.of_sizes(self.sizes),
            parts_coherence.of_tenure(self.tenure),
            parts_coherence.of_year(self.yearly),
            parts_coherence.of_performance(self.performance),
            parts_coherence.of_growth(self.growth),
        )

    @property
    def clause(self) -> str | None:
        """The clause that pay as such rests on."""
        if self.formula is not None:
            return self.formula.clause
        return self.superior.clause if self.superior else None

    def paid_as(self, post: str) -> str:
        """The post of the ratio table as which one of the register is paid."""
        named = self.registered.paid_as if self.registered else None
        return (named or {}).get(post, post)

    def is_frozen(self, year: int) -> bool:
        """Whether pay is not raised in a year."""
        return self.freeze is not None and year in (self.freeze.years or ())

    @property
    def bars(self) -> frozenset[str]:
        """What a sanction bars that keeps somebody's pay from rising."""
        return frozenset((self.freeze.bars if self.freeze else None) or ())


def rules_for(context: Context, year: int) -> PayRules:
    """The rules for the pay of a year: as in force at its end, or today while it lasts.

    A later change of policy does not rewrite a past year. For a year that ended before there were
    any, those of today. Raises Refused(`rules.not_adopted`).
    """
    return _in_force(context, year) or context.rules.of(PayRules)


def governs(context: Context, year: int) -> bool:
    """Whether there were rules on pay before the year was over."""
    return _in_force(context, year) is not None


def _in_force(context: Context, year: int) -> PayRules | None:
    return context.authority.rules(min(context.on, date(year, 12, 31))).find(PayRules)
