"""Faults of what pay is split and spread by: sizes, months, performance, growth."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from taizhang import Fault, Words, a_share, band_faults
from taizhang_plugins.pay import provisions as p
from taizhang_plugins.pay.expected import ABOVE_ZERO, AT, BAND, Path, known, missing, positive


def of_sizes(sizes: p.Sizes | None) -> Iterator[Fault]:
    """Bands hold each population once, and each has a factor above 0."""
    if sizes is None or sizes.bands is None:
        return
    at = (*AT, "sizes")
    yield from band_faults(sizes.bands, (*at, "bands"))
    yield from _factors(sizes.factors, [b.name for b in sizes.bands], (*at, "factors"), zero=False)
    if sizes.years_back is None:
        yield missing((*at, "years_back"))


def of_tenure(tenure: p.Tenure | None) -> Iterator[Fault]:
    """Months are counted one way."""
    if tenure is not None and (tenure.unit == "months") != (tenure.counts is not None):
        yield Fault(
            (*AT, "tenure", "counts"),
            Words(
                "按月计酬的须写明怎样的月份计入，按年计酬的不写",
                "`months` says which months count, `whole` does not",
            ),
            Words("写上或删去 counts", "state or drop counts"),
        )


def of_year(yearly: p.Yearly | None) -> Iterator[Fault]:
    """The day by which pay is computed exists in every year."""
    try:
        date(2001, yearly.month, yearly.day) if yearly else None  # the day exists in every year
    except ValueError:
        none = Words("不是每年都有这一天", "not every year has this day")
        remedy = Words("改为该月每年都有的日子", "name a day that the month has in every year")
        yield Fault((*AT, "yearly", "day"), none, remedy)


def of_performance(performance: p.Performance | None) -> Iterator[Fault]:
    """A share of performance says whose grade or score decides it, and what that is worth."""
    if performance is None or performance.share is None:
        return
    at = (*AT, "performance")
    yield from a_share(performance.share, (*at, "share"))
    yield from (
        missing((*at, name))
        for name in ("of", "by", "factors")
        if getattr(performance, name) is None
    )
    if performance.by == "score":
        bands = performance.bands or []
        yield from band_faults(bands, (*at, "bands"))
        yield from _factors(
            performance.factors, [b.name for b in bands], (*at, "factors"), zero=True
        )
    for name, factor in (performance.factors or {}).items():
        if not factor.is_finite() or factor < 0:
            yield Fault(
                (*at, "factors", name),
                Words("系数不能小于 0", "a factor is 0 or more"),
                Words("不发的写 0", "write 0 for nothing"),
            )


def of_growth(growth: p.Growth | None) -> Iterator[Fault]:
    """How far 近 and 约 reach is a share; 近 reaches some way below its figure."""
    for name in ("near", "about") if growth else ():
        yield from a_share(getattr(growth, name), (*AT, "growth", name))
    if growth and growth.near in ("0", "0%"):
        yield Fault((*AT, "growth", "near"), Words("须大于 0", "above 0"), ABOVE_ZERO)


def _factors(
    factors: Mapping[str, Decimal] | None,
    bands: Sequence[str],
    at: Path,
    *,
    zero: bool,
) -> Iterator[Fault]:
    for name in bands:
        if factors is None or name not in factors:
            yield Fault(
                at,
                Words(f"“{name}”一档没有系数", f"band {name!r} has no factor"),
                Words(f"补上 {name} = 系数", f"add a factor for {name!r}"),
            )
    for name, factor in (factors or {}).items():
        yield from known(name, bands, (*at, name), BAND)
        if not zero:
            yield from positive(factor, (*at, name))
