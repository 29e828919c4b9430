"""Formulas in exact numbers that explain themselves line by line."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Self

from msgspec import Struct
from msgspec.structs import replace

from taizhang.measures.decimals import Number, exact, in_full, rounded
from taizhang.measures.quota import Rounding

SUM, PRODUCT, SINGLE = 1, 2, 3


class Side(Struct, frozen=True):
    """A formula as text, and how tightly its outermost sign binds."""

    text: str
    binds: int

    def within(self, binds: int) -> str:
        """The text, in brackets where a sign outside would bind more tightly."""
        return self.text if self.binds >= binds else f"({self.text})"

    def joined(self, sign: str, other: "Side", binds: int) -> "Side":
        """Both sides of a sign. What is taken away or divided by keeps its brackets."""
        right = binds + 1 if sign in "−÷" else binds
        return Side(f"{self.within(binds)} {sign} {other.within(right)}", binds)


class Line(Struct, frozen=True):
    """One line of the working: a named value and how it came about."""

    name: str
    text: str


class Explained(Struct, frozen=True):
    """An exact value, its formula in names and in numbers, and the lines before it (S3-01, S3-34).

    Rounding is for show only and stands beside the exact result: nothing is ever rounded twice.
    """

    exact: Fraction
    names: Side
    numbers: Side
    working: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The working in words, a named value a line."""
        return tuple(line.text for line in self.working)

    def named(
        self,
        name: str,
        *,
        unit: str = "",
        places: int | None = None,
        rounding: Rounding = "half_up",
    ) -> Self:
        """The result under a name, with a line of its own; `places` shows it rounded as well."""
        steps = [name, *dict.fromkeys([self.names.text, self.numbers.text])]
        result = in_full(self.exact)
        if result != self.numbers.text:
            steps.append(result)
        text = " = ".join(steps) + unit
        if places is not None:
            text += self._beside(rounded(self.exact, places, rounding), unit)
        working = _together([*self.working, Line(name, text)])
        return replace(self, names=Side(name, SINGLE), numbers=_number(self.exact), working=working)

    def _beside(self, shown: str, unit: str) -> str:
        return "" if Fraction(shown) == self.exact else f" ≈ {shown}{unit}"

    def __add__(self, other: "Explained") -> "Explained":
        return self._joined("+", other, self.exact + other.exact, SUM)

    def __sub__(self, other: "Explained") -> "Explained":
        return self._joined("−", other, self.exact - other.exact, SUM)

    def __mul__(self, other: "Explained") -> "Explained":
        return self._joined("×", other, self.exact * other.exact, PRODUCT)

    def __truediv__(self, other: "Explained") -> "Explained":
        if other.exact == 0:
            raise ValueError(f"nothing is divided by 0: {other.names.text}")
        return self._joined("÷", other, self.exact / other.exact, PRODUCT)

    def _joined(self, sign: str, other: "Explained", value: Fraction, binds: int) -> "Explained":
        return Explained(
            value,
            self.names.joined(sign, other.names, binds),
            self.numbers.joined(sign, other.numbers, binds),
            _together([*self.working, *other.working]),
        )


def plain(value: Number) -> Explained:
    """A number of the rule itself, such as 1.7. ValueError unless it is exact."""
    number = _number(exact(value))
    return Explained(exact(value), number, number)


def given(name: str, value: Number, *, unit: str = "") -> Explained:
    """A number that was handed in, such as 上年度农民人均纯收入. ValueError unless it is exact."""
    return plain(value).named(name, unit=unit)


def _number(value: Fraction) -> Side:
    text = in_full(value)
    if value < 0:
        return Side(text, SUM)
    return Side(text, PRODUCT if "/" in text else SINGLE)


def _together(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Each line once. ValueError where one name stands for two values: nobody could follow."""
    known: dict[str, Line] = {}
    for line in lines:
        if known.setdefault(line.name, line) != line:
            raise ValueError(f"two values are called {line.name}: {known[line.name].text}")
    return tuple(known.values())
