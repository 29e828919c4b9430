"""Planning: from a request to its plan. What was parsed and compiled lately is kept."""

import itertools
from collections.abc import Hashable, Mapping
from typing import Any

import msgspec
from graphql import OperationDefinitionNode, OperationType
from msgspec import Struct

from taizhang_graphql.caches import Caches
from taizhang_graphql.compiler.arguments import shape_of
from taizhang_graphql.compiler.changes import watching
from taizhang_graphql.compiler.plan import Plan, compiled
from taizhang_graphql.compiler.work import Given
from taizhang_graphql.documents import Document, Documents
from taizhang_graphql.exchange import Request, Scope
from taizhang_graphql.limits import Limits
from taizhang_graphql.schema import Served
from taizhang_graphql.variables import coerced

_worlds = itertools.count()


class Asked(Struct, frozen=True, gc=False):
    """An operation of a valid document, with the values of its variables."""

    document: Document
    operation: OperationDefinitionNode
    variables: Mapping[str, Any]

    @property
    def subscribes(self) -> bool:
        """Whether it is a subscription."""
        return self.operation.operation is OperationType.SUBSCRIPTION


class Planning:
    """The plans of one schema, in caches that other schemas share."""

    def __init__(self, served: Served, limits: Limits, caches: Caches) -> None:
        self._served, self._limits, self._plans = served, limits, caches.plans
        self._world = next(_worlds)
        self.documents = Documents(served, limits, caches.documents, self._world)

    def asked(self, request: Request) -> Asked:
        """What a request asks. Raises Mistake."""
        document = self.documents.read(request.query, get=request.get)
        operation = document.operation(request.operation)
        definitions = operation.variable_definitions
        if not definitions:
            return Asked(document, operation, {})
        most = self._limits.errors
        values = coerced(self._served.types, definitions, request.variables, errors=most)
        return Asked(document, operation, values)

    def plan(self, scope: Scope, request: Request, asked: Asked) -> Plan:
        """The plan of what is asked; a subscription's is a Watching. Raises Mistake."""
        key = self._key(scope, request, asked)
        found = self._plans.get(key)
        if found is not None:
            return found
        given = Given(
            served=self._served,
            limits=self._limits,
            generation=scope.generation,
            several=len(scope.tenants) != 1 and not asked.subscribes,
            personal=scope.personal,
            fragments=asked.document.fragments,
            variables=asked.variables,
            raw=request.variables,
            tagged=request.get and not asked.subscribes,
        )
        made = watching if asked.subscribes else compiled
        plan = made(given, asked.operation)
        return self._plans.keep(key, plan, plan.weight + len(request.query))

    def _key(self, scope: Scope, request: Request, asked: Asked) -> Hashable:
        reads = (
            self._world,
            scope.generation.schema,
            len(scope.tenants) != 1,
            scope.personal,
            request.get,
        )
        # The schema's description is compiled in, so all of its variables belong to the key.
        said = (
            msgspec.json.encode(request.variables)
            if asked.document.describes
            else shape_of(asked.variables)
        )
        return request.query, request.operation, reads, said
