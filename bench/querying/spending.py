"""Spending: processor time of a server and of the database behind it, from Linux's /proc.

On a machine that others use as well this says more than a rate does.
"""

import os
from pathlib import Path
from typing import NamedTuple

_TICKS = os.sysconf("SC_CLK_TCK")


class Spent(NamedTuple):
    """Seconds, in user and in system mode."""

    server: float
    database: float


def spent(server: int, postmaster: int) -> Spent:
    """What a server's process and all processes of a PostgreSQL have used so far."""
    own, ended = _times(postmaster)
    return Spent(_times(server)[0], own + ended + sum(map(_alive, _children(postmaster))))


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _alive(pid: int) -> float:
    try:
        return _times(pid)[0]
    except FileNotFoundError:  # it has just ended, and counts with its parent
        return 0.0


def _times(pid: int) -> tuple[float, float]:
    """A process's own seconds, and those of its children that have ended."""
    # The name, in brackets, may hold blanks; utime and stime are the 14th and 15th field.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system, of_children, in_system = map(int, fields[11:15])
    return (user + system) / _TICKS, (of_children + in_system) / _TICKS
