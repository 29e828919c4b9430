"""The peers: eventsourcing's PostgreSQL recorder and UmaDB, as their documentation uses them."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import umadb
from bench.appending.ballot import BODY, BOX, slip
from bench.measure import Run, latencies
from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem
from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT
from eventsourcing.postgres import PostgresDatastore


def eventsourcing_tt(socket: str, port: int, threads: int, seconds: float) -> Run:
    """`after` stays at the head that was last returned."""
    store = PostgresDatastore(
        dbname="peer",
        host=socket,
        port=str(port),
        user="postgres",
        password="",
        pool_size=threads,
        max_overflow=threads,
    )
    recorder = PostgresDCBRecorderTT(store)
    recorder.create_table()
    head = [recorder.append([DCBEvent("Started", b"", ["start"])])]

    def cast() -> None:
        paper = slip()
        query = DCBQuery([DCBQueryItem(["Cast"], [paper]), DCBQueryItem(["Closed"], [BOX])])
        condition = DCBAppendCondition(query, after=head[0])
        event = DCBEvent("Cast", BODY, [paper, BOX])
        head[0] = max(head[0], recorder.append([event], condition))

    run = _threads(cast, threads, seconds)
    store.close()
    return run


def uma(url: str, threads: int, seconds: float) -> Run:
    """One client shared by all threads; `after` at the head that was last returned."""
    client = umadb.Client(url=url)
    head = [client.append([umadb.Event(event_type="Started", data=b"", tags=["start"])])]

    def cast() -> None:
        paper = slip()
        items = [
            umadb.QueryItem(types=["Cast"], tags=[paper]),
            umadb.QueryItem(types=["Closed"], tags=[BOX]),
        ]
        condition = umadb.AppendCondition(umadb.Query(items), after=head[0])
        event = umadb.Event(event_type="Cast", data=BODY, tags=[paper, BOX])
        head[0] = max(head[0], client.append([event], condition))

    return _threads(cast, threads, seconds)


@contextmanager
def uma_server(folder: Path, port: int) -> Iterator[str]:
    """UmaDB's own server, from the package, on loopback."""
    program = Path(sys.executable).parent / "umadb"
    arguments = [str(program), "--listen", f"127.0.0.1:{port}", "--db-path", str(folder)]
    server = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        _await(lambda: umadb.Client(url=url).head())
        yield url
    finally:
        server.terminate()
        server.wait(10)


def _await(ready: Callable[[], Any]) -> None:
    for _ in range(100):
        try:
            ready()
        except Exception:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the peer's server did not start")


def _threads(work: Callable[[], None], threads: int, seconds: float) -> Run:
    took: list[float] = []

    def client(until: float, kept: list[float]) -> None:
        while (begun := time.perf_counter()) < until:
            work()
            kept.append(time.perf_counter() - begun)

    def all_clients(length: float, kept: list[float]) -> float:
        begun = time.perf_counter()
        crew = [
            threading.Thread(target=client, args=(begun + length, kept)) for _ in range(threads)
        ]
        for thread in crew:
            thread.start()
        for thread in crew:
            thread.join()
        return time.perf_counter() - begun

    all_clients(0.3, [])
    elapsed = all_clients(seconds, took)
    return latencies(took, elapsed)
