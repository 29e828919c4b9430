"""Documents: parsed, measured and validated once, then kept."""

from collections.abc import Callable, Container, Mapping, Sequence

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    OperationType,
    recommended_rules,
    specified_rules,
    validate,
)
from msgspec import Struct

from taizhang.recurring import Recurring
from taizhang_graphql.invalid import Invalid
from taizhang_graphql.limits import Limits
from taizhang_graphql.measure import measured
from taizhang_graphql.mistakes import (
    LIMIT,
    ONE_OPERATION,
    OPERATION,
    READ_ONLY,
    READ_ONLY_GET,
    SYNTAX,
    VALIDATION,
    Mistake,
)
from taizhang_graphql.parsing import located, parsed
from taizhang_graphql.schema import Served
from taizhang_graphql.validity.document import surely_valid


class Document(Struct, frozen=True):
    """A valid document's operations by name (`""` for the one without) and its fragments."""

    operations: Mapping[str, OperationDefinitionNode]
    fragments: Mapping[str, FragmentDefinitionNode]
    describes: bool
    """Whether it asks about the schema."""

    def require_one_operation(self) -> None:
        """Raises Mistake for none, and for several: a name stands for one question."""
        found = [operation.operation for operation in self.operations.values()]
        if len(found) != 1:
            raise Mistake(ONE_OPERATION, operations="、".join(kind.value for kind in found) or "0")

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The one to run. Several without a name given: refused, never the first in silence."""
        if name is None and len(self.operations) == 1:
            return next(iter(self.operations.values()))
        if name is None or name not in self.operations:
            raise Mistake(OPERATION, names="、".join(self.operations) or "（一个也没有）")
        return self.operations[name]


Kept = Recurring[tuple[int, str], Document]
"""By the schema that they are valid in, and their text."""


def rules(limits: Limits) -> tuple[type[ASTValidationRule], ...]:
    """What graphql-core judges by."""
    closed = () if limits.introspection else (NoSchemaIntrospectionCustomRule,)
    return (*specified_rules, *recommended_rules, *closed)


class Documents:
    """The documents that were asked lately of one schema."""

    def __init__(self, served: Served, limits: Limits, kept: Kept, world: int) -> None:
        self._types, self._limits = served.types, limits
        self._operations = {OperationType.QUERY}
        if served.types.subscription_type is not None:
            self._operations.add(OperationType.SUBSCRIPTION)
        self._rules = rules(limits)
        self._kept, self._world = kept, world

    def read(self, text: str, *, get: bool) -> Document:
        """The document of this text. Raises Mistake."""
        key = (self._world, text)
        return self._kept.get(key) or self._kept.keep(key, self._valid(text, get=get), len(text))

    def _valid(self, text: str, *, get: bool) -> Document:
        # Locations hold every token in memory, so they are only made when an error needs them.
        document = self._parsed(text, parsed)
        _refuse(document, self._operations, get=get)
        extent = measured(document, self._limits)
        if not surely_valid(self._types, document) and self._errors(document):
            found = self._errors(self._parsed(text, located))
            raise Invalid(VALIDATION, found, self._types)
        return _document(document, describes=extent.descriptions > 0)

    def _errors(self, document: DocumentNode) -> Sequence[GraphQLError]:
        return validate(self._types, document, self._rules, max_errors=self._limits.errors)

    def _parsed(self, text: str, parse: Callable[..., DocumentNode]) -> DocumentNode:
        limit = self._limits.tokens
        try:
            return parse(text, limit=limit)
        except GraphQLError as error:
            if "contains more than" in error.message:
                raise Mistake(
                    LIMIT, what="词元数", name="tokens", found=f"{limit}+", limit=limit
                ) from None
            raise Invalid(SYNTAX, [error]) from None


def _refuse(document: DocumentNode, operations: Container[OperationType], *, get: bool) -> None:
    for definition in document.definitions:
        if (
            isinstance(definition, OperationDefinitionNode)
            and definition.operation not in operations
        ):
            kind = READ_ONLY_GET if get else READ_ONLY
            raise Mistake(kind, operation=definition.operation.value)


def _document(document: DocumentNode, *, describes: bool) -> Document:
    operations, fragments = {}, {}
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            operations[definition.name.value if definition.name else ""] = definition
        elif isinstance(definition, FragmentDefinitionNode):
            fragments[definition.name.value] = definition
    return Document(operations, fragments, describes)
