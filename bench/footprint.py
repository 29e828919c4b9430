"""Footprint: what processes have used, from Linux's /proc."""

import os
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


def cpu_seconds(pids: Iterable[int]) -> float:
    """Processor time of these processes so far, in user and in system mode."""
    return sum(_ticks(pid) for pid in pids) / _TICKS


def resident_mb() -> float:
    """Memory that this process holds now, in 10⁶ bytes."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * _PAGE / 1e6


def _ticks(pid: int) -> int:
    # The name, in brackets, may hold blanks; utime and stime are the 14th and 15th field.
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
