"""What provisions commonly expect of their parameters, told as faults. `at` is the place."""

from collections.abc import Collection, Iterable, Iterator

from taizhang.measures.quota import share_of
from taizhang.rules.fault import Fault, Path, Words, unknown


def each_once(names: Iterable[str], at: Path, what: Words, key: str = "") -> Iterator[Fault]:
    """Names of a list stand once. `key`: they are names of its entries, each under that key."""
    first: dict[str, int] = {}
    for number, name in enumerate(names, start=1):
        before = first.setdefault(name, number)
        if before != number:
            place = (*at, number, key) if key else at
            expected = Words(
                f"{what.zh}“{name}”写了两次：第 {before} 项和第 {number} 项",
                f"{what.en} {name!r} stands twice: in entries {before} and {number}",
            )
            remedy = Words("删去一处，或换一个名称", "drop one of them, or name it otherwise")
            yield Fault(place, expected, remedy, code="twice")


def known_only(
    names: Iterable[str] | None, known: Collection[str], at: Path, what: Words
) -> Iterator[Fault]:
    """Names are among those that are known; the nearest is suggested."""
    listed = list(known)
    return (unknown(at, name, what, listed) for name in names or () if name not in listed)


def a_share(text: str | None, at: Path) -> Iterator[Fault]:
    """A share lies between 0 and 1, and is written `30%`, `0.3` or `1/3`."""
    try:
        share_of(text or "0")
    except (ValueError, ArithmeticError):
        expected = Words(f"“{text}”不是 0 到 1 的份额", f"{text!r} is no share between 0 and 1")
        remedy = Words("写成 “30%”、“0.3” 或 “1/3”", "write '30%', '0.3' or '1/3'")
        yield Fault(at, expected, remedy, code="share")


def wanting(at: Path, zh: str, en: str) -> Fault:
    """A parameter that another one needs, and that is not there."""
    expected = Words(f"缺少“{at[-1]}”：{zh}", f"{at[-1]!r} is missing: {en}")
    return Fault(at, expected, Words(f"补上 {at[-1]}", f"add {at[-1]}"), code="missing")
