"""A connection that is lost loses no append and doubles none."""

import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from uuid import UUID

import psycopg
import pytest
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent

from taizhang.database.embedded import Server
from taizhang.log.recorder.connections import NAME
from taizhang.log.recorder.recorder import TenantRecorder

EVENT = DCBEvent("happened", b"data", ["a"])


class Proxy:
    """Stands between the recorder and the server, and can swallow one answer with its line."""

    def __init__(self, target: str) -> None:
        self._target = target
        self._open = ExitStack()
        self._door = self._open.enter_context(socket.create_server(("127.0.0.1", 0)))
        self.port = self._door.getsockname()[1]
        self.swallow = threading.Event()
        self._threads: list[threading.Thread] = []
        self._start(self._accept)

    def close(self) -> None:
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._open.close()
        for thread in self._threads:
            thread.join()

    def _start(self, target: Callable[..., None], *args: object) -> None:
        thread = threading.Thread(target=target, args=args)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client = self._open.enter_context(self._door.accept()[0])
                upstream = self._open.enter_context(socket.socket(socket.AF_UNIX))
                upstream.connect(self._target)
                named = threading.Event()  # the recorder's own line, not its listener's
                self._start(self._forward, client, upstream, named)
                self._start(self._answer, upstream, client, named)

    def _forward(
        self, client: socket.socket, server: socket.socket, named: threading.Event
    ) -> None:
        with suppress(OSError):
            while data := client.recv(65536):
                if NAME.encode() in data:
                    named.set()
                server.sendall(data)
        hang_up(server)

    def _answer(self, server: socket.socket, client: socket.socket, named: threading.Event) -> None:
        with suppress(OSError):
            while data := server.recv(65536):
                if self.swallow.is_set() and named.is_set():
                    self.swallow.clear()
                    break
                client.sendall(data)
        hang_up(client)


def hang_up(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def proxy(server: Server) -> Iterator[Proxy]:
    between = Proxy(f"{server.socket_dir}/.s.PGSQL.{server.port}")
    yield between
    between.close()


@pytest.fixture
def distant(proxy: Proxy, database: str, tenant: UUID) -> Iterator[TenantRecorder]:
    """A recorder that reaches its database through the proxy."""
    name = psycopg.conninfo.conninfo_to_dict(database)["dbname"]
    dsn = f"postgresql://postgres@127.0.0.1:{proxy.port}/{name}?sslmode=disable"
    with TenantRecorder(dsn, tenant, connections=1) as opened:
        yield opened


@pytest.mark.parametrize("condition", [None, DCBAppendCondition(after=1)])
def test_an_append_whose_answer_was_lost_is_done_once_and_says_so(
    proxy: Proxy, distant: TenantRecorder, condition: DCBAppendCondition | None
) -> None:
    distant.append([EVENT])
    proxy.swallow.set()
    assert distant.append([EVENT, EVENT], condition) == 3
    assert not proxy.swallow.is_set()
    assert [event.position for event in distant.read()] == [1, 2, 3]


def test_an_append_that_is_killed_while_it_waits_is_done_once(
    recorder: TenantRecorder, owner: psycopg.Connection
) -> None:
    recorder.append([EVENT])
    with ThreadPoolExecutor(1) as thread:
        with owner.transaction():
            owner.execute("select from log.tenant_head for update")
            last = thread.submit(recorder.append, [EVENT], DCBAppendCondition(after=1))
            owner.execute("select pg_terminate_backend(%s, 5000)", (waiting(owner),))
        assert last.result(20) == 2
    assert recorder.read().head == 2


def test_connections_that_died_while_idle_are_replaced(
    recorder: TenantRecorder, end_connections: Callable[[str], int]
) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: recorder.append([EVENT]), range(20)))
    assert end_connections(NAME) > 0
    assert recorder.append([EVENT]) == 21
    end_connections(NAME)
    assert recorder.read().head == 21


def waiting(owner: psycopg.Connection) -> int:
    """The backend that waits for the head's lock."""
    tick = threading.Event()
    for _ in range(400):
        owner.execute("select pg_stat_clear_snapshot()")
        found = owner.execute(
            """select pid from pg_stat_activity
                where application_name = %s and wait_event_type = 'Lock'""",
            (NAME,),
        ).fetchone()
        if found:
            return int(found[0])
        tick.wait(0.05)
    raise TimeoutError("nobody waits for the lock")
