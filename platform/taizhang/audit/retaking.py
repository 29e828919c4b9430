"""Retaking: reads what a recorded decision rested on, has it decided again, and judges it."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import asyncpg

from taizhang.audit.case import Case, Unreadable, case
from taizhang.audit.comparing import difference, envelope_difference
from taizhang.audit.deciding import (
    boundary_of,
    context_of,
    decide_again,
    refusal,
    slice_of,
)
from taizhang.audit.outcome import Outcome, Retaken
from taizhang.dispatch.checking import check
from taizhang.dispatch.citing import cited_by
from taizhang.dispatch.decision import Placed, events_of
from taizhang.dispatch.record import CommandRecord, read_record
from taizhang.dispatch.standing import Standing
from taizhang.errors import Refused
from taizhang.events.amendments import AMENDING
from taizhang.log.log import Log
from taizhang.log.model import Known, Recorded, Selector
from taizhang.schemes import Schemes
from taizhang.tenancy.keyring import Keyring
from taizhang.tenancy.register import Tenant

_AMENDING = tuple(kind.event_name for kind in AMENDING)


class Retaking:
    """Takes the recorded decisions of one tenant again: on what they read or, `amended`, on that
    as it stands after all corrections and annulments since.
    """

    def __init__(
        self,
        log: Log,
        schemes: Schemes,
        keyring: Keyring,
        pool: Any,
        tenant: Tenant,
        standing: Standing,
        *,
        amended: bool = False,
    ) -> None:
        self._log = log
        self._schemes = schemes
        self._keyring = keyring
        self._pool = pool
        self._tenant = tenant
        self._standing = standing
        self._amended = amended

    async def of(self, known: Known) -> Retaken:
        """What comes of one recorded command."""
        name = "?"
        try:
            record = _record(known)
            name = record.name
            case_ = await self._case(known, record)
            outcome, detail = await self._judged(case_)
        except Unreadable as error:
            outcome, detail = Outcome.UNREADABLE, str(error)
        return Retaken(
            command_id=known.command_id,
            name=name,
            first=known.first,
            last=known.last,
            outcome=outcome,
            detail=detail,
        )

    async def _case(self, known: Known, record: CommandRecord) -> Case:
        kind = self._schemes.commands.get(record.name)
        if kind is None:
            raise Unreadable(f"没有安装能办理“{record.name}”的方案")
        count = known.last - known.first + 1
        return await case(
            self._pool,
            self._keyring,
            self._schemes.catalogue,
            self._tenant,
            known=known,
            record=record,
            kind=kind,
            events=await self._log.read_after(self._tenant.id, known.first - 1, count),
        )

    async def _judged(self, case_: Case) -> tuple[Outcome, str]:
        if detail := envelope_difference([e for e, _ in case_.stored], case_.record):
            return Outcome.DIFFERENT, detail
        detail = await self._difference(case_)
        if detail is None:
            return Outcome.SAME, ""
        if case_.erased:
            return Outcome.UNREADABLE, f"个人信息已删除，只能部分重算；{detail}"
        decided_by = type(case_.command).decided_by
        assert decided_by is not None
        if (was := case_.record.decision_version) != decided_by.decision_version:
            versions = f"判定程序原为第 {was} 版，现为第 {decided_by.decision_version} 版"
            return Outcome.CODE_CHANGED, f"{versions};{detail}"
        return Outcome.DIFFERENT, detail

    async def _difference(self, case_: Case) -> str | None:
        authority = self._standing.as_of(case_.record.head)
        slice_ = slice_of(case_.command)
        slice_.cited = await cited_by(self._log, self._schemes.catalogue, self._tenant.id, slice_)
        try:
            selectors = boundary_of(slice_, authority)
        except Refused as refused:
            return refusal(refused)
        # What amends facts has read their amendments itself.
        amended = self._amended and not slice_.cites()
        kept = partial(_was_read, case_.record.head, amended=amended)
        events = await self._read(selectors, kept)
        context = context_of(case_, authority)
        try:
            decide_again(self._schemes, slice_, context, events)
            log, schemes, tenant = self._log, self._schemes, self._tenant.id
            await check(log, schemes, tenant, slice_, context, kept=kept)
        except Refused as refused:
            return refusal(refused)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            raise  # the database is gone: that says nothing about the decision
        except Exception as error:  # a fault of the slice must not end the audit
            return f"重算出错：{error!r}"
        again = [tagged.decision for tagged in slice_.new_decisions]
        return difference(case_.stored, again, self._tenant.id, case_.keys)

    async def _read(
        self, selectors: Iterable[Selector], kept: Callable[[Recorded], bool]
    ) -> list[Placed]:
        """What the decision read, or would read of it as amended since. Raises Unreadable."""
        boundary = await self._log.read_boundary(self._tenant.id, selectors)
        before = [event for event in boundary.events if kept(event)]
        try:
            return events_of(self._schemes.catalogue, before)
        except Exception as error:  # an upcast may fail in any way
            raise Unreadable(f"所依据的条目无法解读：{error}") from error


def _was_read(head: int, event: Recorded, *, amended: bool) -> bool:
    return event.position <= head or (amended and event.type in _AMENDING)


def _record(known: Known) -> CommandRecord:
    try:
        return read_record(known.request)
    except ValueError as error:
        raise Unreadable(f"命令记录无法解读：{error}") from error
