"""Instants: the positions that logs had reached by the moments which rows are asked as of.

Such a position never changes. It is believed for some seconds only because a database may be put
back to a copy.
"""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from taizhang.bounded import Bounded
from taizhang_graphql.compiler.plan import Plan
from taizhang_graphql.compiler.work import Call
from taizhang_graphql.connections import Connections
from taizhang_graphql.fetching import Fetching

SECONDS = 10.0
_KEPT = 10_000


class _Asked(NamedTuple):
    setting: str
    tenants: tuple[UUID, ...]
    moment: datetime


class _Found(NamedTuple):
    positions: Sequence[int]
    until: float


class Instants:
    """Looks positions up, and keeps them."""

    def __init__(self, fetching: Fetching) -> None:
        self._fetching = fetching
        self._found: Bounded[_Asked, _Found] = Bounded(_KEPT)

    async def located(self, connections: Connections, plan: Plan, call: Call) -> Call:
        """The same call, which knows the positions of its moments. Raises Mistake for a moment
        that rows are not complete for yet.
        """
        moments = plan.instants(call)
        if not moments:
            return call
        scope, reached = call.scope, {}
        for moment in moments:
            asked = _Asked(scope.setting, tuple(scope.tenants), moment)
            # Where nobody says what rows are complete for, more may be recorded up to now.
            keep = scope.now is not None
            reached[moment] = await self._positions(connections, asked, keep=keep)
        return replace(call, reached=reached)

    async def _positions(
        self, connections: Connections, asked: _Asked, *, keep: bool
    ) -> Sequence[int]:
        found, now = self._found.get(asked), time.monotonic()
        if found is not None and now < found.until:
            return found.positions
        async with connections.connection(asked.setting) as connection:
            positions = await self._fetching.reached(connection, *asked)
        if keep:
            self._found.keep(asked, _Found(positions, now + SECONDS))
        return positions
