"""Weighting: one score from several, exactly, and the sum as a person would write it."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from taizhang.measures.quota import share_of


def weighted(scores: Mapping[str, Decimal], weights: Mapping[str, str]) -> Fraction:
    """The sum of each score times its weight. Raises KeyError for a score that is missing."""
    return sum((share_of(w) * Fraction(scores[name]) for name, w in weights.items()), Fraction())


def worked(scores: Mapping[str, Decimal], weights: Mapping[str, str]) -> str:
    """The sum in writing: `90×60% + 80×40% = 86`; shown with four decimals where it goes on."""
    terms = " + ".join(f"{scores[name]}×{weight}" for name, weight in weights.items())
    total = weighted(scores, weights)
    short = Decimal(total.numerator) / total.denominator
    exact = Fraction(short) == total and short == round(short, 4)
    return f"{terms} {'=' if exact else '≈'} {short.normalize() if exact else round(short, 4):f}"
