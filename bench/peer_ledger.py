"""The peer's replay: eventsourcing's repository over `eventsourcing.dcb.postgres_tt`.

The events are the very same classes, which are the library's msgspec decisions. A repository
replays in two ways, and both are measured: a slice without selectors is advanced over everything
(one plain `SELECT`, its quickest); and, as `get` reads an object, over all events of one tag.
"""

from itertools import islice
from typing import Any

from bench.ledger import history
from eventsourcing.dcb.application import DCBRepository
from eventsourcing.dcb.domain import Selector, Slice, Tagged
from eventsourcing.dcb.msgpack import MessagePackMapper
from eventsourcing.dcb.persistence import DCBEventStore
from eventsourcing.dcb.postgres_tt import PostgresDCBRecorderTT
from eventsourcing.domain import event
from eventsourcing.postgres import PostgresDatastore

from taizhang.domain.tickets.events import (
    ProgressReported,
    TicketAssigned,
    TicketClosed,
    TicketOpened,
    TicketVerified,
)
from taizhang.events.event import Event
from taizhang.events.tags import tags_of

_COMMAND = 1_000
_ALL = "ledger:1"


class Ledger(Slice[Event]):
    """What stands at the end, kept the cheap way: plain dictionaries, changed in place."""

    def __init__(self, *tags: str) -> None:
        self.tickets: dict[str, dict[str, Any]] = {}
        self._tags = tags

    def consistency_boundary(self) -> list[Selector]:
        """Everything, or all events of a tag."""
        return [Selector(tags=self._tags)] if self._tags else []

    @event(TicketOpened)
    def _(self, ticket: str, organisation: str, problem: str, due_on: Any) -> None:
        self.tickets[ticket] = {
            "organisation": organisation,
            "problem": problem,
            "due_on": due_on,
            "state": "opened",
        }

    @event(TicketAssigned)
    def _(self, ticket: str, responsible: str, supervisor: str, target: str) -> None:
        self.tickets[ticket].update(
            state="assigned", responsible=responsible, supervisor=supervisor, target=target
        )

    @event(ProgressReported)
    def _(self, ticket: str, text: str, finished: bool) -> None:
        state = "mended" if finished else "assigned"
        self.tickets[ticket].update(state=state, progress=text)

    @event(TicketVerified)
    def _(self, ticket: str, verifier: str) -> None:
        self.tickets[ticket].update(state="verified", verifier=verifier)

    @event(TicketClosed)
    def _(self, ticket: str) -> None:
        self.tickets[ticket]["state"] = "closed"


class Peer:
    """The library's repository over a database of its own, `peer`."""

    def __init__(self, socket: str, port: int) -> None:
        self._store = PostgresDatastore(
            dbname="peer", host=socket, port=str(port), user="postgres", password=""
        )
        recorder = PostgresDCBRecorderTT(self._store, events_table_name="ledger")
        recorder.create_table()
        self._events: DCBEventStore[Any] = DCBEventStore(MessagePackMapper(), recorder)

    def __enter__(self) -> "Peer":
        return self

    def __exit__(self, *_: object) -> None:
        self._store.close()

    def fill(self, events: int) -> None:
        """Append the history, a thousand events at a time."""
        story = history(events)
        while batch := list(islice(story, _COMMAND)):
            self._events.append([Tagged([*tags_of(each), _ALL], each) for each in batch])

    def replay(self) -> Ledger:
        """The slice, advanced to the head over everything."""
        return DCBRepository(self._events).advance(Ledger())

    def replay_tag(self) -> Ledger:
        """The slice, advanced to the head over the tag that all events carry."""
        return DCBRepository(self._events).advance(Ledger(_ALL))
