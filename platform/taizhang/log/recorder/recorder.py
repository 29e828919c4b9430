"""Recorder: `eventsourcing.dcb.api.DCBRecorder` over one tenant's log."""

import secrets
import threading
import uuid
from collections.abc import Iterator, Sequence
from typing import Self

from eventsourcing.dcb.api import (
    DCBAppendCondition,
    DCBEvent,
    DCBQuery,
    DCBReadResponse,
    DCBRecorder,
    DCBSequencedEvent,
)
from eventsourcing.persistence import IntegrityError, InterfaceError, ProgrammingError

from taizhang.log.model import NewCommand, NewEvent, Selector
from taizhang.log.owner import is_the_platforms
from taizhang.log.recorder.connections import Connections
from taizhang.log.recorder.faults import as_the_librarys
from taizhang.log.recorder.listener import Listener
from taizhang.log.recorder.reading import Reading, selectors, sequenced
from taizhang.log.recorder.subscription import Subscription
from taizhang.log.recorder.tenant_log import Found, TenantLog

ROLE = "taizhang_app"
PAGE = 500  # events


class TenantRecorder(DCBRecorder):
    """A tenant's log as the library sees one. May be used by many threads; close it at the end."""

    def __init__(self, dsn: str, tenant: uuid.UUID, *, connections: int = 4) -> None:
        self._dsn = dsn
        self._tenant = tenant
        self._connections = Connections(dsn, ROLE, size=connections)
        self._log = TenantLog(self._connections, tenant)
        self._lock = threading.Lock()
        self._listener: Listener | None = None
        self._subscriptions: set[Subscription[Self]] = set()
        self._may_append = False
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop all subscriptions and close all connections."""
        with self._lock:
            self._closed = True
            listener, self._listener = self._listener, None
        for subscription in self._listening():
            subscription.stop()
        if listener is not None:
            listener.close()
        self._connections.close()

    def read(
        self, query: DCBQuery | None = None, *, after: int | None = None, limit: int | None = None
    ) -> DCBReadResponse:
        """Events as of now, in order. Without a limit they are fetched by page while they are
        consumed, so that a long log needs little memory; the head stays the one of the first page.
        """
        wanted = selectors(query)
        head, found = self._read(wanted, after or 0, PAGE if limit is None else limit)
        if limit is None:
            return Reading(self._rest(wanted, head, found), head)
        return Reading(map(sequenced, found), found[-1].position if found else 0)

    def append(
        self, events: Sequence[DCBEvent], condition: DCBAppendCondition | None = None
    ) -> int:
        """The last event's position. Raises IntegrityError when the condition fails, DataError for
        a tag that is empty, longer than 200 characters or holds NUL, and OperationalError when the
        database is away: then it may have been done or not."""
        if len(events) == 0:
            raise ProgrammingError("there is no event to append")
        command = NewCommand(
            command_id=uuid.uuid4(),
            request_mac=secrets.token_bytes(32),
            request=b"",
            after=(condition and condition.after) or 0,
            selectors=selectors(condition.fail_if_events_match) if condition else [],
            events=[NewEvent(e.type, list(e.tags), e.data) for e in events],
        )
        listener = self._hear()
        with as_the_librarys():
            last = self._append(command)
        if last is None:
            raise IntegrityError(condition)
        self._wake()
        listener.grown()
        return last

    def subscribe(
        self, query: DCBQuery | None = None, *, after: int | None = None
    ) -> Subscription[Self]:
        """All that matches after a position, and then whatever is appended."""
        subscription = Subscription(self, query, after, self._forget)
        self._hear()
        with self._lock:
            self._subscriptions.add(subscription)
        return subscription

    def _read(self, wanted: Sequence[Selector], after: int, limit: int) -> tuple[int, list[Found]]:
        with as_the_librarys():
            return self._log.page(wanted, after, limit)

    def _rest(
        self, wanted: Sequence[Selector], head: int, found: list[Found]
    ) -> Iterator[DCBSequencedEvent]:
        yield from map(sequenced, found)
        while len(found) == PAGE and found[-1].position < head:
            _, found = self._read(wanted, found[-1].position, PAGE)
            yield from (sequenced(event) for event in found if event.position <= head)

    def _append(self, command: NewCommand) -> int | None:
        """A log has one kind of writer: an empty one is begun only as long as it stays empty."""
        if self._may_append:
            return self._log.append(command)
        first = self._log.first()
        if first is not None and is_the_platforms(self._tenant, first):
            raise ProgrammingError("this log is written by the platform's commands: read it only")
        self._may_append = first is not None
        if first is not None:
            return self._log.append(command)
        last = self._log.append(command._replace(after=0, selectors=[Selector([], [])]))
        return self._append(command) if last is None else last

    def _hear(self) -> Listener:
        with self._lock:
            if self._closed:
                raise InterfaceError("this recorder is closed")
            if self._listener is None:
                self._listener = Listener(self._dsn, ROLE, self._tenant, self._wake)
            return self._listener

    def _wake(self) -> None:
        for subscription in self._listening():
            subscription.wake()

    def _listening(self) -> list[Subscription[Self]]:
        with self._lock:
            return list(self._subscriptions)

    def _forget(self, subscription: Subscription[Self]) -> None:
        with self._lock:
            self._subscriptions.discard(subscription)
