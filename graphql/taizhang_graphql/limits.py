"""Limits: what one request may cost. Whoever runs the service may set each."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import fields

from taizhang.errors import Reason, Refusal, Refused
from taizhang.suggest import nearest

PREFIX = "TAIZHANG_GRAPHQL_"
"""Before a limit's name in upper case: the variable of the environment that sets it."""

UNKNOWN = Refusal(
    "graphql.unknown_setting",
    zh="环境变量 {variable} 不是 GraphQL 的限制{hint}；docs/graphql.md 列出全部限制",
    en="{variable} sets no limit of GraphQL; see docs/graphql.md",
)
WRONG = Refusal(
    "graphql.bad_setting",
    zh="环境变量 {variable} 的值“{value}”不能用：{expected}",
    en="{variable} cannot be {value!r}: {fault}",
)
_EXPECTED = {int: "应为正整数", float: "应为大于 0 的秒数", bool: "应为 true 或 false"}

Count = Annotated[int, Meta(ge=1, le=2**31)]
Seconds = Annotated[float, Meta(gt=0, le=3600)]


class Limits(Struct, frozen=True, kw_only=True):
    """Each limit refuses with an error that names it and says what to do."""

    body: Count = 100_000
    """Bytes of a request's body or query string."""
    tokens: Count = 2_000
    """Tokens of the document, comments counted apart up to the same number."""
    depth: Count = 15
    """Levels of fields; a page takes three (`tickets { edges { node {`) or two (`nodes`)."""
    aliases: Count = 30
    """Renamed fields in the document."""
    directives: Count = 50
    """Uses of `@skip` and `@include`."""
    fields: Count = 1_000
    """Fields once every fragment is written out."""
    descriptions: Count = 2
    """Uses of `__schema` and `__type`."""
    filters: Count = 200
    """Comparisons in all `where` together."""
    items: Count = 1_000
    """Values in one list, as in `in: [...]`."""
    page: Count = 1_000
    """The highest `first`."""
    default_page: Count = 50
    """`first` at the root, where none is given."""
    default_nested: Count = 10
    """`first` of a page or a history within a row, where none is given."""
    objects: Count = 20_000
    """Complexity: the objects that the answer may hold, pages within pages multiplied."""
    seconds: Seconds = 5.0
    """Time that PostgreSQL may take."""
    concurrent: Count = 64
    """Queries of one token that are under way at once, in each process."""
    exports: Count = 2
    """Exports of one token that are under way at once, in each process."""
    errors: Count = 20
    """Errors that are reported at once."""
    subscriptions: Count = 100
    """Subscriptions of one token's holder at the same time."""
    operations: Count = 50
    """Operations at the same time on one WebSocket."""
    heartbeat: Seconds = 15.0
    """Seconds after which a subscription without news says how far it has looked."""
    introspection: bool = True
    """Whether the schema may be asked for."""
    documents: Count = 500_000
    """Memory: characters of all documents that are kept parsed."""
    worlds: Count = 64
    """Memory: schemas that are kept for as many different grants."""
    plans: Count = 10_000_000
    """Memory: characters of all statements that are kept compiled."""


def limits_of(environment: Mapping[str, str]) -> Limits:
    """The limits that the operator has set. Raises Refused with all that is wrong."""
    known = {variable_of(field.name): field for field in fields(Limits)}
    given = {name: text for name, text in environment.items() if name.startswith(PREFIX)}
    reasons = [_unknown(name, known) for name in given if name not in known]
    values: dict[str, Any] = {}
    for name, text in given.items():
        if (field := known.get(name)) is None:
            continue
        try:
            values[field.name] = msgspec.convert(text.strip(), field.type, strict=False)
        except msgspec.ValidationError as error:
            expected = _EXPECTED[type(field.default)]
            reasons.append(WRONG(variable=name, value=text, expected=expected, fault=str(error)))
    if reasons:
        raise Refused(*reasons)
    return Limits(**values)


def variable_of(limit: str) -> str:
    """The variable of the environment that sets a limit."""
    return PREFIX + limit.upper()


def _unknown(name: str, known: Mapping[str, Any]) -> Reason:
    near = nearest(name, known)
    return UNKNOWN(variable=name, hint=f"，是否想用 {near}？" if near else "")
