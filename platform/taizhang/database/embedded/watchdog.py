"""Keeps one PostgreSQL running while its owner lives, and stops it when the owner is gone.

A program of its own that needs the standard library only, so that it starts in milliseconds and
is out of reach of what ends its owner. Arguments: the owner's process, the descriptor of the lock,
uid, gid, data folder, socket folder, then postgres and its arguments. Standard input is a pipe that
ends with the owner; output gets one line when PostgreSQL is ready; errors go to the log.
SIGTERM stops the server and then the watchdog.
"""

import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress

FIRST_STARTS = 4  # failures of a server that never came up, 1.5 s until it is given up;
STARTS = 40  # of one that did, over a minute: its old backends may still be finishing
STEADY = 10.0  # seconds of service after which earlier failures are forgotten
STOPS = ((signal.SIGINT, 15.0), (signal.SIGQUIT, 10.0), (signal.SIGKILL, None))


class Watchdog:
    """One server, its owner, and what was seen of both."""

    def __init__(self, owner: int, lock: int, data: str, sockets: str, command: list[str]) -> None:
        self.owner, self.lock, self.data, self.sockets = owner, lock, data, sockets
        self.command = command
        self.told_to_stop = False
        self.greeted = False
        self.ready_since: float | None = None
        self.failures = 0
        self.wake = self._wake_on_signals()
        self.server = self._launch()

    def guard(self) -> int:
        """Serve until there is no reason to; 0 when that is because it was told or left alone."""
        try:
            while self._wanted():
                self._look()
        finally:
            self._stop()
        return 0 if self.failures <= self._limit() else 1

    def _look(self) -> None:
        self._wait(0.01 if self.ready_since is None else 1.0)
        if self.server.poll() is not None:
            self._launch_again()
        elif self.ready_since is None and self._is_ready():
            self._greet()

    def _wake_on_signals(self) -> int:
        """A pipe that ends every wait when a child or a request to stop comes."""
        reader, writer = os.pipe()
        os.set_blocking(writer, False)
        signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
        # Handlers, not SIG_IGN: PostgreSQL would inherit that.
        for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, lambda *_: None)
        signal.signal(signal.SIGTERM, lambda *_: setattr(self, "told_to_stop", True))
        return reader

    def _launch(self) -> "subprocess.Popen[bytes]":
        self.ready_since = None
        return subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stdout=sys.stderr)

    def _launch_again(self) -> None:
        if self.ready_since is not None and time.monotonic() - self.ready_since > STEADY:
            self.failures = 0
        self.failures += 1
        self.ready_since = None
        self._say(f"postgres ended ({self.server.returncode}), failure {self.failures}")
        self._pause(min(0.1 * 2 ** (self.failures - 1), 2.0))
        if self._wanted():
            self.server = self._launch()

    def _wanted(self) -> bool:
        # The parent is looked at too: a forked child of the owner may still hold its pipe.
        alone = self.told_to_stop or os.getppid() != self.owner
        return not alone and self.failures <= self._limit()

    def _limit(self) -> int:
        return STARTS if self.greeted else FIRST_STARTS

    def _wait(self, seconds: float) -> None:
        readable, _, _ = select.select([0, self.wake], [], [], seconds)
        if self.wake in readable:
            os.read(self.wake, 512)
        if 0 in readable:  # nobody ever writes: it has ended
            self.told_to_stop = True

    def _pause(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._wanted() and (left := until - time.monotonic()) > 0:
            self._wait(left)

    def _is_ready(self) -> bool:
        try:
            with open(os.path.join(self.data, "postmaster.pid")) as file:
                lines = file.read().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[0] == str(self.server.pid) and lines[7].strip() == "ready"

    def _greet(self) -> None:
        self.ready_since = time.monotonic()
        if not self.greeted:
            self.greeted = True
            with suppress(OSError):
                os.write(1, b"ready\n")

    def _stop(self) -> None:
        os.ftruncate(self.lock, 0)  # from here on nobody joins
        for number, seconds in STOPS:
            self.server.send_signal(number)
            with suppress(subprocess.TimeoutExpired):
                self.server.wait(seconds)
                break
        with suppress(OSError):
            for name in os.listdir(self.sockets):
                os.unlink(os.path.join(self.sockets, name))
            os.rmdir(self.sockets)

    def _say(self, what: str) -> None:
        print(time.strftime("%Y-%m-%d %H:%M:%S"), "watchdog:", what, file=sys.stderr, flush=True)


def drop_to(uid: int, gid: int) -> None:
    """Become the server's user, for good. Only root has to."""
    if uid != os.geteuid():
        os.setgroups([])
        os.setgid(gid)
        os.setuid(uid)


def main() -> int:
    """Read the arguments and guard."""
    owner, lock, uid, gid = (int(word) for word in sys.argv[1:5])
    drop_to(uid, gid)
    return Watchdog(owner, lock, sys.argv[5], sys.argv[6], sys.argv[7:]).guard()


if __name__ == "__main__":
    sys.exit(main())
