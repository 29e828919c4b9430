"""The PostgreSQL that serves a data folder at this moment, whoever started it."""

import os
import signal
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

STOPS = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, 5.0))  # seconds for each


@dataclass(frozen=True)
class Postmaster:
    """The first process of a server. `ready` is false while it starts, recovers or stops."""

    pid: int
    sockets: Path
    ready: bool


def postmaster(data: Path) -> Postmaster | None:
    """Who serves this folder; None when nobody answers at the socket that it names."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return None
    # Only an answer at the socket proves that the number is not another process's by now.
    if len(lines) < 8 or not _answers(Path(lines[4]) / f".s.PGSQL.{lines[3]}"):
        return None
    return Postmaster(int(lines[0]), Path(lines[4]), lines[7].strip() == "ready")


def alive(pid: int) -> bool:
    """Whether there is such a process, whoever's it is."""
    try:
        os.kill(pid, 0)
    except OSError as error:
        return isinstance(error, PermissionError)
    return True


def halt(data: Path, found: Postmaster) -> None:
    """Stop a server that has no watchdog any more: fast, then harder."""
    for number, seconds in STOPS:
        with suppress(ProcessLookupError):
            os.kill(found.pid, number)
        if _gone(data, found.pid, time.monotonic() + seconds):
            return


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _gone(data: Path, pid: int, deadline: float) -> bool:
    while (found := postmaster(data)) is not None and found.pid == pid:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
