"""What the issue asks of the GraphQL endpoint, and what was found."""

import math
import statistics
from collections.abc import Mapping
from typing import NamedTuple

from bench.querying.measuring import Figures
from bench.querying.questions import DEEP, FLAT, NESTED, ONE
from bench.querying.servers import LIMIT, OURS, POSTGRAPHILE, STRAWBERRY
from rich.console import Console
from rich.table import Table

Runs = Mapping[str, Mapping[str, list[Figures]]]


class Asked(NamedTuple):
    """One line: how often ours is done in the time of another, at least; or, turned round, how
    much longer another way of asking takes, at most; with neither, nothing is asked of it.
    """

    question: str
    against: str
    least: float = 0.0
    most: float = math.inf
    ours: str = OURS

    @property
    def bound(self) -> str:
        """What is asked, as it is printed."""
        if self.least:
            return f"≥ {self.least:g}"
        return "" if self.most == math.inf else f"≤ {self.most:g}"

    @property
    def name(self) -> str:
        """As it stands in the results."""
        sign = "×" if self.least else "against"
        return f"{self.question}: {self.ours} {sign} {self.against}"


ASKED = (
    Asked(ONE.name, POSTGRAPHILE, least=2),
    Asked(ONE.name, LIMIT, least=0.5),
    Asked(NESTED.name, POSTGRAPHILE, least=4),
    Asked(NESTED.name, LIMIT, least=0.9),
    Asked(NESTED.name, STRAWBERRY, least=30),
    Asked(FLAT.name, POSTGRAPHILE, least=3),
    Asked(FLAT.name, LIMIT, least=0.9),
    Asked(DEEP.name, POSTGRAPHILE, least=3),
    *(Asked(q.name, OURS, most=1.5, ours="a year ago") for q in (ONE, NESTED, FLAT)),
    Asked(ONE.name, OURS, most=3, ours="new document"),
    Asked(ONE.name, OURS, most=3, ours="new name"),
    Asked(ONE.name, OURS, ours="new statement"),
)
HALF = "at half the highest rate of ours"


def ratios(runs: Runs) -> dict[str, float]:
    """Each line's ratio: the median over rounds of what stood side by side in one."""
    found = {line.name: statistics.median(_pairs(runs, line)) for line in ASKED}
    for who, its in runs[HALF].items():
        found[f"{HALF}, {who}: p99 / p50"] = statistics.median(f.p99 / f.p50 for f in its)
    in_turn = runs[ONE.name]
    found[f"{ONE.name}, tenants in turn: {OURS} × {POSTGRAPHILE}"] = statistics.median(
        mine.per_second / other.per_second
        for mine, other in zip(
            in_turn[f"{OURS}, in turn"], in_turn[f"{POSTGRAPHILE}, in turn"], strict=True
        )
    )
    return {name: round(ratio, 2) for name, ratio in found.items()}


def show(out: Console, found: Mapping[str, float], memory: Mapping[str, float]) -> None:
    """Print the issue's table."""
    table = Table("GraphQL", "asked", "found", "")
    for line in ASKED:
        ratio = found[line.name]
        verdict = "" if line.least <= ratio <= line.most else "missed"
        table.add_row(line.name, line.bound, f"{ratio:.2f}", verdict)
    for name in (n for n in found if n.startswith(HALF)):
        asked = "≤ 3" if name.startswith(f"{HALF}, {OURS}") else ""
        verdict = "missed" if asked and found[name] > 3 else ""
        table.add_row(name, asked, f"{found[name]:.2f}", verdict)
    table.add_row("memory over distinct documents, MB", "bounded", _memory(memory), "")
    out.print(table)


def _pairs(runs: Runs, line: Asked) -> list[float]:
    each = zip(runs[line.question][line.ours], runs[line.question][line.against], strict=True)
    speeds = [(mine.per_second, other.per_second) for mine, other in each]
    return [mine / other if line.least else other / mine for mine, other in speeds]


def _memory(held: Mapping[str, float]) -> str:
    return ", ".join(f"{mb:.0f} ({name})" for name, mb in held.items())
