"""Figures as documents write them, read with the widths that the tenant chose."""

from taizhang import Refused
from taizhang.measures.figures import Reading
from taizhang.measures.quota import share_of
from taizhang_plugins.coverage.names import Figure
from taizhang_plugins.coverage.refusals import NOT_A_FIGURE
from taizhang_plugins.coverage.rules import CoverageRules


def read(rules: CoverageRules, text: str, *counters: str) -> Figure:
    """What a written figure may be; 0 is nobody. A counter (人、名、家) may follow it.

    Raises Refused(`coverage.not_a_figure`).
    """
    widths = Reading(near=share_of(rules.figures.near), about=share_of(rules.figures.about))
    for counter in ("", *counters):
        if text == f"0{counter}":
            return Figure(text, 0, 0)
        try:
            found = widths.read(text, counter)
        except ValueError:
            continue
        return Figure(text, found.low, found.high)
    raise Refused(NOT_A_FIGURE(text=text))


def words(low: int, high: int | None) -> str:
    """An interval for people: `3`, `3 至 5`, `3 以上`."""
    if high is None:
        return f"{low} 以上"
    return str(low) if low == high else f"{low} 至 {high}"
