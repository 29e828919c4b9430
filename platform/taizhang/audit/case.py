"""Case: one recorded command with all that is needed to judge it again."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from taizhang.audit.opening import ERASED, opened, people_in, with_keys
from taizhang.commands.command import Command
from taizhang.database.pool import answering
from taizhang.dispatch.record import CommandRecord
from taizhang.events.catalogue import Catalogue, Unknown
from taizhang.events.event import Event
from taizhang.log import entry
from taizhang.log.entry import Entry
from taizhang.log.model import Known, Recorded
from taizhang.tenancy.keyring import Keyring
from taizhang.tenancy.register import Tenant


class Unreadable(Exception):  # noqa: N818 - it says what the command is
    """A recorded command that this release cannot judge; the text says why."""


class Case(Struct, frozen=True):
    """What was asked, what became of it, and the keys of the people it names."""

    known: Known
    record: CommandRecord
    command: Command
    stored: Sequence[tuple[Entry, Event | Unknown]]
    keys: Mapping[str, bytes]
    erased: bool
    """Whether a value that the decision saw is gone for good."""


async def case(
    pool: Any,
    keyring: Keyring,
    catalogue: Catalogue,
    tenant: Tenant,
    *,
    known: Known,
    record: CommandRecord,
    kind: type[Command],
    events: Sequence[Recorded],
) -> Case:
    """Read a command and its events. Raises Unreadable."""
    stored = [_read(catalogue, event) for event in events]
    people = people_in(record.body, kind).union(*(e.keys for e, _ in stored))
    keys = await _keys(pool, keyring, tenant, people)
    body = opened(record.body, kind, with_keys(keys, tenant.id, record.name))
    try:
        command = msgspec.convert(body, kind, builtin_types=(bytes,))
    except msgspec.ValidationError as error:
        raise Unreadable(f"命令内容不能按“{kind.command_title}”解读：{error}") from error
    return Case(known, record, command, stored, keys, erased=_holds(body, ERASED))


def _read(catalogue: Catalogue, event: Recorded) -> tuple[Entry, Event | Unknown]:
    try:
        e = entry.decode(event.entry)
        return e, catalogue.read(e.type, e.schema, bytes(e.body))
    except Exception as error:  # an upcast may fail in any way
        raise Unreadable(f"位置 {event.position} 的条目无法解读：{error}") from error


async def _keys(
    pool: Any, keyring: Keyring, tenant: Tenant, people: set[str]
) -> Mapping[str, bytes]:
    if not people:
        return {}
    async with answering(), pool.acquire() as connection:
        return await keyring.read(connection, tenant.id, people)


def _holds(plain: Any, wanted: object) -> bool:
    if isinstance(plain, dict):
        return any(_holds(field, wanted) for field in plain.values())
    if isinstance(plain, list):
        return any(_holds(item, wanted) for item in plain)
    return plain is wanted
