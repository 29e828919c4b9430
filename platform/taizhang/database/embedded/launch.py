"""Starting PostgreSQL under its watchdog."""

import os
import select
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from taizhang.database.embedded import claim, cluster, sockets, watchdog
from taizhang.database.embedded.account import Account, account_for, surroundings
from taizhang.database.embedded.binaries import Binaries, find
from taizhang.database.embedded.cluster import NotStarted
from taizhang.database.embedded.postmaster import halt, postmaster
from taizhang.database.embedded.server import Server

LOG = "postgres.log"
READY_SECONDS = 120.0  # recovery after a crash takes the longest
SETTINGS = {  # durability (fsync, synchronous_commit, full_page_writes) stays as it is: on
    "listen_addresses": "",
    "port": str(sockets.PORT),
    "max_connections": "200",
    "shared_buffers": "256MB",
    "wal_compression": "on",
    "log_line_prefix": "%m [%p] ",
}
_KEPT = str(16 * 1024 * 1024)
MEMORY = {  # glibc would give a statement's memory back, and fetch it page by page for the next
    "MALLOC_TRIM_THRESHOLD_": _KEPT,
    "MALLOC_MMAP_THRESHOLD_": _KEPT,
}


@contextmanager
def owned(home: Path, lock: int) -> Iterator[Server]:
    """Start the server of a home whose lock the caller took, and stop it at the end."""
    with os.fdopen(lock, "wb") as held:
        existing = cluster.clusters(home)
        account = account_for(list(existing.values()))
        binaries = find(account, existing)
        stop_orphans(home)
        data = cluster.prepare(home, binaries, account)
        server = Server(sockets.folder(home, account), sockets.PORT, str(binaries.major), data)
        guard = _guarded(home, _arguments(server, account, binaries, lock), lock)
        try:
            with guard:
                _await_ready(home, guard)
                record = {"owner": os.getpid(), "watchdog": guard.pid}
                claim.write(lock, server.as_record() | record)
                held.close()  # from here on the watchdog alone holds the lock
                yield server
        finally:
            if guard.returncode != 0:
                _sweep(home)


def stop_orphans(home: Path) -> bool:
    """Stop servers of this home that lost their watchdog; the caller holds the lock."""
    ran = False
    for data in cluster.clusters(home).values():
        found = postmaster(data)
        # A copied home may link to the data of the home that it was copied from.
        if found is not None and sockets.belongs(found.sockets, home):
            halt(data, found)
            ran = True
    return ran


def _sweep(home: Path) -> None:
    """After a watchdog that did not end well: stop what it left, unless another has taken over."""
    if (lock := claim.take(home)) is not None:
        stop_orphans(home)
        os.close(lock)


def _arguments(server: Server, account: Account, binaries: Binaries, lock: int) -> list[str]:
    """What the watchdog is told, then PostgreSQL's own command line."""
    told = (os.getpid(), lock, account.uid, account.gid, server.data, server.socket_dir)
    settings = [f"--{name}={value}" for name, value in SETTINGS.items()]
    postgres = (binaries.folder / "postgres", "-D", server.data, "-k", server.socket_dir)
    return [str(word) for word in (*told, *postgres, *settings)]


def _guarded(home: Path, arguments: list[str], lock: int) -> "subprocess.Popen[bytes]":
    """Start the watchdog; leaving its `with` ends its pipe and waits until all has stopped."""
    with (home / LOG).open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-I", "-S", watchdog.__file__, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            pass_fds=[lock],
            start_new_session=True,  # Ctrl-C in the terminal is for the owner alone
            cwd="/",
            env=MEMORY | surroundings(),
        )


def _await_ready(home: Path, guard: "subprocess.Popen[bytes]") -> None:
    assert guard.stdout is not None
    poll = select.poll()
    poll.register(guard.stdout, select.POLLIN)
    if not poll.poll(READY_SECONDS * 1000) or not guard.stdout.readline():
        end = (home / LOG).read_text(errors="replace").splitlines()[-10:]
        raise NotStarted(home, "\n".join([f"{home / LOG}:", *end]))
