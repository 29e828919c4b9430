"""Dispatcher: one command from request to receipt. The only write path."""

import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

import asyncpg
from msgspec.structs import replace

from taizhang.bounded import Bounded
from taizhang.commands.command import Command
from taizhang.commands.context import Context, Envelope
from taizhang.database.pool import answering
from taizhang.dispatch import decision
from taizhang.dispatch.canonical import canonical
from taizhang.dispatch.checking import check
from taizhang.dispatch.citing import cited_by
from taizhang.dispatch.decision import Decision, Placed
from taizhang.dispatch.entries import happened, happened_at, new_command, people_of
from taizhang.dispatch.foreign import ForeignLogs, unless_begun
from taizhang.dispatch.guarding import answering_for, require_listed
from taizhang.dispatch.known_authority import KEPT, NOTHING, Known, Since, read_since
from taizhang.dispatch.receipt import Receipt
from taizhang.dispatch.record import request_mac
from taizhang.errors import Refusal, Refused
from taizhang.log.log import Log
from taizhang.log.model import NewCommand, Selector
from taizhang.schemes import Schemes
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.keyring import Keyring
from taizhang.tenancy.register import Tenant
from taizhang.tenancy.roles import ANYONE

_ATTEMPTS = 8

CONFLICT = Refusal(
    "commands.conflict",
    zh="同一事项正被多人同时办理，请刷新后重试",
    en="others keep changing what this decision rests on; read again and retry",
    status=409,
)
ID_REUSED = Refusal(
    "commands.id_reused",
    zh="Idempotency-Key {id} 已用于另一个请求；新的请求请换新的键",
    en="Idempotency-Key {id} was used for another request",
)


Inspect = Callable[[Tenant, Command, Context], Awaitable[None]]


async def _nothing(tenant: Tenant, command: Command, context: Context) -> None:
    pass


