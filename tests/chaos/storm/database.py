"""Database: the PostgreSQL under the storm, and what a superuser sees of it and does to it."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, LiteralString

import psycopg

from taizhang.database.embedded import Server, running
from taizhang.database.embedded.postmaster import Postmaster, postmaster

PATIENCE = 90.0  # seconds for whatever must come to pass

_CUT = """
    select count(pg_terminate_backend(pid)) from pg_stat_activity
     where application_name like %s and backend_type = 'client backend'
"""
_ONE = """
    select pid from pg_stat_activity
     where application_name like 'taizhang%' and backend_type = 'client backend'
     order by state = 'active' desc, random() limit 1
"""
_FOLDED = """
    select coalesce(sum(position), 0) from projections.cursor
     where generation = (select generation from projections.generation where state = 'current')
"""
_ANSWERED = "select coalesce(sum(position), 0) from projections.policy_cursor"


class Database:
    """One embedded PostgreSQL in a home of its own."""

    def __init__(self, home: Path, server: Server, dsn: str) -> None:
        self._home, self._server, self.dsn = home, server, dsn

    def ask(self, query: LiteralString, *values: Any) -> list[Any]:
        """The rows of a query, as soon as the database answers."""
        found: list[Any] = []

        def answers() -> bool:
            try:
                with psycopg.connect(self.dsn, autocommit=True) as connection:
                    found[:] = connection.execute(query, values or None).fetchall()
            except psycopg.OperationalError:
                return False
            return True

        eventually(answers, "the database answers")
        return found

    def cut(self, application: str) -> int:
        """Terminate the connections of an application (a pattern); says how many there were."""
        return int(self.ask(_CUT, application)[0][0])

    def kill_backend(self) -> None:
        """SIGKILL to one connection's process, a busy one for choice: PostgreSQL then recovers."""
        if found := self.ask(_ONE):
            os.kill(found[0][0], signal.SIGKILL)

    def kill(self, number: signal.Signals) -> None:
        """A signal to the first process of PostgreSQL; returns when its successor answers."""
        first = self._postmaster()
        os.kill(first.pid, number)
        eventually(lambda: self._is_another(first), "PostgreSQL was started again")
        self.ask("select")

    def folded(self) -> int:
        """How far projections have come, over all tenants."""
        return int(self.ask(_FOLDED)[0][0])

    def answered(self) -> int:
        """How far policies have come, over all tenants."""
        return int(self.ask(_ANSWERED)[0][0])

    def _postmaster(self) -> Postmaster:
        server = running(self._home)
        found = postmaster(server.data) if server else None
        assert found is not None, "PostgreSQL is not there"
        return found

    def _is_another(self, first: Postmaster) -> bool:
        found = postmaster(self._server.data)
        return found is not None and found.ready and found.pid != first.pid


def eventually(condition: Callable[[], bool], what: str) -> None:
    """Return when it is so. Raises AssertionError when patience ends."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, f"not within {PATIENCE:.0f} s: {what}"
        time.sleep(0.02)
