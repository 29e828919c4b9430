"""Worlds: the whole schema for a tenant's own people, a narrower one for each grant."""

import asyncio
import functools
from collections.abc import Sequence

from taizhang.bounded import Bounded
from taizhang.projections.row import Row
from taizhang.tenancy.clients import RowGrant
from taizhang_graphql.caches import Caches
from taizhang_graphql.engine import Engine
from taizhang_graphql.limits import Limits

_Grants = tuple[RowGrant, ...]


class Worlds:
    """Engines over the same rows, made when they are asked for; equal grants share one."""

    def __init__(self, rows: Sequence[type[Row]], limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._rows = rows
        self._caches = Caches(self.limits)
        self._narrow: Bounded[_Grants, asyncio.Task[Engine]] = Bounded(self.limits.worlds)

    @functools.cached_property
    def whole(self) -> Engine:
        """All that is installed."""
        return Engine(self._rows, self.limits, caches=self._caches)

    async def granted(self, grants: _Grants) -> Engine:
        """What these grants leave. A large schema takes a second, so it is made in a thread."""
        making = self._narrow.get(grants)
        if making is None or (making.done() and (making.cancelled() or making.exception())):
            made = asyncio.to_thread(
                Engine, self._rows, self.limits, grants=grants, caches=self._caches
            )
            making = self._narrow.keep(grants, asyncio.create_task(made))
        return await asyncio.shield(making)
