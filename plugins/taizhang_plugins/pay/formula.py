"""The sum itself, in exact numbers, explained line by line (S3-01, S3-02)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from taizhang.measures.decimals import in_full, rounded
from taizhang.measures.explained import Explained, given, plain
from taizhang_plugins.pay.events import Rate
from taizhang_plugins.pay.names import INCOME
from taizhang_plugins.pay.provisions import Display, Formula
from taizhang_plugins.pay.rules import PayRules

BASE = "报酬基数"
Key = tuple[str, str]


class Rates(NamedTuple):
    """What each post is paid a year in each band, exactly, and the lines that explain it."""

    yuan: dict[Key, Decimal]
    working: list[str]


def rates_of(income: Decimal, income_year: int, rules: PayRules, formula: Formula) -> Rates:
    """The table of a year, from the highest ratio down."""
    name = f"{income_year}年度{INCOME[formula.income]}"
    base = (given(name, income, unit="元") * plain(formula.multiple)).named(BASE, unit="元")
    posts = [(key, _named(key, base * factor, rules)) for key, factor in _factors(rules)]
    lines = dict.fromkeys(line for _, pay in posts for line in pay.lines)
    return Rates({key: decimal_of(pay.exact) for key, pay in posts}, list(lines))


def capped(rates: Rates, last: Mapping[Key, Decimal], year: int) -> Rates:
    """In a year without a rise no post is paid more than in the year before."""
    lower = {key: last[key] for key, yuan in rates.yuan.items() if last.get(key, yuan) < yuan}
    lines = [f"{year}年报酬不增长：{title(key)} = 上年的 {lower[key]:f}元" for key in lower]
    return Rates(rates.yuan | lower, rates.working + lines)


def lines_of(
    rates: Rates, before: Mapping[Key, Decimal], last: Mapping[Key, Decimal], rules: PayRules
) -> list[Rate]:
    """The lines of a table, and those of the one before that it no longer holds, at 0."""
    yuan = rates.yuan | {key: Decimal(0) for key in before if key not in rates.yuan}
    return [
        Rate(
            post=key[0],
            band=key[1],
            yuan=sum_,
            shown=shown(Fraction(sum_), rules.display),
            before=before.get(key),
            last_year=last.get(key),
        )
        for key, sum_ in yuan.items()
    ]


def title(key: Key) -> str:
    """What a line of the table is called."""
    post, band = key
    return f"{post}年报酬（{band}）" if band else f"{post}年报酬"


def shown(yuan: Fraction, display: Display) -> Decimal:
    """A sum as it is shown and paid."""
    return Decimal(rounded(yuan, display.decimals, display.rounding))


def decimal_of(value: Fraction) -> Decimal:
    """A sum that has an end as decimal digits."""
    return Decimal(in_full(value))


def _named(key: Key, pay: Explained, rules: PayRules) -> Explained:
    display = rules.display
    return pay.named(title(key), unit="元", places=display.decimals, rounding=display.rounding)


def _factors(rules: PayRules) -> Iterator[tuple[Key, Explained]]:
    """The highest ratio first; equals by name, since the log keeps no order of a table's keys."""
    posts = rules.ratio.posts if rules.ratio else {}
    sizes = rules.sizes
    for post, ratio in sorted(posts.items(), key=lambda each: (-each[1], each[0])):
        if sizes is None or sizes.bands is None:
            yield (post, ""), plain(ratio)
        else:
            for band in sizes.bands:
                yield (post, band.name), plain(ratio) * plain((sizes.factors or {})[band.name])
