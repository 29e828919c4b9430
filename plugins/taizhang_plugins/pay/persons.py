"""What one person is paid: months by rate, one who holds several posts, base and performance."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from taizhang import Refusal, Refused, bands_of
from taizhang.measures.decimals import in_full
from taizhang.measures.explained import Explained, given, plain
from taizhang.measures.quota import share_of
from taizhang_plugins.pay.formula import shown
from taizhang_plugins.pay.provisions import Concurrent, Performance
from taizhang_plugins.pay.rules import PayRules
from taizhang_plugins.pay.tenure import Part

SEVERAL = Refusal(
    "pay.several_posts",
    zh="“{person}”在“{name}”同时担任{posts}，本单位没有选择兼任这些职务怎样计酬",
    en="{person} holds {posts} in {name} at once; how that is paid was not chosen",
    rule="S3-02",
)


class Paid(NamedTuple):
    """A person's pay: exact, and as it is shown in parts, with the lines that explain it."""

    exact: str
    base: Decimal
    performance: Decimal | None
    working: list[str]

    @property
    def yuan(self) -> Decimal:
        """What is paid in all."""
        return self.base + (self.performance or 0)


class Standard(NamedTuple):
    """The rates of one village: this year's, and last year's where somebody's pay is frozen."""

    rates: Mapping[str, Decimal]
    last: Mapping[str, Decimal]


def pay_of(
    parts: Sequence[Part], standard: Standard, rules: PayRules, factor: Decimal | None
) -> Paid:
    """The pay of a year in these parts. `factor`: what the performance is worth; None: not known.

    Raises KeyError(posts) where no rule says how several posts at once are paid.
    """
    earned = [_part(number, part, standard, rules) for number, part in enumerate(parts, start=1)]
    total = _sum(earned).named("全年报酬", unit="元")
    share = rules.performance.share if rules.performance else None
    if share is not None:
        return _split(total, share_of(share), rules, factor)
    base = _named("基本报酬", total, rules)
    return Paid(in_full(total.exact), shown(base.exact, rules.display), None, [*base.lines])


def _split(total: Explained, share: Fraction, rules: PayRules, factor: Decimal | None) -> Paid:
    """The base, and the part that a grade or score decides; nothing of it until that is known."""
    base = _named("基本报酬", total * plain(1 - share), rules)
    fixed = shown(base.exact, rules.display)
    if factor is None:
        pending = f"绩效报酬（占 {in_full(share)}）待考核结果确定"
        return Paid(in_full(base.exact), fixed, None, [*base.lines, pending])
    bonus = _named("绩效报酬", total * plain(share) * plain(factor), rules)
    working = list(dict.fromkeys([*base.lines, *bonus.lines]))
    exact = in_full(base.exact + bonus.exact)
    return Paid(exact, fixed, shown(bonus.exact, rules.display), working)


def _part(number: int, part: Part, standard: Standard, rules: PayRules) -> Explained:
    rate = _rate(part.posts, standard.rates, rules)
    if part.frozen:
        last = _rate(part.posts, standard.last, rules, "上年")
        rate = last if last.exact < rate.exact else rate
    name = f"第{number}段（{'、'.join(part.posts)}，{part.months}个月）"
    return _named(name, rate * plain(part.months) / plain(12), rules)


def _rate(
    posts: tuple[str, ...], rates: Mapping[str, Decimal], rules: PayRules, when: str = ""
) -> Explained:
    if len(posts) == 1:
        return given(f"{when}{posts[0]}年报酬", rates[posts[0]], unit="元")
    several = together(posts, rules)
    if several is None:
        raise KeyError(posts)
    rate = given(f"{when}{several.paid_as}年报酬", rates[several.paid_as], unit="元")
    if not several.addition:
        return rate
    more = rate * (plain(1) + plain(several.addition))
    return more.named(f"{when}{'、'.join(posts)}年报酬", unit="元")


def together(posts: Sequence[str], rules: PayRules) -> Concurrent | None:
    """The rule on somebody who holds just these posts at once (一肩挑)."""
    return next((each for each in rules.concurrent if {*each.posts} == {*posts}), None)


def refuse_unclear(parts: Sequence[Part], rules: PayRules, person: str, **unit: str) -> None:
    """Raise Refused where somebody holds posts at once of which no rule says how they are paid."""
    for part in parts:
        if len(part.posts) > 1 and together(part.posts, rules) is None:
            clause = rules.ratio.basis("posts") if rules.ratio else rules.clause
            posts = "、".join(part.posts)
            raise Refused(SEVERAL(clause=clause, person=person, posts=posts, **unit))


def factor_of(result: str | None, performance: Performance | None) -> Decimal | None:
    """What a grade, or a score by its band, is worth; None where it is not known (yet)."""
    if result is None or performance is None or performance.factors is None:
        return None
    if performance.by == "score":
        result = bands_of(performance.bands or []).of(Decimal(result))
    return performance.factors.get(result)


def _sum(parts: Sequence[Explained]) -> Explained:
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return total


def _named(name: str, pay: Explained, rules: PayRules) -> Explained:
    display = rules.display
    return pay.named(name, unit="元", places=display.decimals, rounding=display.rounding)
