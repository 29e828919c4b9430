"""Engine: answers requests from rows, with one statement each."""

import functools
import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any

import asyncpg
from msgspec.structs import replace

from taizhang.projections.row import Row
from taizhang.tenancy.clients import RowGrant
from taizhang_graphql.caches import Caches
from taizhang_graphql.changed import Changed, changed
from taizhang_graphql.compiler.changes import Watching, Window
from taizhang_graphql.compiler.plan import Plan
from taizhang_graphql.compiler.work import Call
from taizhang_graphql.connections import Connections, Kept
from taizhang_graphql.documents import Document
from taizhang_graphql.etags import etag, holds
from taizhang_graphql.exchange import Answer, Positions, Request, Scope, extensions, placed
from taizhang_graphql.fetching import Fetching
from taizhang_graphql.gathering import Gathering
from taizhang_graphql.instants import Instants
from taizhang_graphql.limits import Limits
from taizhang_graphql.mistakes import LIMIT, SUBSCRIBE, Mistake
from taizhang_graphql.nulls import new_marker
from taizhang_graphql.planning import Planning
from taizhang_graphql.refusing import refused
from taizhang_graphql.schema import schema_of


class Engine:
    """One schema. Its caches hold no tenant's values, so that all who see the same may share it.

    With `grants`, the schema has what they name and nothing else.
    """

    def __init__(
        self,
        rows: Sequence[type[Row]],
        limits: Limits | None = None,
        *,
        grants: Sequence[RowGrant] | None = None,
        caches: Caches | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self.served = schema_of(rows, grants)
        self.caches = caches or Caches(self.limits)
        self._planning = Planning(self.served, self.limits, self.caches)
        self._fetching = Fetching(self.limits.seconds)
        self._gathering = Gathering(self._fetching)
        self._instants = Instants(self._fetching)

    async def answer(
        self, connection: "asyncpg.Connection[Any]", scope: Scope, request: Request
    ) -> Answer:
        """The answer to a request; a client's mistake is an answer too.

        Raises what asyncpg raises when the database is away.
        """
        try:
            prepared = self.prepared(scope, request)
        except Mistake as mistake:
            return refused(mistake, request.media)
        return await self.run(Kept(connection), *prepared, request)

    def document(self, text: str) -> Document:
        """The document of a text, if it is valid and within the limits. Raises Mistake."""
        return self._planning.documents.read(text, get=False)

    def prepared(self, scope: Scope, request: Request) -> tuple[Plan, Call]:
        """The plan of a request, and the values to run it with. Raises Mistake."""
        asked = self._planning.asked(request)
        if asked.subscribes:
            raise Mistake(SUBSCRIBE)
        plan = self._planning.plan(scope, request, asked)
        return plan, Call(asked.variables, scope, new_marker() if plan.marks else "")

    def subscribes(self, request: Request) -> bool:
        """Whether a request is a subscription. Raises Mistake."""
        return self._planning.asked(request).subscribes

    def watched(self, scope: Scope, request: Request) -> tuple[Watching, Window]:
        """The plan of a subscription, and a window with its values. Raises Mistake."""
        asked = self._planning.asked(request)
        plan = self._planning.plan(scope, request, asked)
        assert isinstance(plan, Watching)
        window = Window(asked.variables, plan.alone(scope, asked.variables))
        self._within(plan.cost(window))
        return plan, window

    async def changed(
        self, connection: "asyncpg.Connection[Any]", plan: Watching, window: Window
    ) -> Changed:
        """The changes of a window. Raises Mistake."""
        marked = replace(window, marker=new_marker()) if plan.marks else window
        fetched = await self._fetching.fetch(connection, plan, marked, plan.bind(marked))
        return changed(plan, marked, fetched)

    async def run(
        self, connections: Connections, plan: Plan, call: Call, request: Request
    ) -> Answer:
        """The answer of a plan; a client's mistake is an answer too."""
        cost = 0
        positions: Positions = None
        try:
            cost = self._within(plan.cost(call))
            call = await self._instants.located(connections, plan, call)
            if request.unless is not None and (
                same := await self._unchanged(connections, plan, call, request)
            ):
                return same
            fetched = await self._gathering.fetch(connections, plan, call)
            positions = fetched.positions
            plan.require_reached(call, positions)
        except Mistake as mistake:
            return refused(mistake, request.media, positions, objects=cost)
        data, nulls = plan.explained(plan.data(fetched.columns), call)
        beside = placed(positions) | {"nulls": nulls}
        body = data if request.bare else b'{"data":' + data + extensions(**beside)
        headers = {"etag": self._etag(call, request, fetched.tag)} if request.get else {}
        return Answer(200, body, request.media, headers, positions, cost)

    async def _unchanged(
        self, connections: Connections, plan: Plan, call: Call, request: Request
    ) -> Answer | None:
        async with connections.connection(call.scope.setting) as connection:
            positions, _, standing = await self._fetching.standing(connection, plan, call)
        plan.require_reached(call, positions)
        tag = self._etag(call, request, standing)
        if not holds(request.unless or "", tag):
            return None
        return Answer(304, b"", request.media, {"etag": tag}, positions)

    def _etag(self, call: Call, request: Request, standing: str | None) -> str:
        return etag(self._likeness, call.scope, request, standing)

    @functools.cached_property
    def _likeness(self) -> bytes:
        """What this schema has in common with all that answer alike: another release need not."""
        told = f"{version('taizhang')} {self.limits}{self.served.text}"
        return hashlib.blake2b(told.encode(), digest_size=16).digest()

    def _within(self, objects: int) -> int:
        limit = self.limits.objects
        if objects > limit:
            what = "复杂度（对象数）"
            raise Mistake(LIMIT, what=what, name="objects", found=objects, limit=limit)
        return objects
