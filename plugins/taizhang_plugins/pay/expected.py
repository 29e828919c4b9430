"""What the provisions on pay expect of numbers and names, told as faults."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from taizhang import Fault, Words, known_only
from taizhang.measures.decimals import exact

Path = tuple[str | int, ...]

AT: Path = ("rules", "pay")
POST = Words("职务", "post")
BAND = Words("档", "band")
ABOVE_ZERO = Words("写一个大于 0 的数", "write a number above 0")


def positive(value: Decimal, at: Path) -> Iterator[Fault]:
    """A number above 0, of at most 100 digits."""
    try:
        fine = value.is_finite() and exact(value) > 0
    except ValueError:
        fine = False
    if not fine:
        expected = Words(f"须大于 0，不是 {value}", f"above 0 is expected, not {value}")
        yield Fault(at, expected, ABOVE_ZERO)


def known(
    name: str, table: Mapping[str, Decimal] | Sequence[str] | None, at: Path, what: Words = POST
) -> Iterator[Fault]:
    """A name that stands in a table, where there is one."""
    if table is not None:
        yield from known_only([name], list(table), at, what)


def missing(at: Path) -> Fault:
    """What another parameter asks for is not stated."""
    expected = Words(f"缺少“{at[-1]}”", f"{at[-1]!r} is missing")
    return Fault(at, expected, Words(f"补上 {at[-1]}", f"state {at[-1]}"))
