"""Reactor: runs policies (event -> command), each exactly once for each event (design 6)."""

import logging
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID, uuid5

import asyncpg
from msgspec import Struct

from taizhang.bounded import Bounded
from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.dispatch.dispatcher import CONFLICT, ID_REUSED, Dispatcher
from taizhang.dispatch.known_authority import KEPT, NOTHING, Known
from taizhang.dispatch.occasions import asked, names_fact
from taizhang.dispatch.policy_cursors import behind, keep_refusal, lease, move
from taizhang.dispatch.standing import Standing, standing
from taizhang.errors import Refused
from taizhang.log.ear import Grown
from taizhang.log.hints import POLL_SECONDS, Hints
from taizhang.log.log import Log
from taizhang.log.model import Recorded
from taizhang.projections.turns import Turns
from taizhang.schemes import Schemes
from taizhang.tenancy.register import Register, Tenant

_IDS = UUID("5f0c6a4e-5b0a-5d8e-9a53-6d7f3a1c2b90")
_BATCH = 100
_log = logging.getLogger(__name__)


class _Turn(Struct, frozen=True):
    """One tenant's turn: all that its policies share."""

    connection: Any
    tenant: Tenant
    pages: dict[int, Sequence[Recorded]]
    """The next events, by the position that a policy stands at."""
    standing: Standing


class Reactor:
    """Any number of reactors share the tenants among them.

    A command's id derives from policy, tenant, position and place, so that a crash between
    the command and the move of the cursor repeats it without doing it twice.
    """

    def __init__(
        self,
        log: Log,
        dispatcher: Dispatcher,
        schemes: Schemes,
        register: Register,
        hints: Hints,
        *,
        projector: "asyncpg.Pool[Any]",
        scheduler: "asyncpg.Pool[Any]",
        poll: float = POLL_SECONDS,
    ) -> None:
        self._log = log
        self._dispatcher = dispatcher
        self._catalogue = schemes.catalogue
        self._register = register
        self._projector = projector
        self._scheduler = scheduler
        self._policies = {p.name: (scheme, p) for scheme in schemes.all for p in scheme.policies}
        self._known: Bounded[UUID, Known] = Bounded(KEPT)
        self._turns = Turns(self._behind, self._turn, hints, poll=poll)

    async def run(self) -> None:
        """React until cancelled."""
        await self._turns.for_ever()

    async def catch_up(self, tenant: UUID | None = None) -> None:
        """React until there is no news (of one tenant)."""
        await self._turns.until_quiet(tenant)

    async def _behind(self, among: Grown) -> list[UUID]:
        return await behind(self._scheduler, self._policies, among)

    async def _turn(self, tenant_id: UUID) -> bool:
        tenant = await self._register.of(tenant_id)
        async with self._projector.acquire() as connection:
            await connection.work_for(tenant.id)
            async with connection.transaction():
                cursors = await lease(connection, tenant.id, self._policies)
                if cursors is None:
                    return False
                if await self._dispatcher.foreign.has(tenant.id):
                    return await self._pass_over(connection, tenant, cursors)
                pages = {each: await self._page(tenant, each) for each in set(cursors.values())}
                # Authority is read last, so that it is as new as the newest event of the pages.
                now = await self._standing(tenant, min(pages, default=0))
                errors = await self._react(_Turn(connection, tenant, pages, now), cursors)
        if errors:  # after the others' cursors have moved
            raise errors[0]
        return True

    async def _pass_over(self, connection: Any, tenant: Tenant, policies: Iterable[str]) -> bool:
        """No policy answers what another program has written."""
        head = (await self._log.read_boundary(tenant.id, [])).head
        await move(connection, tenant.id, dict.fromkeys(policies, head))
        return True

    async def _react(self, turn: _Turn, cursors: dict[str, int]) -> list[Exception]:
        """Let each policy answer its next events. One that fails stays where it is."""
        errors: list[Exception] = []
        for name, start in cursors.items():
            reached = start
            try:
                for event in turn.pages[start]:
                    await self._answer(turn, name, event)
                    reached = event.position
            except Exception as error:
                where = turn.tenant.slug, reached
                _log.error("policy %s waits in %s behind position %s: %r", name, *where, error)
                errors.append(error)
            cursors[name] = reached
        await move(turn.connection, turn.tenant.id, cursors)
        return errors

    async def _answer(self, turn: _Turn, policy: str, event: Recorded) -> None:
        scheme, its = self._policies[policy]
        fact = await self._fact(turn.tenant, names_fact(its, event, self._catalogue))
        found = asked(scheme, its, event, turn.standing, self._catalogue, fact)
        for place, ask in enumerate(found):
            refused = await self._dispatch(turn.tenant, policy, event.position, place, ask)
            if refused is not None:
                where = turn.tenant.id, policy, event.position, place
                await keep_refusal(turn.connection, *where, refused)

    async def _dispatch(
        self, tenant: Tenant, policy: str, position: int, place: int, ask: Command | Refused
    ) -> Refused | None:
        if isinstance(ask, Refused):
            if _for_now(ask):
                raise ask
            return ask
        command_id = uuid5(_IDS, f"{policy}:{tenant.id}:{position}:{place}")
        envelope = Envelope(command_id=command_id, actor=f"policy:{policy}", cause=position)
        try:
            await self._dispatcher.dispatch(tenant, ask, envelope)
        except Refused as refused:
            if _for_now(refused):
                raise
            return None if refused.code == ID_REUSED.code else refused
        return None

    async def _fact(self, tenant: Tenant, position: int | None) -> Recorded | None:
        if position is None:
            return None
        found = await self._log.read_after(tenant.id, position - 1, 1)
        return found[0] if found else None

    async def _page(self, tenant: Tenant, position: int) -> Sequence[Recorded]:
        return await self._log.read_after(tenant.id, position, _BATCH)

    async def _standing(self, tenant: Tenant, start: int) -> Standing:
        known = self._known.get(tenant.id) or NOTHING
        found = await standing(self._log, self._catalogue, tenant, known)
        self._known.keep(tenant.id, found.known(start))
        return found


def _for_now(refused: Refused) -> bool:
    """Refused for reasons that pass by themselves, or when a plugin or its rules are mended."""
    passes = refused.retry_after is not None or refused.code == CONFLICT.code
    return passes or refused.status >= 500
