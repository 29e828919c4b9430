"""Subscribing: everything that matches once and in order, until it is stopped."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from uuid import UUID

import psycopg
import pytest
from eventsourcing.dcb.api import DCBEvent, DCBQuery, DCBQueryItem, DCBSequencedEvent
from psycopg.conninfo import conninfo_to_dict

from taizhang.database.embedded import Server
from taizhang.log.recorder import listener, subscription
from taizhang.log.recorder.recorder import TenantRecorder
from taizhang.log.recorder.subscription import PAGE

EVENT = DCBEvent("happened", b"data", ["a"])
PATIENCE = 20.0


class Reader(threading.Thread):
    """Reads a subscription to its end, and lets a test wait for what it has seen."""

    def __init__(self, events: Iterator[DCBSequencedEvent]) -> None:
        super().__init__()
        self._events = events
        self._grown = threading.Condition()
        self.seen: list[int] = []
        self.start()

    def run(self) -> None:
        for event in self._events:
            with self._grown:
                self.seen.append(event.position)
                self._grown.notify_all()

    def saw(self, count: int) -> bool:
        with self._grown:
            return self._grown.wait_for(lambda: len(self.seen) >= count, PATIENCE)

    def ended(self) -> bool:
        self.join(PATIENCE)
        return not self.is_alive()


@pytest.fixture
def no_poll(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever wakes a subscription now is a hint."""
    monkeypatch.setattr(subscription, "_POLL_SECONDS", 600.0)
    monkeypatch.setattr(listener, "_POLL_SECONDS", 600.0)


def test_more_than_a_page_comes_in_order(recorder: TenantRecorder) -> None:
    recorder.append([EVENT] * (2 * PAGE + 1))
    with recorder.subscribe(after=3) as events:
        seen = [event.position for event in islice(events, 2 * PAGE - 2)]
    assert seen == list(range(4, 2 * PAGE + 2))


def test_only_what_matches_comes(recorder: TenantRecorder) -> None:
    for tag in "abab":
        recorder.append([DCBEvent("happened", b"", [tag])])
    with recorder.subscribe(DCBQuery([DCBQueryItem(tags=["b"])])) as events:
        assert [event.position for event in islice(events, 2)] == [2, 4]


def test_many_writers_are_seen_once_and_in_order(recorder: TenantRecorder) -> None:
    with recorder.subscribe() as events:
        reader = Reader(events)
        with ThreadPoolExecutor(4) as threads:
            list(threads.map(lambda _: recorder.append([EVENT] * 3), range(40)))
        assert reader.saw(120)
    assert reader.ended()
    assert reader.seen == list(range(1, 121))


@pytest.mark.usefixtures("no_poll")
def test_another_processs_append_is_heard(
    database: str, tenant: UUID, recorder: TenantRecorder
) -> None:
    with recorder.subscribe() as events, TenantRecorder(database, tenant) as other:
        reader = Reader(events)
        for count in (1, 2, 3):
            other.append([EVENT])
            assert reader.saw(count)
    assert reader.ended()


def test_a_lost_hint_costs_time_and_no_event(
    recorder: TenantRecorder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(TenantRecorder, "_wake", lambda self: None)
    with recorder.subscribe() as events:
        reader = Reader(events)
        recorder.append([EVENT])
        assert reader.saw(1)
    assert reader.ended()


@pytest.mark.usefixtures("no_poll")
def test_stop_ends_a_blocked_thread(recorder: TenantRecorder) -> None:
    recorder.append([EVENT])
    events = recorder.subscribe()
    reader = Reader(events)
    assert reader.saw(1)
    events.stop()
    assert reader.ended()


@pytest.mark.usefixtures("no_poll")
def test_closing_the_recorder_ends_its_subscriptions(recorder: TenantRecorder) -> None:
    readers = [Reader(recorder.subscribe()) for _ in range(3)]
    recorder.append([EVENT])
    assert all(reader.saw(1) for reader in readers)
    recorder.close()
    assert all(reader.ended() for reader in readers)


def test_a_stopped_subscription_yields_nothing_that_it_holds(recorder: TenantRecorder) -> None:
    recorder.append([EVENT, EVENT])
    events = recorder.subscribe()
    next(events)
    events.stop()
    assert list(events) == []


def test_killed_connections_are_survived(
    recorder: TenantRecorder, end_connections: Callable[[str], int]
) -> None:
    with recorder.subscribe() as events:
        reader = Reader(events)
        for count in range(1, 6):
            recorder.append([EVENT])
            assert reader.saw(count)
            assert end_connections("taizhang%") >= 1
    assert reader.ended()
    assert reader.seen == [1, 2, 3, 4, 5]


def test_a_database_that_is_away_is_waited_for(
    recorder: TenantRecorder,
    server: Server,
    database: str,
    end_connections: Callable[[str], int],
    caplog: pytest.LogCaptureFixture,
) -> None:
    name = str(conninfo_to_dict(database)["dbname"])
    with psycopg.connect(server.dsn(), autocommit=True) as admin, recorder.subscribe() as events:
        reader = Reader(events)
        recorder.append([EVENT])
        assert reader.saw(1)
        admin.execute(f"alter database {name} allow_connections false")
        end_connections("taizhang%")
        assert noticed(caplog)
        admin.execute(f"alter database {name} allow_connections true")
        recorder.append([EVENT])
        assert reader.saw(2)
    assert reader.ended()


def noticed(caplog: pytest.LogCaptureFixture) -> bool:
    """Until the subscription has said that it waits."""
    tick = threading.Event()
    for _ in range(int(PATIENCE / 0.05)):
        if "waits for the database" in caplog.text:
            return True
        tick.wait(0.05)
    return False
