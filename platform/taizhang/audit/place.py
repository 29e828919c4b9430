"""Place: all that is stored about one position, and whether it agrees with the entry there. Pure.

The entry is what is kept; the other columns and the tag rows are an index over it.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from taizhang.audit.fault import Fault, What
from taizhang.events.catalogue import Catalogue
from taizhang.log.entry import FORMAT, Entry, decode
from taizhang.log.model import Known, Recorded


class TagRow(NamedTuple):
    """One row of the tag index."""

    tag: str
    type: str


class Place(NamedTuple):
    """One position: its event if there is one, its tag rows, and the commands that begin here."""

    position: int
    event: Recorded | None
    tags: Sequence[TagRow]
    commands: Sequence[Known]


def decoded(event: Recorded) -> Entry | Fault:
    """The entry of an event, or why there is none."""
    try:
        entry = decode(event.entry)
    except (ValueError, RecursionError) as error:
        return Fault(event.position, What.ENTRY, "可解读的条目", str(error))
    if entry.format != FORMAT:
        return Fault(event.position, What.ENTRY, f"格式 {FORMAT}", f"格式 {entry.format}")
    return entry


def index_faults(place: Place, entry: Entry, tenant: UUID) -> Iterator[Fault]:
    """Where columns and tag rows say something else than the entry."""
    event, at = place.event, place.position
    assert event is not None
    if entry.tenant != tenant:
        yield Fault(at, What.TENANT, str(tenant), str(entry.tenant))
    if event.type != entry.type:
        yield Fault(at, What.TYPE, entry.type, event.type)
    if list(event.tags) != entry.tags:
        yield Fault(at, What.TAGS, _listed(entry.tags), _listed(event.tags))
    wanted = {TagRow(tag, entry.type) for tag in entry.tags}
    if set(place.tags) != wanted:
        yield Fault(at, What.TAG_ROWS, _rows(wanted), _rows(place.tags))


def body_faults(position: int, entry: Entry, catalogue: Catalogue) -> Iterator[Fault]:
    """Whether the body reads as what its name promises. Unknown names promise nothing."""
    try:
        catalogue.read(entry.type, entry.schema, bytes(entry.body))
    except Exception as error:  # an upcast may fail in any way
        yield Fault(position, What.BODY, f"{entry.type} 第 {entry.schema} 版", str(error))


def stray_faults(place: Place) -> Iterator[Fault]:
    """Tag rows and commands at a position that has no event."""
    if place.tags:
        yield Fault(place.position, What.TAG_ROWS, "（无事件）", _rows(place.tags))
    for command in place.commands:
        found = f"{command.command_id} 从此开始"
        yield Fault(place.position, What.COMMAND_RANGE, "（无事件）", found)


def _listed(tags: Iterable[str]) -> str:
    return "、".join(tags) or "（无）"


def _rows(rows: Iterable[TagRow]) -> str:
    return _listed(sorted(f"{row.tag}({row.type})" for row in rows))
