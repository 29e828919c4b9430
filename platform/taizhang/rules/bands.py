"""Bands in a tenant's file: limits as somebody writes them, checked to hold each value once."""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

from taizhang.measures.bands import Band, Bands
from taizhang.measures.decimals import exact, in_full
from taizhang.rules.expecting import each_once
from taizhang.rules.fault import Fault, Path, Words, unnamed

_BAND = Words("档次", "band")


class BandSpec(Struct, frozen=True, forbid_unknown_fields=True):
    """From `low` (included, 以上) to `below` (excluded, 不满); open where a limit is left out."""

    name: Annotated[str, Meta(min_length=1, max_length=100)]
    low: Decimal | None = None
    below: Decimal | None = None


class _Span(NamedTuple):
    """A band that is well formed, and its place; infinite where it is open."""

    name: str
    low: Fraction | float
    below: Fraction | float
    at: Path


def bands_of(specs: Sequence[BandSpec]) -> Bands:
    """The bands, from the highest down. Raises ValueError where `band_faults` finds any."""
    if faults := list(band_faults(specs, ())):
        raise ValueError("；".join(fault.expected.zh for fault in faults))
    falling = sorted(specs, key=lambda band: _span(band, ()).low, reverse=True)
    return Bands([Band(band.name, band.low) for band in falling])


def band_faults(specs: Sequence[BandSpec], at: Path) -> Iterator[Fault]:
    """What keeps bands, listed upwards or downwards, from holding every value exactly once.

    `at` is the place of the list. Gaps, overlaps and closed ends come with a value as an example.
    """
    if not specs:
        yield unnamed(at)
    yield from each_once((band.name for band in specs), at, _BAND, key="name")
    spans: list[_Span] = []
    for number, band in enumerate(specs, start=1):
        malformed = list(_malformed(band, (*at, number)))
        yield from malformed
        spans += [] if malformed else [_span(band, (*at, number))]
    lows, rising = [span.low for span in spans], sorted(spans, key=lambda span: span.low)
    if lows not in (sorted(lows), sorted(lows, reverse=True)):
        yield _jumbled([span.name for span in reversed(rising)], at)
    # Beside a malformed band nobody knows what it was meant to hold.
    yield from _uneven(rising, whole=len(spans) == len(specs))


def _span(band: BandSpec, at: Path) -> _Span:
    low = -math.inf if band.low is None else exact(band.low)
    return _Span(band.name, low, math.inf if band.below is None else exact(band.below), at)


def _malformed(band: BandSpec, at: Path) -> Iterator[Fault]:
    wrong = [name for name in ("low", "below") if not _writable(getattr(band, name))]
    for name in wrong:
        expected = Words("须为不超过 100 位的有限小数", "a finite number of at most 100 digits")
        yield Fault((*at, name), expected, Words("写明界限的数值", "state the limit"))
    low, below = band.low, band.below
    if not wrong and low is not None and below is not None and low >= below:
        zh = f"“{band.name}”不含任何数：{low} 以上，又须不满 {below}"
        en = f"band {band.name!r} holds nothing: from {low} to below {below}"
        remedy = Words("below 须大于 low", "below must exceed low")
        yield Fault((*at, "below"), Words(zh, en), remedy)


def _writable(limit: Decimal | None) -> bool:
    try:
        return limit is None or exact(limit) is not None
    except ValueError:
        return False


def _uneven(rising: list[_Span], *, whole: bool) -> Iterator[Fault]:
    """Where values are held twice; and, of a `whole` list, where they are not held at all."""
    reach: _Span | None = None  # of the bands so far, the one that reaches highest
    for span in rising:
        if reach and span.low < reach.below:
            yield _overlap(reach, span)
        elif whole and span.low > (reach.below if reach else -math.inf):
            yield _gap(reach, span) if reach else _closed(span, "low", _n(span.low, -1))
        reach = span if not reach or span.below >= reach.below else reach
    if whole and reach and reach.below < math.inf:
        yield _closed(reach, "below", _n(reach.below))


def _overlap(lower: _Span, upper: _Span) -> Fault:
    limit, top = upper.low, min(lower.below, upper.below)
    held = _n(limit) if limit > -math.inf else _n(top, -1) if top < math.inf else "0"
    zh = f"“{lower.name}”与“{upper.name}”重叠：{held} 同属两档"
    en = f"bands {lower.name!r} and {upper.name!r} overlap: {held} is in both"
    if limit == lower.low:
        remedy = Words("两档须各有起点", "give them different lower limits")
    else:
        remedy = Words(
            f"“{lower.name}”写 below = {held}", f"let {lower.name!r} have below = {held}"
        )
    return Fault((*lower.at, "below"), Words(zh, en), remedy, code="bands")


def _gap(lower: _Span, upper: _Span) -> Fault:
    end, start = _n(lower.below), _n(upper.low)
    between = in_full((Fraction(lower.below) + Fraction(upper.low)) / 2)
    return Fault(
        (*lower.at, "below"),
        Words(
            f"“{lower.name}”与“{upper.name}”之间有空档：{between} 不属于任何一档",
            f"a gap between {lower.name!r} and {upper.name!r}: {between} is in no band",
        ),
        Words(
            f"“{lower.name}”写 below = {start}，或“{upper.name}”写 low = {end}",
            f"let {lower.name!r} have below = {start}, or {upper.name!r} low = {end}",
        ),
        code="bands",
    )


def _closed(span: _Span, limit: str, unheld: str) -> Fault:
    zh, en = ("最低", "lowest") if limit == "low" else ("最高", "highest")
    return Fault(
        (*span.at, limit),
        Words(
            f"“{span.name}”是{zh}一档，却写了 {limit}：{unheld} 不属于任何一档",
            f"{span.name!r} is the {en} band, yet has {limit!r}: {unheld} is in no band",
        ),
        Words(f"{zh}一档不写 {limit}", f"drop {limit!r} of the {en} band"),
        code="bands",
    )


def _jumbled(falling: list[str], at: Path) -> Fault:
    listed = "、".join(falling)
    expected = Words("各档须从高到低（或从低到高）排列", "bands stand in order, down or up")
    remedy = Words(f"排成 {listed}", f"order them: {', '.join(falling)}")
    return Fault(at, expected, remedy, code="bands")


def _n(limit: Fraction | float, plus: int = 0) -> str:
    return in_full(Fraction(limit) + plus)
