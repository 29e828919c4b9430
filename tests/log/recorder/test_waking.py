"""A subscription's waits, one at a time: over a recorder in memory, where nothing else wakes it."""

import threading
from collections.abc import Callable

import pytest
from eventsourcing.dcb.api import DCBEvent, DCBQuery, DCBReadResponse
from eventsourcing.dcb.popo import InMemoryDCBRecorder
from eventsourcing.persistence import InterfaceError

from taizhang.log.recorder import subscription as module
from taizhang.log.recorder.subscription import Subscription

EVENT = DCBEvent("happened", b"data", ["a"])
PATIENCE = 10.0


class Watched(InMemoryDCBRecorder):
    """Does something once, between reading and answering."""

    then: Callable[[], object] | None = None

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        found = super().read(query, after=after, limit=limit)
        then, self.then = self.then, None
        if then is not None:
            then()
        return found


class Bell(threading.Event):
    """Says when somebody waits for it."""

    def __init__(self) -> None:
        super().__init__()
        self.waited_for = threading.Event()

    def wait(self, timeout: float | None = None) -> bool:
        self.waited_for.set()
        return super().wait(timeout)


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> Subscription[Watched]:
    monkeypatch.setattr(module, "_POLL_SECONDS", 600.0)
    return Subscription(Watched(), None, None, lambda _: None)


def reading(events: Subscription[Watched]) -> threading.Thread:
    thread = threading.Thread(target=lambda: next(events, None), daemon=True)
    thread.start()
    return thread


def test_what_is_appended_between_reading_and_waiting_is_not_slept_through(
    events: Subscription[Watched],
) -> None:
    recorder = events._recorder

    def append() -> None:
        recorder.append([EVENT])
        events.wake()

    recorder.then = append
    thread = reading(events)
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_stop_between_reading_and_waiting_is_not_slept_through(
    events: Subscription[Watched],
) -> None:
    events._recorder.then = events.stop
    thread = reading(events)
    thread.join(PATIENCE)
    assert not thread.is_alive()


def test_a_read_that_fails_after_the_stop_is_nobodys_business(
    events: Subscription[Watched],
) -> None:
    def close() -> None:
        events.stop()
        raise InterfaceError("closed")

    events._recorder.then = close
    assert list(events) == []


def test_a_read_that_fails_for_another_reason_than_the_database_is_told(
    events: Subscription[Watched],
) -> None:
    def close() -> None:
        raise InterfaceError("closed")

    events._recorder.then = close
    with pytest.raises(InterfaceError):
        next(events)


def test_stop_wakes_whoever_waits(events: Subscription[Watched]) -> None:
    events._news = bell = Bell()
    thread = reading(events)
    assert bell.waited_for.wait(PATIENCE)
    events.stop()
    thread.join(PATIENCE)
    assert not thread.is_alive()
