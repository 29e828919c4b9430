"""Figures of one run, and the median of several."""

import statistics
from typing import NamedTuple


class Run(NamedTuple):
    """How many a second, and how long each took in milliseconds."""

    per_second: float
    p50: float
    p99: float


def latencies(took: list[float], elapsed: float) -> Run:
    """A run's figures from the seconds that each piece of work took."""
    ordered = sorted(took)
    p50, p99 = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    return Run(len(took) / elapsed, p50 * 1000, p99 * 1000)


def median(runs: list[Run]) -> Run:
    """Each figure's median over runs."""
    return Run(*(statistics.median(figures) for figures in zip(*runs, strict=True)))
