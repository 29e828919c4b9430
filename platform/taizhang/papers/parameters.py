"""Parameters: the variables of a document's query, from what an address or a flag gives as text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from graphql import (
    GraphQLSchema,
    NonNullTypeNode,
    VariableDefinitionNode,
    get_named_type,
    get_nullable_type,
    get_variable_values,
    is_input_object_type,
    is_list_type,
    print_ast,
    type_from_ast,
)
from msgspec import Struct

from taizhang.errors import Reason, Refusal, Refused
from taizhang.papers.question import Question
from taizhang.suggest import hint

UNKNOWN = Refusal(
    "papers.unknown_parameter",
    zh="没有“{name}”这个参数{hint}；可用的参数：{known}",
    en="unknown parameter {name!r}; the parameters are {known}",
    status=400,
)
REPEATED = Refusal(
    "papers.repeated_parameter",
    zh="参数 {name} 只能写一次",
    en="the parameter {name} may be given once",
    status=400,
)
MISSING = Refusal(
    "papers.missing_parameter",
    zh="缺少参数 {name}（{type}）",
    en="the parameter {name} of type {type} is missing",
    status=400,
)
WRONG = Refusal(
    "papers.wrong_parameter",
    zh="参数 {name} 应为 {type}，收到“{value}”",
    en="the parameter {name} is of type {type}, not {value!r}",
    status=400,
)
_NUMBERS = ("Int", "Long", "Float", "Boolean")


class Parameter(Struct, frozen=True):
    """One parameter as a list of documents shows it; `type` as GraphQL writes it."""

    name: str
    type: str
    required: bool


def parameters_of(question: Question) -> list[Parameter]:
    """What a document may be given, and what it must."""
    return [
        Parameter(name, print_ast(node.type), _required(node))
        for name, node in question.variables.items()
    ]


def values_of(
    question: Question, types: GraphQLSchema, given: Iterable[tuple[str, str]], also: Iterable[str]
) -> dict[str, Any]:
    """The variables as GraphQL takes them. Raises Refused with everything that is wrong.

    `also` are the names that are understood beside the document's own.
    """
    texts: dict[str, list[str]] = {}
    for name, text in given:
        texts.setdefault(name, []).append(text)
    own = question.variables
    reasons = [_unknown(name, [*own, *also]) for name in texts if name not in own]
    read = {name: _read(types, own[name], texts[name]) for name in texts if name in own}
    reasons += [value for value in read.values() if isinstance(value, Reason)]
    reasons += [
        MISSING(name=name, type=print_ast(node.type))
        for name, node in own.items()
        if name not in texts and _required(node)
    ]
    if reasons:
        raise Refused(*reasons)
    return read


def _unknown(name: str, known: Sequence[str]) -> Reason:
    return UNKNOWN(name=name, hint=hint(name, known), known="、".join(known) or "（无）")


def _required(node: VariableDefinitionNode) -> bool:
    return isinstance(node.type, NonNullTypeNode) and node.default_value is None


def _read(types: GraphQLSchema, node: VariableDefinitionNode, texts: Sequence[str]) -> Any:
    name = node.variable.name.value
    type_: Any = type_from_ast(types, node.type)
    several = is_list_type(get_nullable_type(type_))
    if len(texts) > 1 and not several:
        return REPEATED(name=name)
    read = [_value(type_, text) for text in texts]
    value = read if several else read[0]
    if isinstance(get_variable_values(types, [node], {name: value}), list):
        return WRONG(name=name, type=print_ast(node.type), value="、".join(texts))
    return value


def _value(type_: Any, text: str) -> Any:
    """Numbers and objects are written as in JSON; everything else is text."""
    named = get_named_type(type_)
    if named.name not in _NUMBERS and not is_input_object_type(named):
        return text
    try:
        return msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError):
        return text


def shown(values: Mapping[str, Any]) -> str:
    """The parameters on paper: `year=2012，village=jingui`."""
    return "，".join(f"{name}={_plain(value)}" for name, value in values.items())


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
