"""Route: GraphQL over HTTP, without any web framework's types."""

from typing import Any
from urllib.parse import parse_qsl

import asyncpg
import msgspec
from msgspec import UNSET, Struct, UnsetType

from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Answer, Media, Request, Scope
from taizhang_graphql.limits import Limits
from taizhang_graphql.mistakes import MALFORMED, MEDIA, METHOD, TOO_LARGE, Mistake
from taizhang_graphql.negotiation import media_for
from taizhang_graphql.refusing import refused


class Parts(Struct, frozen=True, gc=False):
    """What matters of an HTTP request; `query` is the query string."""

    method: str
    query: str = ""
    body: bytes = b""
    content_type: str | None = None
    accept: str | None = None
    unless: str | None = None
    """`If-None-Match`."""


class _Body(Struct, frozen=True):
    query: str | UnsetType = UNSET
    document: str | None = msgspec.field(default=None, name="documentId")
    variables: dict[str, Any] | None = None
    operation: str | None = msgspec.field(default=None, name="operationName")
    extensions: dict[str, Any] | None = None


async def serve(
    engine: Engine, connection: "asyncpg.Connection[Any]", scope: Scope, parts: Parts
) -> Answer:
    """The answer to an HTTP request, whatever is wrong with it."""
    request = read(parts, engine.limits)
    if isinstance(request, Answer):
        return request
    return await engine.answer(connection, scope, request)


def read(parts: Parts, limits: Limits) -> Request | Answer:
    """The GraphQL request of an HTTP request, or the answer that refuses it."""
    media = Media.JSON
    try:
        media = media_for(parts.accept)
        return _request(parts, limits, media)
    except Mistake as mistake:
        return refused(mistake, media)


def _request(parts: Parts, limits: Limits, media: Media) -> Request:
    get = parts.method == "GET"
    if not get and parts.method != "POST":
        raise Mistake(METHOD)
    if len(parts.query if get else parts.body) > limits.body:
        raise Mistake(TOO_LARGE, limit=limits.body)
    body = _from_query(parts.query, limits) if get else _from_body(parts)
    return Request(
        query=body.query or "",
        variables=body.variables or {},
        operation=body.operation or None,
        media=media,
        get=get,
        document=body.document or None,
        unless=parts.unless if get else None,
    )


def _from_query(query: str, limits: Limits) -> _Body:
    try:
        fields: dict[str, Any] = dict(
            parse_qsl(query, errors="strict", max_num_fields=limits.items)
        )
    except ValueError as error:
        raise Mistake(MALFORMED, detail=str(error)) from None
    for name in ("variables", "extensions"):
        if name in fields:
            fields[name] = _decoded(fields[name].encode())
    return _converted(fields)


def _from_body(parts: Parts) -> _Body:
    name, *parameters = (p.strip().lower() for p in (parts.content_type or "").split(";"))
    charsets = {p.removeprefix("charset=").strip('"') for p in parameters if "charset=" in p}
    if name != "application/json" or charsets - {"utf-8", "utf8"}:
        raise Mistake(MEDIA)
    return _one_document(_decoded(parts.body, _Body))


def _decoded(text: bytes, type_: Any = Any) -> Any:
    try:
        return msgspec.json.decode(text, type=type_)
    except msgspec.ValidationError as error:
        raise Mistake(MALFORMED, detail=str(error)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Mistake(MALFORMED, detail=f"JSON: {error}") from None


def _converted(fields: Any) -> _Body:
    try:
        body = msgspec.convert(fields, _Body)
    except msgspec.ValidationError as error:
        raise Mistake(MALFORMED, detail=str(error)) from None
    return _one_document(body)


def _one_document(body: _Body) -> _Body:
    if (body.query is UNSET) is (not body.document):
        raise Mistake(MALFORMED, detail="query 与 documentId 应给且只给一个")
    return body