class Dispatcher:
    """Takes decisions for any tenant and appends what was decided, exactly once.

    `inspect` is called with what its actor may ask for, before it is decided: it raises Refused for
    what rests on this installation, of which a decision that is taken again must know nothing.
    """

    def __init__(
        self,
        log: Log,
        schemes: Schemes,
        keyring: Keyring,
        pool: "asyncpg.Pool[Any]",
        *,
        inspect: Inspect = _nothing,
    ) -> None:
        self._log = log
        self._schemes = schemes
        self._keyring = keyring
        self._pool = pool
        self._inspect = inspect
        self._known: Bounded[UUID, Known] = Bounded(KEPT)
        self.foreign = ForeignLogs(log)

    async def dispatch(
        self, tenant: Tenant, command: Command, envelope: Envelope, *, dry_run: bool = False
    ) -> Receipt:
        """Decide and append. Raises Refused; then nothing was written.

        A repeated command id is answered with its first outcome: the id is looked up before
        deciding, and again after any refusal, because its own first copy may be the reason.
        """
        command, envelope = canonical(command), _nameless(command, envelope)
        mac = request_mac(tenant, command, envelope)
        if first := await self._first_outcome(tenant, envelope.command_id, mac):
            return first
        try:
            return await self._decide_and_append(tenant, command, envelope, mac, dry_run=dry_run)
        except Refused:
            if first := await self._first_outcome(tenant, envelope.command_id, mac):
                return first
            raise

    async def authority(self, tenant: Tenant) -> Authority:
        """Authority as of now."""
        since = await self._since(tenant, lambda known: [decision.authority_selector(known)])
        events = decision.events_of(self._schemes.catalogue, since.boundary.events)
        return self._remember(tenant, since, events)

    async def _decide_and_append(
        self, tenant: Tenant, command: Command, envelope: Envelope, mac: bytes, *, dry_run: bool
    ) -> Receipt:
        for _ in range(_ATTEMPTS):
            await self.foreign.refuse(tenant)
            decided = await self._decide(tenant, command, envelope)
            if dry_run or not decided.slice.new_decisions:
                return _unwritten(decided, dry_run=dry_run)
            new = await self._encoded(tenant, decided, mac)
            outcome = await self._log.append(tenant.id, unless_begun(new, decided.boundary))
            if outcome.state == "appended":
                assert outcome.first is not None
                assert outcome.recorded_at is not None
                return _appended(decided, new, outcome.first, outcome.recorded_at)
            if outcome.state != "conflict":
                break  # another copy of this command was quicker
        raise Refused(CONFLICT())

    async def _decide(self, tenant: Tenant, command: Command, envelope: Envelope) -> Decision:
        scheme = self._schemes.of(type(command))
        decided_by = type(command).decided_by
        assert decided_by is not None
        with answering_for(scheme, command):
            slice_ = decided_by(command)
        slice_.cited = await cited_by(self._log, self._schemes.catalogue, tenant.id, slice_)
        with answering_for(scheme, command):
            own = decision.own_selectors(slice_)
        since = await self._since(tenant, lambda known: [*own, decision.authority_selector(known)])
        boundary = since.boundary
        events = decision.events_of(self._schemes.catalogue, boundary.events)
        authority = self._remember(tenant, since, events)
        context = decision.circumstances(envelope, authority, boundary.now, os.urandom(16))
        decision.permit(type(command), scheme, context)
        await self._inspect(tenant, command, context)
        with answering_for(scheme, command):
            decision.take(slice_, context, events)
            require_listed(self._schemes, slice_)
        checked = await check(self._log, self._schemes, tenant.id, slice_, context)
        return Decision(slice_, context, boundary, [*since.selectors, *checked])

    async def _since(
        self, tenant: Tenant, selectors_of: Callable[[Authority], Sequence[Selector]]
    ) -> Since:
        known = self._known.get(tenant.id) or NOTHING
        return await read_since(self._log, tenant.id, known, selectors_of)

    def _remember(self, tenant: Tenant, since: Since, events: Iterable[Placed]) -> Authority:
        authority = decision.authority_after(since.base, events)
        kept = self._known.get(tenant.id) or NOTHING
        if authority.position > kept.authority.position or not kept.holds(since.boundary):
            self._known.keep(tenant.id, Known(since.boundary.incarnation, authority))
        return authority

    async def _encoded(self, tenant: Tenant, decided: Decision, mac: bytes) -> NewCommand:
        keys: dict[str, bytes] = {}
        if people := people_of(decided):
            async with answering(), self._pool.acquire() as connection:
                keys = await self._keyring.make(connection, tenant.id, people)
        return new_command(tenant, decided, mac, keys)

    async def _first_outcome(self, tenant: Tenant, command_id: UUID, mac: bytes) -> Receipt | None:
        known = await self._log.command(tenant.id, command_id)
        if known is None:
            return None
        if known.request_mac != mac:
            raise Refused(ID_REUSED(id=str(command_id)))
        count = known.last - known.first + 1
        events = await self._log.read_after(tenant.id, known.first - 1, count)
        return Receipt(
            command_id=command_id,
            state="repeated",
            position=known.last,
            recorded_at=known.recorded_at,
            events=[happened_at(event.entry, event.position) for event in events],
        )


def _nameless(command: Command, envelope: Envelope) -> Envelope:
    """A command that is open to anyone stands in the log under a constant actor."""
    decided_by = type(command).decided_by
    assert decided_by is not None
    return replace(envelope, actor=ANYONE) if ANYONE in decided_by.by else envelope


def _appended(decided: Decision, new: NewCommand, first: int, at: datetime) -> Receipt:
    return Receipt(
        command_id=new.command_id,
        state="appended",
        position=first + len(new.events) - 1,
        recorded_at=at,
        events=[happened_at(e.entry, first + place) for place, e in enumerate(new.events)],
        warnings=[reason.as_data() for reason in decided.slice.warnings],
    )


def _unwritten(decided: Decision, *, dry_run: bool) -> Receipt:
    return Receipt(
        command_id=decided.context.envelope.command_id,
        state="dry_run" if dry_run else "unchanged",
        position=decided.boundary.head,
        recorded_at=None,
        events=[happened(tagged.decision) for tagged in decided.slice.new_decisions],
        warnings=[reason.as_data() for reason in decided.slice.warnings],
    )
