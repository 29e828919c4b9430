"""What a recount reads: the events of a box, and the list that its count was recorded with."""

from pathlib import Path

import msgspec

from taizhang.app import Platform
from taizhang.audit.recount_log import BOX_EVENTS, NOT_TALLIED
from taizhang.dispatch.decision import events_of
from taizhang.dispatch.record import read_record
from taizhang.domain.ballots.commands import RecordTally
from taizhang.domain.ballots.count_events import Tallied
from taizhang.domain.ballots.lists import ChoiceList
from taizhang.domain.names import BOX
from taizhang.errors import Refusal, Refused
from taizhang.log.entry import decode
from taizhang.log.model import Selector
from taizhang.tenancy.register import Tenant

UNREADABLE = Refusal(
    "audit.unreadable_list",
    zh="清单文件“{file}”不能按计票清单读取（{why}）",
    en="the file {file!r} is no list of a count ({why})",
)


async def events_of_box(platform: Platform, tenant: Tenant, box: str) -> list[object]:
    """All that the log holds of a box, in order."""
    types = tuple(kind.event_name for kind in BOX_EVENTS)
    boundary = await platform.log.read_boundary(tenant.id, [Selector(types, (BOX(box),))])
    return [event for _, event in events_of(platform.schemes.catalogue, boundary.events)]


async def recorded_lists(platform: Platform, tenant: Tenant, box: str) -> list[ChoiceList]:
    """The lists as the tellers recorded them. Raises Refused(`audit.not_tallied`)."""
    tallied = Selector((Tallied.event_name,), (BOX(box),))
    boundary = await platform.log.read_boundary(tenant.id, [tallied])
    if not boundary.events:
        raise Refused(NOT_TALLIED(box=box))
    entry = decode(boundary.events[0].entry)
    known = await platform.log.command(tenant.id, entry.command_id)
    if known is None:
        raise Refused(NOT_TALLIED(box=box))
    return msgspec.convert(read_record(known.request).body, RecordTally).lists


def lists_in(file: Path) -> list[ChoiceList]:
    """The lists that a file holds, as `taizhang audit lists` prints them. Raises Refused."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=list[ChoiceList])
    except (OSError, msgspec.MsgspecError) as error:
        raise Refused(UNREADABLE(file=str(file), why=str(error))) from error


def shares_in(file: Path) -> list[str]:
    """The shares that a file holds, one a line: an argument would show in the list of processes."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(UNREADABLE(file=str(file), why=str(error))) from error
    return [line.strip() for line in lines if line.strip()]
