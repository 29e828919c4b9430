"""Exact numbers, written for people: in full, or rounded to so many places."""

import math
from decimal import Decimal
from fractions import Fraction

from taizhang.measures.quota import Rounding

Number = int | Decimal | Fraction
_MOST_DIGITS = 100


def exact(value: Number) -> Fraction:
    """The number itself. Raises ValueError for a float, NaN or infinity: they are not exact."""
    if isinstance(value, bool) or not isinstance(value, Number):
        raise ValueError(f"an exact number is an int, Decimal or Fraction, not {value!r}")
    if isinstance(value, Decimal) and not value.is_finite():
        raise ValueError(f"a number is finite, not {value}")
    if isinstance(value, Decimal) and not _writable(value):
        raise ValueError(f"a number is written with at most {_MOST_DIGITS} digits, not {value}")
    return Fraction(value)


def _writable(value: Decimal) -> bool:
    """Written out, 1E+999999999 would fill the memory."""
    return value.adjusted() < _MOST_DIGITS and int(value.as_tuple().exponent) >= -_MOST_DIGITS


def in_full(value: Fraction) -> str:
    """All its digits (8867.2), or a fraction in lowest terms where digits never end (1/3)."""
    places = _places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}"
    return _digits(int(value * 10**places), places)


def rounded(value: Fraction, places: int, rounding: Rounding) -> str:
    """Its digits to `places` decimal places; half_up is 四舍五入, away from zero."""
    if places < 0:
        raise ValueError(f"the number of decimal places is 0 or more, not {places}")
    scaled = value * 10**places
    match rounding:
        case "floor":
            whole = math.floor(scaled)
        case "ceiling":
            whole = math.ceil(scaled)
        case "half_up":
            whole = math.floor(abs(scaled) + Fraction(1, 2)) * (-1 if scaled < 0 else 1)
    return _digits(whole, places)


def _places(denominator: int) -> int | None:
    """How many decimal places a fraction takes; None if they never end."""
    twos = (denominator & -denominator).bit_length() - 1
    rest, fives = denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else None


def _digits(scaled: int, places: int) -> str:
    sign, digits = "-" if scaled < 0 else "", str(abs(scaled)).zfill(places + 1)
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits
