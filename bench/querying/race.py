"""GraphQL side by side: ours, PostGraphile, strawberry as usually written, and the limit."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.querying import asked, measuring
from bench.querying.asking import ask, requests
from bench.querying.county import County, Filled
from bench.querying.measuring import MARK, Figures
from bench.querying.questions import FLAT, NESTED, ONE, QUESTIONS, Question
from bench.querying.servers import (
    LIMIT,
    OURS,
    POSTGRAPHILE,
    Running,
    resident_mb,
    servers,
    versions,
)
from msgspec.structs import replace
from rich.console import Console
from rich.table import Table

YEAR_AGO, IN_TURN = "a year ago", "in turn"
_FRESH = {
    "new document": ("found:", f"found{MARK}:"),
    "new name": ("Q(", f"Q{MARK}("),
    "new statement": ("problem", f"p{MARK}: problem"),
}
"""What is put in another's place, so that a document is new: an alias at its root, its operation's
name; an alias further down, with which the database's statement is new as well.
"""
_SHARES = (0.1, 0.4, 0.5)
Runs = dict[str, dict[str, list[Figures]]]


def run(
    filled: Filled, home: Path, rounds: int, seconds: float, documents: int, out: Console
) -> dict[str, Any]:
    """Medians of several rounds, each of which asks everybody everything once, and their ratios."""
    with servers(filled, home) as running:
        agree(running, filled.counties)
        runs: Runs = {}
        for _ in range(rounds):
            _round(runs, running, filled, seconds)
        half = measuring.median(runs[ONE.name][OURS]).per_second / 2
        for _ in range(rounds):
            _at(runs.setdefault(asked.HALF, {}), running, filled, half, seconds)
        memory = _memory(running[OURS], filled.counties[0], documents)
    medians = {
        what: {who: measuring.median(its) for who, its in each.items()}
        for what, each in runs.items()
    }
    ratios = asked.ratios(runs)
    _print(out, medians)
    asked.show(out, ratios, memory)
    shown = {what: {n: f._asdict() for n, f in each.items()} for what, each in medians.items()}
    return {"runs": shown, "ratios": ratios, "memory": memory, "versions": versions()}


def agree(running: dict[str, Running], counties: list[County]) -> None:
    """All servers find the same objects, for every tenant. Raises ValueError."""
    for county in counties:
        for question in QUESTIONS:
            found = {
                who: ask(at, requests(who, question, county)[-1]) for who, at in running.items()
            }
            for who, objects in found.items():
                if objects != found[LIMIT]:
                    raise ValueError(f"{who} and the limit differ on {question.name}")
        for question in (NESTED, FLAT):
            now, then = (
                ask(running[OURS], requests(OURS, question, county, moment)[0])
                for moment in ({}, _a_year_ago())
            )
            if len(then) != len(now) or then == now:
                raise ValueError(f"a year ago was not as much, or the same: {question.name}")


def _round(runs: Runs, running: dict[str, Running], filled: Filled, seconds: float) -> None:
    def add(what: str, who: str, figures: Figures) -> None:
        runs.setdefault(what, {}).setdefault(who, []).append(figures)

    county, ours = filled.counties[0], running[OURS]
    for question in QUESTIONS:
        for who, at in running.items():
            add(question.name, who, measuring.rate(at, requests(who, question, county), seconds))
        if question in (ONE, NESTED, FLAT):
            then = requests(OURS, question, county, _a_year_ago())
            add(question.name, YEAR_AGO, measuring.rate(ours, then, seconds))
        if question is ONE:
            for kind in _FRESH:
                new = requests(OURS, _fresh(kind), county)
                add(ONE.name, kind, measuring.distinct(ours, new, seconds=seconds))
            for who in (OURS, POSTGRAPHILE):
                mixed = [requests(who, ONE, each) for each in filled.counties]
                turns = [request for each in zip(*mixed, strict=True) for request in each]
                add(ONE.name, f"{who}, {IN_TURN}", measuring.rate(running[who], turns, seconds))


def _at(
    found: dict[str, list[Figures]],
    running: dict[str, Running],
    filled: Filled,
    rate: float,
    seconds: float,
) -> None:
    """Ours and the limit at the same rate, one after the other: what the machine adds to both."""
    for arrivals in ("even", "poisson"):
        for who in (OURS, LIMIT):
            wanted = requests(who, ONE, filled.counties[0])
            figures = measuring.paced(running[who], wanted, rate, arrivals, seconds)
            found.setdefault(f"{who}, {arrivals}", []).append(figures)


def _memory(ours: Running, county: County, documents: int) -> dict[str, float]:
    """10⁶ bytes that the server holds, by how many documents more it was asked."""
    held, asked_so_far = {"before": resident_mb(ours.pid)}, 0
    for share in _SHARES:
        count = int(documents * share)
        measuring.distinct(ours, requests(OURS, _fresh("new document"), county), count=count)
        asked_so_far += count
        held[f"{asked_so_far:,}"] = resident_mb(ours.pid)
    return {name: round(mb, 1) for name, mb in held.items()}


def _fresh(kind: str) -> Question:
    place, new = _FRESH[kind]
    return replace(ONE, ours=ONE.ours.replace(place, new))


def _a_year_ago() -> dict[str, Any]:
    return {"asOf": {"time": (datetime.now(UTC) - timedelta(days=365)).isoformat()}}


def _print(out: Console, medians: dict[str, dict[str, Figures]]) -> None:
    of = "server", "database", "generator"
    table = Table("question", "by", "per second", "p50 ms", "p99 ms", "bytes", *of)
    for what, each in medians.items():
        for who, its in each.items():
            figures = f"{its.per_second:,.0f}", f"{its.p50:.2f}", f"{its.p99:.2f}"
            table.add_row(
                what, who, *figures, f"{its.bytes:,.0f}", *(f"{ms:.2f}" for ms in its[4:])
            )
            what = ""
        table.add_section()
    out.print(table)
