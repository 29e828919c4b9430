"""The sum itself, in exact decimals, explained line by line."""

from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation, localcontext

from taizhang_plugins.pay.rules import PayRules

#: Wide enough for every product of an income, a multiple and a ratio; one that is not exact raises.
_EXACT = Context(prec=200, traps=[Inexact, InvalidOperation])
_WIDE = Context(prec=200, traps=[InvalidOperation])


def pay_of(
    income: Decimal, income_year: int, rules: PayRules
) -> tuple[dict[str, Decimal], list[str]]:
    """Yuan a year by post, exact, and the lines that explain it."""
    multiple = rules.formula.multiple
    with localcontext(_EXACT):
        base = income * multiple
        sums = {post: base * ratio for post, ratio in _highest_first(rules)}
    working = [f"{income_year} 年度农民人均纯收入 {income:f} 元 × {multiple:f} = {base:f} 元"]
    for post, ratio in _highest_first(rules):
        yuan, shown = sums[post], rounded(sums[post], rules)
        working.append(f"{post}：{base:f} 元 × {ratio:f} = {yuan:f} 元（显示为 {shown:f} 元）")
    return sums, working


def rounded(yuan: Decimal, rules: PayRules) -> Decimal:
    """A sum as it is shown."""
    place = Decimal(1).scaleb(-rules.display.decimals)
    return yuan.quantize(place, ROUND_HALF_UP, context=_WIDE)


def _highest_first(rules: PayRules) -> list[tuple[str, Decimal]]:
    return sorted(rules.ratio.posts.items(), key=lambda each: -each[1])
