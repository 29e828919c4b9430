"""Batch: commands of one tenant as the columns that `log.append` takes, and its answer as outcomes.

Columns of plain values cost the server two thirds of what one array of nested records costs.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Annotated, Any, get_type_hints
from uuid import UUID

from msgspec import Struct
from msgspec.structs import astuple

from taizhang.log.model import NewCommand, Outcome, Selector

Numbers = Annotated[list[int], "int[]"]
Texts = Annotated[list[str], "text[]"]
Bytes = Annotated[list[bytes], "bytea[]"]


class Columns(Struct):
    """The parameters of `log.append`, with their types there. Places in a column count from 1."""

    ids: Annotated[list[UUID], "uuid[]"] = []
    macs: Bytes = []
    requests: Bytes = []
    afters: Annotated[list[int], "bigint[]"] = []
    incarnations: Annotated[list[UUID | None], "uuid[]"] = []
    counts: Numbers = []
    event_commands: Numbers = []
    types: Texts = []
    tag_lists: Texts = []
    entries: Bytes = []
    tag_events: Numbers = []
    tags: Texts = []
    tag_types: Texts = []
    probe_commands: Numbers = []
    probe_tags: Texts = []
    probe_types: Texts = []
    selector_commands: Numbers = []
    selectors: Annotated[list[Selector], "log.selector[]"] = []
    clock: Annotated[datetime | None, "timestamptz"] = None

    def add(self, command: NewCommand) -> None:
        """One command more."""
        self.ids.append(command.command_id)
        self.macs.append(command.request_mac)
        self.requests.append(command.request)
        self.afters.append(command.after)
        self.incarnations.append(command.incarnation)
        self.counts.append(len(command.events))
        self._add_events(command)
        for selector in command.selectors:
            self._add_selector(selector)

    def _add_events(self, command: NewCommand) -> None:
        place = len(self.ids)
        for event in command.events:
            self.event_commands.append(place)
            self.types.append(event.type)
            self.tag_lists.append(_array(event.tags))
            self.entries.append(event.entry)
            number = len(self.types)
            for tag in dict.fromkeys(event.tags):
                self.tag_events.append(number)
                self.tags.append(tag)
                self.tag_types.append(event.type)

    def _add_selector(self, selector: Selector) -> None:
        place = len(self.ids)
        if len(selector.tags) != 1 or not selector.types:
            self.selector_commands.append(place)
            self.selectors.append(selector)
            return
        for wanted in selector.types:
            self.probe_commands.append(place)
            self.probe_tags.append(selector.tags[0])
            self.probe_types.append(wanted)


_HINTS = get_type_hints(Columns, include_extras=True)
#: What each parameter is cast to: a driver cannot guess the type of an empty array.
CASTS = tuple(_HINTS[name].__metadata__[0] for name in Columns.__struct_fields__)


def columns(commands: Sequence[NewCommand]) -> tuple[Any, ...]:
    """A batch as parameters. Only its first command may move the clock."""
    batch = Columns(clock=commands[0].clock)
    for command in commands:
        batch.add(command)
    return astuple(batch)


def outcomes(commands: Sequence[NewCommand], rows: Iterable[Any]) -> Iterator[Outcome]:
    """What became of each command, from the rows of `log.append`."""
    apart = {row[0]: Outcome(*row[1:]) for row in rows}
    appended = apart.get(None)
    first = (appended and appended.first) or 0
    for place, command in enumerate(commands, 1):
        if place in apart:
            yield apart[place]
        else:
            last = first + len(command.events) - 1
            yield Outcome("appended", first, last, appended and appended.recorded_at)
            first = last + 1


def _array(texts: Iterable[str]) -> str:
    """An array literal of PostgreSQL."""
    quoted = [text.replace("\\", "\\\\").replace('"', '\\"') for text in texts]
    return '{"' + '","'.join(quoted) + '"}' if quoted else "{}"
