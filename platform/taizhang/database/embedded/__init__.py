"""A PostgreSQL of our own for a home folder: started on demand, gone with its owner.

Everything of it lies in the home (`.taizhang/`): data (`pg15`), log, lock. It listens on a unix
socket in a private folder and on no network. A watchdog process starts it again when it dies and
stops it when its owner dies, however either happens.
"""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from taizhang.database.embedded import claim, cluster, sockets
from taizhang.database.embedded.binaries import NoPostgres
from taizhang.database.embedded.cluster import NotStarted
from taizhang.database.embedded.launch import LOG, owned, stop_orphans
from taizhang.database.embedded.postmaster import alive, postmaster
from taizhang.database.embedded.server import Server

__all__ = ["NoPostgres", "NotStarted", "Server", "embedded", "remove", "running", "stop"]

PATIENCE = 120.0  # seconds for another process to start or to stop


@contextmanager
def embedded(home: Path) -> Iterator[Server]:
    """The server of this home: joined if it runs already, else started, and stopped at the end.

    One that was joined ends with its owner, whether or not others still use it.
    Raises NoPostgres and NotStarted.
    """
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    deadline = time.monotonic() + PATIENCE
    while (server := running(home)) is None:
        if (lock := claim.take(home)) is not None:
            with owned(home, lock) as server:
                yield server
            return
        _wait(home, deadline)
    yield server


def running(home: Path) -> Server | None:
    """The server of this home that is ready now; None when there is none."""
    record = claim.read(home.resolve())
    if record is None or not alive(record["owner"]):  # its watchdog is about to notice
        return None
    server = Server.of_record(record)
    found = postmaster(server.data)
    return server if found is not None and found.ready else None


def stop(home: Path) -> bool:
    """Stop the server of this home, whoever owns it; True when one ran. Raises NotStarted."""
    with _vacated(home.resolve()) as ran:
        return ran


def remove(home: Path) -> None:
    """Stop the server and delete its data, log and lock, and what of it lies outside the home.

    A copy of the wheel's programs that root made is left: other homes may run from it.
    """
    home = home.resolve()
    with _vacated(home):
        cluster.discard(home)
        sockets.clear(home)
        for name in (LOG, claim.NAME):
            (home / name).unlink(missing_ok=True)


@contextmanager
def _vacated(home: Path) -> Iterator[bool]:
    """The home with no server in it and nobody able to start one; says whether one ran."""
    if not home.is_dir():
        yield False
        return
    ran, deadline = False, time.monotonic() + PATIENCE
    while (lock := claim.take(home)) is None:
        ran = _tell_to_stop(home) or ran
        _wait(home, deadline)
    try:
        yield stop_orphans(home) or ran
    finally:
        os.close(lock)


def _tell_to_stop(home: Path) -> bool:
    if (record := claim.read(home)) is None:
        return False
    with suppress(ProcessLookupError):
        os.kill(record["watchdog"], signal.SIGTERM)
    return True


def _wait(home: Path, deadline: float) -> None:
    if time.monotonic() > deadline:
        raise NotStarted(home, f"{PATIENCE:.0f} 秒内一直被另一个进程占用 (held by another process)")
    time.sleep(0.02)
