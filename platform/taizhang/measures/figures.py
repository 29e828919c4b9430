"""Reading figures as documents write them: 800多名, 近千, 约1.2万, 80家左右, 3000多万元."""

import math
import re
from fractions import Fraction

from msgspec import Struct

from taizhang.measures.approximate import Approximate, exactly

_SCALE = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_FIGURE = re.compile(
    r"(?P<before>近|约)?(?P<number>\d+(?:\.\d+)?)?(?P<inner>多|余)?(?P<scale>[十百千]?(?:万亿|[万亿])?)"
    r"(?P<outer>多|余)?(?P<counter>\D*?)(?P<after>左右|以上)?",
    re.ASCII,
)


class Reading(Struct, frozen=True):
    """How wide the vague words are, as shares of the figure: no source says, a tenant chooses.

    近 reaches so far below the figure and leaves the figure out; 约 and 左右 so far to both sides.
    """

    near: Fraction
    about: Fraction

    def __post_init__(self) -> None:
        """Raise ValueError unless both shares lie between 0 and 1."""
        if not (0 < self.near < 1 and 0 <= self.about < 1):
            raise ValueError("how far 近 and 约 reach is a share between 0 and 1")

    def read(self, text: str, counter: str = "") -> Approximate:
        """The interval of a figure with at most one vague word; `counter` is its 量词 (名, 家).

        800多 is 800 to 899: less than one more of its last digit that is not 0 (S3-13, S3-17).
        以上 includes the figure. Raises ValueError for what is no such figure.
        """
        found = _FIGURE.fullmatch(text)
        parts = found.groupdict() if found else {}
        words = [parts[w] for w in ("before", "inner", "outer", "after") if parts.get(w)]
        if not found or len(words) > 1 or parts["counter"] != counter:
            raise ValueError(f"a figure is written 800多, 近千, 约800 or 800左右: {text}")
        return self._interval(_whole(text, parts), words[0] if words else "", text)

    def _interval(self, number: int, word: str, text: str) -> Approximate:
        match word:
            case "多" | "余":
                return Approximate(number, number + _last_place(number, text) - 1)
            case "近":
                return Approximate(math.ceil(number * (1 - self.near)), number - 1)
            case "约" | "左右":
                wide = math.floor(number * self.about)
                return Approximate(number - wide, number + wide)
            case "以上":
                return Approximate(number, None)
            case _:
                return exactly(number)


def _whole(text: str, parts: dict[str, str | None]) -> int:
    scale = math.prod(_SCALE[unit] for unit in parts["scale"] or "")
    if parts["number"] is None and not parts["scale"]:
        raise ValueError(f"a figure has digits: {text}")
    exact = Fraction(parts["number"] or "1") * scale
    if exact.denominator != 1 or exact == 0:
        raise ValueError(f"a figure counts whole things, at least one: {text}")
    return int(exact)


def _last_place(number: int, text: str) -> int:
    """The value of the last digit that is not 0: 100 in 800, 10 in 1230."""
    digits = str(number)
    place = int(10 ** (len(digits) - len(digits.rstrip("0"))))
    if place == 1:
        raise ValueError(f"多 follows a round number: {text}")
    return place
