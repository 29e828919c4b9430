"""Succession: how positions, times, commands and roots follow each other through a log. Pure."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from taizhang.audit.fault import Fault, What
from taizhang.audit.place import Place, body_faults, decoded, index_faults, stray_faults
from taizhang.audit.tree import Tree
from taizhang.events.catalogue import Catalogue
from taizhang.log.entry import Entry, leaf
from taizhang.log.model import Known, Recorded


class Succession:
    """Takes the places of one log in order and tells what is wrong; holds O(log n) memory."""

    def __init__(self, tenant: UUID, catalogue: Catalogue, known: Mapping[int, str]) -> None:
        self.tree = Tree()
        self._tenant = tenant
        self._catalogue = catalogue
        self._known = known
        self._last = 0
        self._last_at: datetime | None = None
        self._open: dict[UUID, Known] = {}
        """Commands whose range has begun and not ended: one, if all is well."""

    def faults(self, place: Place) -> Iterator[Fault]:
        """What is wrong at one place."""
        yield from self._begun(place)
        event = place.event
        if event is None:
            yield from stray_faults(place)
            return
        yield from self._order(event)
        entry = decoded(event)
        if isinstance(entry, Fault):
            yield entry
        else:
            yield from index_faults(place, entry, self._tenant)
            yield from body_faults(event.position, entry, self._catalogue)
            yield from self._commanded(event, entry)
        yield from self._grown(event)

    def end(self, head: int) -> Iterator[Fault]:
        """What is wrong with where the log ends."""
        if self._last != head:
            yield Fault(head, What.HEAD, str(head), str(self._last))
        for command in self._open.values():
            if command.last > self._last:
                yield _range(command, f"至多到 {self._last}", command.last)
        for size in self._known:
            if size > self.tree.size:
                yield Fault(size, What.ROOT, f"{size} 个事件", f"{self.tree.size} 个事件")

    def _begun(self, place: Place) -> Iterator[Fault]:
        self._open = {id: c for id, c in self._open.items() if c.last >= place.position}
        for command in place.commands:
            if command.last < command.first:
                yield _range(command, f"不小于 {command.first}", command.last)
            for other in self._open.values():
                yield _range(command, f"{other.last} 之后（另一命令 {other.command_id}）", place[0])
            self._open[command.command_id] = command

    def _order(self, event: Recorded) -> Iterator[Fault]:
        if event.position != self._last + 1:
            yield Fault(event.position, What.GAP, str(self._last + 1), str(event.position))
        if self._last_at is not None and event.recorded_at < self._last_at:
            yield _time(event, f"不早于 {self._last_at.isoformat()}")
        self._last, self._last_at = event.position, event.recorded_at

    def _commanded(self, event: Recorded, entry: Entry) -> Iterator[Fault]:
        command = self._open.get(entry.command_id)
        if command is None:
            yield Fault(event.position, What.COMMAND, str(entry.command_id), "（无此记录）")
            return
        digest = hashlib.sha256(command.request).digest()
        if digest != entry.command_hash:
            found = digest.hex()
            yield Fault(event.position, What.COMMAND_HASH, entry.command_hash.hex(), found)
        if command.recorded_at != event.recorded_at:
            yield _time(event, command.recorded_at.isoformat())

    def _grown(self, event: Recorded) -> Iterator[Fault]:
        self.tree.add(leaf(event.position, event.recorded_at, event.entry))
        if expected := self._known.get(self.tree.size):
            found = self.tree.root().hex()
            if found != expected:
                yield Fault(event.position, What.ROOT, expected, found)


def _range(command: Known, expected: str, found: int) -> Fault:
    return Fault(command.first, What.COMMAND_RANGE, expected, f"{found}({command.command_id})")


def _time(event: Recorded, expected: str) -> Fault:
    return Fault(event.position, What.TIME, expected, event.recorded_at.isoformat())
