"""Blows: what the storm does to processes, connections and PostgreSQL. Each says whom it hit."""

import random
import signal
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from storm.child import Child
from storm.database import Database


class Struck(Protocol):
    """What a blow may reach."""

    random: random.Random
    database: Database

    @property
    def children(self) -> Sequence[Child]:
        """Writers, workers and subscribers."""

    def others_go_on(self) -> None:
        """Returns when writers have got further answers."""


SHOTS = 8
RELOAD = 0.15  # seconds at most between two shots
Blow = Callable[[Struck], str]


def kill(program: str) -> Blow:
    """SIGKILL to one process of a program, which is then started again."""

    def blow(storm: Struck) -> str:
        child = storm.random.choice([c for c in storm.children if c.program == program])
        child.kill()
        child.start()
        return child.name

    return blow


def halt(program: str) -> Blow:
    """SIGSTOP to one process until others have come further, its connections cut now and then."""

    def blow(storm: Struck) -> str:
        child = storm.random.choice([c for c in storm.children if c.program == program])
        cut = storm.random.random() < 0.5
        child.halt()
        try:
            if cut:
                storm.database.cut("taizhang%")
            storm.others_go_on()
        finally:
            child.go_on()
        return child.name + (", all connections cut meanwhile" if cut else "")

    return blow


def cut(application: str) -> Blow:
    """Terminate all connections of an application, and those that follow them, in a volley."""

    def blow(storm: Struck) -> str:
        hit = 0
        for _ in range(SHOTS):
            hit += storm.database.cut(application)
            time.sleep(storm.random.uniform(0, RELOAD))
        return f"{hit} connections"

    return blow


def crash(number: signal.Signals) -> Blow:
    """End PostgreSQL as a whole; its watchdog starts it again."""

    def blow(storm: Struck) -> str:
        storm.database.kill(number)
        return number.name

    return blow


def crash_backend(storm: Struck) -> str:
    """Kill one of PostgreSQL's processes: it throws all of them out and recovers."""
    storm.database.kill_backend()
    return "SIGKILL"


def everything(storm: Struck) -> str:
    """A power cut: all processes at once, PostgreSQL among them."""
    for child in storm.children:
        child.kill()
    storm.database.kill(signal.SIGKILL)
    for child in storm.children:
        child.start()
    return "SIGKILL to all"


BLOWS: Mapping[str, tuple[Blow, int]] = {
    "kill a writer": (kill("writer"), 2),
    "kill a worker": (kill("worker"), 2),
    "kill a subscriber": (kill("subscriber"), 2),
    "halt a writer": (halt("writer"), 1),
    "halt a worker": (halt("worker"), 2),
    "halt a subscriber": (halt("subscriber"), 1),
    "cut the log's connections": (cut("taizhang_app"), 1),
    "cut the projections' connections": (cut("taizhang_projector"), 1),
    "cut the scheduler's connections": (cut("taizhang_scheduler"), 1),
    "cut the hints": (cut("taizhang_hints"), 1),
    "kill PostgreSQL": (crash(signal.SIGKILL), 2),
    "shut PostgreSQL down at once": (crash(signal.SIGQUIT), 1),
    "kill a backend": (crash_backend, 1),
    "kill everything": (everything, 1),
}
"""Each blow, and how often it falls in one round."""
