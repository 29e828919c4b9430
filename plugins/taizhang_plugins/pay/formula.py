"""The sum itself, in exact decimals, explained line by line."""

from decimal import ROUND_HALF_UP, Decimal

from taizhang_plugins.pay.rules import PayRules


def pay_of(
    income: Decimal, income_year: int, rules: PayRules
) -> tuple[dict[str, Decimal], list[str]]:
    """Yuan a year by post, exact, and the lines that explain it."""
    base = income * rules.formula.multiple
    working = [
        f"{income_year} 年度农民人均纯收入 {income} 元 × {rules.formula.multiple} = {base} 元"
    ]
    sums = {}
    for post, ratio in sorted(rules.ratio.posts.items(), key=lambda each: -each[1]):
        sums[post] = base * ratio
        shown = rounded(sums[post], rules)
        working.append(f"{post}:{base} 元 × {ratio} = {sums[post]} 元(显示为 {shown} 元)")
    return sums, working


def rounded(yuan: Decimal, rules: PayRules) -> Decimal:
    """A sum as it is shown."""
    return yuan.quantize(Decimal(1).scaleb(-rules.display.decimals), ROUND_HALF_UP)
