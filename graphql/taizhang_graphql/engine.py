"""Engine: answers requests from rows, with one statement each."""

from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import asyncpg
import msgspec
from graphql import OperationDefinitionNode, get_variable_values

from taizhang.bounded import Bounded
from taizhang.projections.row import Row
from taizhang_graphql.compiler.arguments import shape_of
from taizhang_graphql.compiler.plan import Plan, compiled
from taizhang_graphql.compiler.work import Call, Given
from taizhang_graphql.documents import Document, Documents
from taizhang_graphql.exchange import Answer, Media, Request, Scope, extensions, refusal
from taizhang_graphql.fetching import Fetching
from taizhang_graphql.limits import Limits
from taizhang_graphql.mistakes import READ_ONLY_GET, TIMEOUT, VARIABLES, Invalid, Mistake
from taizhang_graphql.schema import schema_of


class Engine:
    """One schema with its caches, which hold no tenant's values, so that all may share them."""

    def __init__(self, rows: Sequence[type[Row]], limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self.served = schema_of(rows)
        self._documents = Documents(self.served, self.limits)
        self._plans: Bounded[Hashable, Plan] = Bounded(self.limits.plans)
        self._fetching = Fetching(self.limits.seconds)

    async def answer(
        self, connection: "asyncpg.Connection[Any]", scope: Scope, request: Request
    ) -> Answer:
        """The answer to a request; a client's mistake is an answer too.

        Raises what asyncpg raises when the database is away.
        """
        try:
            plan, call = self._prepared(scope, request)
            columns = await self._fetching.fetch(connection, plan, call)
        except Mistake as mistake:
            return refused(mistake, request.media, scope.position)
        body = b'{"data":' + plan.data(columns) + extensions(scope.position)
        return Answer(200, body, request.media)

    def _prepared(self, scope: Scope, request: Request) -> tuple[Plan, Call]:
        document = self._documents.read(request.query, get=request.get)
        operation = document.operation(request.operation)
        variables = self._variables(operation, request.variables)
        plan = self._plan(scope, request, document, variables)
        return plan, Call(variables, scope)

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
        several = len(scope.tenants) != 1
        # The schema's description is compiled in, so all of its variables belong to the key.
        said = msgspec.json.encode(request.variables) if document.describes else shape_of(variables)
        key = (request.query, request.operation, scope.schema, several, scope.personal, said)
        found = self._plans.get(key)
        if found is not None:
            return found
        given = Given(
            served=self.served,
            limits=self.limits,
            schema=scope.schema,
            several=several,
            personal=scope.personal,
            fragments=document.fragments,
            variables=variables,
            raw=request.variables,
        )
        plan = compiled(given, document.operation(request.operation))
        return self._plans.keep(key, plan, plan.weight + len(request.query))


def refused(mistake: Mistake, media: Media, position: int | None) -> Answer:
    """A mistake as an answer.

    A well-formed request that is refused has status 200 under `application/json`, as GraphQL
    over HTTP wants it for old clients; under the new media type the status tells.
    """
    executed = mistake.kind is TIMEOUT
    lenient = media is Media.JSON and mistake.kind.understood
    status = 200 if executed or lenient else mistake.status
    headers = {"allow": "POST" if mistake.kind is READ_ONLY_GET else "GET, POST"}
    body = refusal(mistake.errors(), position, executed=executed)
    return Answer(status, body, media, headers if status == 405 else {})
