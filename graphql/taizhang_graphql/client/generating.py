"""Generating: the module of a client, from a schema and a document of named operations."""

import re
from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    is_non_null_type,
    parse,
    print_ast,
    type_from_ast,
    validate,
)
from graphql.utilities import separate_operations

from taizhang_graphql.client.annotations import literal
from taizhang_graphql.client.answers import Answers, object_of
from taizhang_graphql.client.givens import Givens
from taizhang_graphql.client.names import Names, snake

_USED = {
    "datetime": ("date", "datetime"),
    "decimal": ("Decimal",),
    "uuid": ("UUID",),
}
_OWN = ("Answer", "Client", "Failed", "Struct", "Any", "Literal")


class Faulty(Exception):  # noqa: N818 - the document is, not the program
    """The document is not valid in the schema, or has more than named queries."""

    def __init__(self, errors: Sequence[GraphQLError]) -> None:
        super().__init__("\n".join(str(error) for error in errors))


def client(schema: GraphQLSchema, text: str) -> str:
    """The module's source. Raises Faulty."""
    document = _document(schema, text)
    names = Names()
    for name in (*_OWN, *schema.type_map):
        names.take(name)
    givens = Givens()
    answers = Answers(_fragments(document), names)
    each = separate_operations(document)
    methods = [_method(schema, _operation(only), answers, givens) for only in each.values()]
    texts = [_text(name, only) for name, only in each.items()]
    enums = givens.enums | answers.enums
    parts = [
        *(literal(enums[name]) for name in sorted(enums)),
        *givens.structs.values(),
        *answers.structs,
        *texts,
        _part("client").rstrip() + "\n\n" + "\n\n".join(methods),
    ]
    body = "\n\n\n".join(parts) + "\n"
    return _head(body) + "\n\n" + body


def _document(schema: GraphQLSchema, text: str) -> DocumentNode:
    try:
        document = parse(text)
    except GraphQLError as error:
        raise Faulty([error]) from None
    if errors := validate(schema, document):
        raise Faulty(errors)
    if errors := list(_unfit(document)):
        raise Faulty(errors)
    return document


def _unfit(document: DocumentNode) -> Iterator[GraphQLError]:
    for definition in document.definitions:
        if not isinstance(definition, OperationDefinitionNode):
            continue
        if definition.operation is not OperationType.QUERY:
            yield GraphQLError("只能是 query (queries only)", [definition])
        elif definition.name is None:
            said = "每个查询都要有名字，方法按它命名 (each query needs a name)"
            yield GraphQLError(said, [definition])


def _fragments(document: DocumentNode) -> Mapping[str, FragmentDefinitionNode]:
    found = (d for d in document.definitions if isinstance(d, FragmentDefinitionNode))
    return {fragment.name.value: fragment for fragment in found}


def _operation(document: DocumentNode) -> OperationDefinitionNode:
    return next(d for d in document.definitions if isinstance(d, OperationDefinitionNode))


def _method(
    schema: GraphQLSchema, operation: OperationDefinitionNode, answers: Answers, givens: Givens
) -> str:
    assert operation.name is not None
    name = operation.name.value
    root = object_of(schema.query_type)
    answer = answers.struct(root, [operation.selection_set], name)
    parameters: list[str] = []
    variables: list[str] = []
    for definition in operation.variable_definitions or ():
        variable = definition.variable.name.value
        type_: Any = type_from_ast(schema, definition.type)
        required = is_non_null_type(type_) and definition.default_value is None
        found = givens.annotation(type_)
        parameters.append(found if required else f"{found} | UnsetType = UNSET")
        variables.append(variable)
    lines = [
        f"        {snake(v)}: {found},\n" for v, found in zip(variables, parameters, strict=True)
    ]
    given = "".join(["\n        self,\n        *,\n", *lines, "    "]) if lines else "self"
    pairs = ", ".join(f'"{variable}": {snake(variable)}' for variable in variables)
    return (
        f"    def {snake(name)}({given}) -> Answer[{answer}]:\n"
        f'        """`{name}`."""\n'
        f"        variables: dict[str, Any] = {{{pairs}}}\n"
        f'        return self._ask({_constant(name)}, "{name}", variables, {answer})'
    )


def _text(name: str, document: DocumentNode) -> str:
    text = print_ast(document).replace("\\", "\\\\").replace('"""', '\\"\\"\\"')
    return f'{_constant(name)} = """\\\n{text}\n"""'


def _constant(name: str) -> str:
    return f"_{snake(name).upper()}"


def _head(body: str) -> str:
    imports = []
    for module, known in _USED.items():
        used = [name for name in known if re.search(rf"\b{name}\b", body)]
        imports += [f"from {module} import {', '.join(used)}"] if used else []
    return _part("head").rstrip().replace("# imports", "\n".join(imports))


def _part(name: str) -> str:
    return files("taizhang_graphql.client").joinpath(f"{name}.py.txt").read_text("utf-8")
