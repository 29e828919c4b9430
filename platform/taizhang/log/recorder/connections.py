"""Connections: a few, of one role, each lent to one thread at a time."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow
from psycopg.types.composite import CompositeInfo, register_composite

from taizhang.database.login import login
from taizhang.log.model import Selector
from taizhang.log.residence import MOVED

NAME = "taizhang_recorder"
_MOVED = "select log.moved()"
_PATIENCE_SECONDS = 30.0
_CONNECT_SECONDS = 5

Connection = psycopg.Connection[TupleRow]


class Connections:
    """Opened when they are needed; a thread waits at most 30 seconds for one to become free."""

    def __init__(self, dsn: str, role: str, *, size: int) -> None:
        self._dsn = dsn
        self._role = role
        self._free = threading.BoundedSemaphore(size)
        self._lock = threading.Lock()
        self._idle: list[Connection] = []
        self._closed = False
        self._moved: bool | None = None
        """Whether the log was found where it was not declared to live; None: not known yet."""

    def require_home(self) -> None:
        """Raises OperationalError where `log.moved` says that the database was restored or has
        moved, until an operator declares that it goes on. While all is well it costs nothing."""
        if self._moved is None or self._moved:
            ((self._moved,),) = self.fetch(_MOVED)
        if self._moved:
            raise psycopg.OperationalError(f"{MOVED.code}: {MOVED.en}")

    def fetch(self, statement: str, *args: object) -> list[tuple[Any, ...]]:
        """All rows. When the connection is lost the statement is sent once more over a new one,
        so it must be one that may be repeated. Raises psycopg.Error."""
        with self._lend() as connection:
            try:
                return connection.execute(statement, args).fetchall()
            except psycopg.OperationalError:
                if not connection.closed:
                    raise
        self._drop_idle()  # whatever broke one has likely broken all
        with self._lend() as connection:
            return connection.execute(statement, args).fetchall()

    def close(self) -> None:
        """Close what is idle now, and what is lent when it comes back."""
        self._closed = True
        self._drop_idle()

    @contextmanager
    def _lend(self) -> Iterator[Connection]:
        if not self._free.acquire(timeout=_PATIENCE_SECONDS):
            raise psycopg.OperationalError(f"no connection was free for {_PATIENCE_SECONDS} s")
        try:
            connection = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection)
        finally:
            self._free.release()

    def _take(self) -> Connection:
        with self._lock:
            if self._closed:
                raise psycopg.InterfaceError("these connections are closed")
            if self._idle:
                return self._idle.pop()
        return self._open()

    def _give_back(self, connection: Connection) -> None:
        with self._lock:
            if not self._closed and connection.info.transaction_status is TransactionStatus.IDLE:
                self._idle.append(connection)
                return
        connection.close()

    def _drop_idle(self) -> None:
        with self._lock:
            dropped, self._idle = self._idle, []
        for connection in dropped:
            connection.close()

    def _open(self) -> Connection:
        address, settings = login(self._dsn, self._role)
        connection = psycopg.connect(
            address,
            autocommit=True,
            options=f"-c role={self._role}" if "role" in settings else None,
            application_name=NAME,
            connect_timeout=_CONNECT_SECONDS,
        )
        try:
            found = CompositeInfo.fetch(connection, "log.selector")
            if found is None:
                raise psycopg.ProgrammingError("this database has no log: migrate it first")
            register_composite(found, connection, Selector)
            self._moved = None  # another server may answer now
        except BaseException:
            connection.close()
            raise
        return connection
