"""Subscription: what matches, once and in order, without end."""

import logging
import threading
from collections import deque
from collections.abc import Callable

from eventsourcing.dcb.api import DCBQuery, DCBSequencedEvent, DCBSubscription, TDCBRecorder_co
from eventsourcing.persistence import OperationalError, PersistenceError

PAGE = 500
_POLL_SECONDS = 1.0
_log = logging.getLogger(__name__)


class Subscription(DCBSubscription[TDCBRecorder_co]):
    """Blocks behind the last event until there is another, or until it is stopped.

    Holds at most one page in memory. A database that is away is waited for.
    """

    def __init__(
        self,
        recorder: TDCBRecorder_co,
        query: DCBQuery | None,
        after: int | None,
        stopped: Callable[["Subscription[TDCBRecorder_co]"], None],
    ) -> None:
        super().__init__(recorder, query, after)
        self._stopped = stopped
        self._page: deque[DCBSequencedEvent] = deque()
        self._news = threading.Event()

    def wake(self) -> None:
        """The log may have grown."""
        self._news.set()

    def stop(self) -> None:
        """End the iteration, also of a thread that is blocked in it."""
        super().stop()
        self.wake()
        self._stopped(self)

    def __next__(self) -> DCBSequencedEvent:
        while not self._has_been_stopped:
            if self._page:
                event = self._page.popleft()
                self._last_position = event.position
                return event
            self._news.clear()  # before reading, or what comes in between is slept through
            self._read()
            if not self._page and not self._has_been_stopped:
                self._news.wait(_POLL_SECONDS)
        raise StopIteration

    def _read(self) -> None:
        try:
            found = self._recorder.read(self._query, after=self._last_position, limit=PAGE)
            self._page.extend(found)
        except PersistenceError as error:
            if self._has_been_stopped:
                return  # the recorder may have been closed since
            if not isinstance(error, OperationalError):
                raise
            _log.warning("subscription waits for the database: %s", error)
