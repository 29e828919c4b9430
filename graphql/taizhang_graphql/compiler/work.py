"""Work: one statement in the making. Values only ever become numbered parameters."""

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from graphql import FieldNode, FragmentDefinitionNode
from msgspec import Struct
from msgspec.structs import replace

from taizhang.projections.generation import Generation
from taizhang.projections.tables import quoted
from taizhang_graphql.catalogue import Shape
from taizhang_graphql.compiler.moment import Moment
from taizhang_graphql.exchange import Scope
from taizhang_graphql.limits import Limits
from taizhang_graphql.mistakes import LIMIT, Mistake, Path
from taizhang_graphql.nulls import Null
from taizhang_graphql.schema import Served


class Call(Struct, frozen=True, gc=False):
    """One request's values, from which a statement's parameters are taken."""

    variables: Mapping[str, Any]
    scope: Scope
    marker: str = ""
    """Printed for a personal value whose person is erased."""
    reached: Mapping[datetime, Sequence[int]] = {}
    """The positions that logs had reached by an instant, in the order of the scope's tenants."""

    def until(self, now: datetime) -> "Call":
        """The same, where `now` is the newest moment that rows may be asked as of."""
        return replace(self, scope=replace(self.scope, now=now))


Source = Callable[[Call], Any]


class Given(Struct, frozen=True):
    """All that a statement's text depends on, beside the selection itself."""

    served: Served
    limits: Limits
    generation: Generation
    several: bool
    personal: bool
    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    raw: Mapping[str, Any]
    """The variables as they came, for graphql-core; all others work with the coerced ones."""
    tagged: bool = False
    """Whether the statement says what its answer depends on."""


class Spot(Struct, frozen=True):
    """Where rows are at hand: their shape, their alias in the SQL, as of when, and how many."""

    shape: Shape
    alias: str
    moment: Moment
    path: Path
    sizes: tuple[Source, ...] = ()


Select = Callable[["Work", Spot, Sequence[FieldNode]], str]


class Work:
    """Hands out parameters and aliases, and notes what the answer may hold at most.

    `select` writes the column list of an object; it is handed in because objects nest in pages
    and pages in objects.
    """

    def __init__(self, given: Given, select: Select) -> None:
        self.given, self.select = given, select
        self.sources: list[Source] = []
        self.objects: list[tuple[Source, ...]] = []
        self.positions: list[tuple[Source, Path]] = []
        """Positions that rows are read as of, each with the place that names it."""
        self.moments: list[tuple[Source, Path]] = []
        """Instants that rows are read as of, each with the place that names it."""
        self.withheld: list[Null] = []
        """Personal fields that were asked for and are not shown."""
        self.marks = False
        """Whether the answer may hold the call's marker."""
        self.by_key = True
        """Whether every row is looked up by its key, so that little is to be read."""
        self.present = self.confidential = False
        """Whether rows are read as of now, and personal values, which have no past."""
        self.own: dict[int, str] = {}
        """Types of those parameters that are not `shared`, by their places."""
        self._aliases = self._filters = 0
        self.tenants = self._tenants()

    def parameter(self, source: Source, sql: str) -> str:
        """A new parameter of a type, as it stands in the text."""
        self.own[len(self.sources)] = sql
        return self.shared(source, sql)

    def shared(self, source: Source, sql: str) -> str:
        """A new parameter that is the same for all who see the same tenants."""
        self.sources.append(source)
        return f"${len(self.sources)}::{sql}"

    def alias(self) -> str:
        """A name that nothing else in the statement has: no key of a client's holds a `$`."""
        self._aliases += 1
        return f"t${self._aliases}"

    def hold(self, sizes: tuple[Source, ...]) -> None:
        """Note a place of the answer that may hold as many objects as these sizes multiplied."""
        self.objects.append(sizes)

    def compare(self) -> None:
        """Note one comparison more. Raises Mistake over the limit."""
        self._filters += 1
        if self._filters > self.given.limits.filters:
            limit = self.given.limits.filters
            raise Mistake(LIMIT, what="条件数", name="filters", found=f"{limit}+", limit=limit)

    def table(self, name: str) -> str:
        """A table of the generation that is read."""
        return f"{quoted(self.given.generation.schema)}.{quoted(name)}"

    def allowed(self, alias: str) -> str:
        """The tenant predicate, beside the row-level security that says the same."""
        # Equality keeps the primary key's order usable, which `any` of an array does not.
        wanted = f"any({self.tenants})" if self.given.several else self.tenants
        return f"{alias}.tenant_id = {wanted}"

    def label(self, alias: str) -> str:
        """The slug of a row's tenant."""
        if not self.given.several:
            return self.slugs
        return f"({self.slugs})[array_position({self.tenants}, {alias}.tenant_id)]"

    @functools.cached_property
    def marker(self) -> str:
        """What is printed for a personal value whose person is erased."""
        self.marks = True
        return self.parameter(lambda call: call.marker, "text")

    @functools.cached_property
    def slugs(self) -> str:
        """The slug of the tenant, or those of all in the order of `tenants`."""
        return self.shared(self._slug_source, self._type("text"))

    def _tenants(self) -> str:
        if self.given.several:
            return self.shared(lambda call: tuple(call.scope.tenants), self._type("uuid"))
        return self.shared(lambda call: next(iter(call.scope.tenants)), self._type("uuid"))

    def _slug_source(self, call: Call) -> Any:
        slugs = tuple(call.scope.tenants.values())
        return slugs if self.given.several else slugs[0]

    def _type(self, sql: str) -> str:
        return f"{sql}[]" if self.given.several else sql
