"""Engine: answers requests from rows, with one statement each."""

import functools
import hashlib
import itertools
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import asyncpg
import msgspec
from graphql import OperationDefinitionNode, OperationType, get_variable_values
from msgspec.structs import replace

from taizhang.projections.row import Row
from taizhang.tenancy.clients import RowGrant
from taizhang_graphql.caches import Caches
from taizhang_graphql.changed import Changed, changed
from taizhang_graphql.compiler.arguments import shape_of
from taizhang_graphql.compiler.changes import Watching, Window, watching
from taizhang_graphql.compiler.plan import Plan, compiled
from taizhang_graphql.compiler.work import Call, Given
from taizhang_graphql.documents import Document, Documents
from taizhang_graphql.etags import etag, holds
from taizhang_graphql.exchange import (
    Answer,
    Media,
    Positions,
    Request,
    Scope,
    extensions,
    placed,
    refusal,
)
from taizhang_graphql.fetching import Fetching
from taizhang_graphql.limits import Limits
from taizhang_graphql.mistakes import (
    LIMIT,
    READ_ONLY_GET,
    SUBSCRIBE,
    TIMEOUT,
    VARIABLES,
    Invalid,
    Mistake,
)
from taizhang_graphql.nulls import new_marker
from taizhang_graphql.schema import schema_of

_worlds = itertools.count()


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
        self._world = next(_worlds)
        self._caches = caches or Caches(self.limits)
        self._documents = Documents(self.served, self.limits, self._caches.documents, self._world)
        self._fetching = Fetching(self.limits.seconds)

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
        return await self.run(connection, *prepared, request)

    def document(self, text: str) -> Document:
        """The document of a text, if it is valid and within the limits. Raises Mistake."""
        return self._documents.read(text, get=False)

    def prepared(self, scope: Scope, request: Request) -> tuple[Plan, Call]:
        """The plan of a request, and the values to run it with. Raises Mistake."""
        document = self._documents.read(request.query, get=request.get)
        operation = document.operation(request.operation)
        if operation.operation is OperationType.SUBSCRIPTION:
            raise Mistake(SUBSCRIBE)
        variables = self._variables(operation, request.variables)
        plan = self._plan(scope, request, document, variables)
        return plan, Call(variables, scope, new_marker() if plan.marks else "")

    def subscribes(self, request: Request) -> bool:
        """Whether a request is a subscription. Raises Mistake."""
        document = self._documents.read(request.query, get=request.get)
        operation = document.operation(request.operation)
        return operation.operation is OperationType.SUBSCRIPTION

    def watched(self, scope: Scope, request: Request) -> tuple[Watching, Window]:
        """The plan of a subscription, and a window with its values. Raises Mistake."""
        document = self._documents.read(request.query, get=request.get)
        operation = document.operation(request.operation)
        variables = self._variables(operation, request.variables)
        plan = self._plan(scope, request, document, variables)
        assert isinstance(plan, Watching)
        window = Window(variables, plan.alone(scope, variables))
        self._within(plan.cost(window))
        return plan, window

    async def changed(
        self, connection: "asyncpg.Connection[Any]", plan: Watching, window: Window
    ) -> Changed:
        """The changes of a window. Raises Mistake."""
        marked = replace(window, marker=new_marker()) if plan.marks else window
        return changed(plan, marked, await self._fetching.fetch(connection, plan, marked))

    async def run(
        self, connection: "asyncpg.Connection[Any]", plan: Plan, call: Call, request: Request
    ) -> Answer:
        """The answer of a plan; a client's mistake is an answer too."""
        cost = 0
        positions: Positions = None
        try:
            cost = self._within(plan.cost(call))
            if request.unless is not None and (
                same := await self._unchanged(connection, plan, call, request)
            ):
                return same
            fetched = await self._fetching.fetch(connection, plan, call)
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
        self, connection: "asyncpg.Connection[Any]", plan: Plan, call: Call, request: Request
    ) -> Answer | None:
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
        """What this schema has in common with all that answer alike."""
        return hashlib.blake2b(f"{self.limits}{self.served.text}".encode(), digest_size=16).digest()

    def _within(self, objects: int) -> int:
        limit = self.limits.objects
        if objects > limit:
            what = "复杂度（对象数）"
            raise Mistake(LIMIT, what=what, name="objects", found=objects, limit=limit)
        return objects

    def _variables(
        self, operation: OperationDefinitionNode, raw: Mapping[str, Any]
    ) -> Mapping[str, Any]:
        definitions = operation.variable_definitions or ()
        if not definitions:
            return {}
        values = get_variable_values(
            self.served.types, definitions, dict(raw), max_errors=self.limits.errors
        )
        if isinstance(values, list):
            raise Invalid(VARIABLES, values)
        return values.coerced

    def _plan(
        self, scope: Scope, request: Request, document: Document, variables: Mapping[str, Any]
    ) -> Plan:
        operation = document.operation(request.operation)
        subscribes = operation.operation is OperationType.SUBSCRIPTION
        several = len(scope.tenants) != 1 and not subscribes
        # The schema's description is compiled in, so all of its variables belong to the key.
        said = msgspec.json.encode(request.variables) if document.describes else shape_of(variables)
        reads = (self._world, scope.generation.schema, several, scope.personal, request.get)
        key: Hashable = (request.query, request.operation, reads, said)
        plans = self._caches.plans
        found = plans.get(key)
        if found is not None:
            return found
        given = Given(
            served=self.served,
            limits=self.limits,
            generation=scope.generation,
            several=several,
            personal=scope.personal,
            fragments=document.fragments,
            variables=variables,
            raw=request.variables,
            tagged=request.get and not subscribes,
        )
        plan = watching(given, operation) if subscribes else compiled(given, operation)
        return plans.keep(key, plan, plan.weight + len(request.query))


def refused(
    mistake: Mistake, media: Media, positions: Positions = None, *, objects: int = 0
) -> Answer:
    """A mistake as an answer.

    A well-formed request that is refused has status 200 under `application/json`, as GraphQL
    over HTTP wants it for old clients; under the new media type the status tells.
    """
    executed = mistake.kind is TIMEOUT
    lenient = media is Media.JSON and mistake.kind.understood
    return Answer(
        200 if executed or lenient else mistake.status,
        refusal(mistake.errors(), positions, executed=executed),
        media,
        _headers(mistake),
        positions,
        objects,
        mistake.kind.refusal.code,
    )


def _headers(mistake: Mistake) -> dict[str, str]:
    if mistake.kind.retry_after:
        return {"retry-after": str(mistake.kind.retry_after)}
    if mistake.status != 405:
        return {}
    return {"allow": "POST" if mistake.kind is READ_ONLY_GET else "GET, POST"}
