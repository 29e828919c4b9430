"""`/q/{tenant}/{name}`: registered documents for whoever knows no GraphQL: queries as plain JSON,
subscriptions as events.

At the tenant that gave the token all is asked that it may see, at another that tenant alone.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import asgi
from litestar.exceptions import MethodNotAllowedException, NotFoundException
from litestar.handlers import ASGIRouteHandler
from litestar.types import Receive, Send
from litestar.types import Scope as Connection
from msgspec import Struct
from msgspec.structs import replace

from taizhang.app import Platform
from taizhang.errors import Refusal, Refused
from taizhang.http.answering import answer, engine_of
from taizhang.http.raw import Incoming, incoming, send_answer
from taizhang.http.registered_request import asked_with, question_of, subscribes
from taizhang.http.registered_stream import stream_registered
from taizhang.papers.parameters import Parameter, parameters_of
from taizhang.suggest import hint
from taizhang.viewing.asked import Kind
from taizhang.viewing.reasons import refused_for
from taizhang.viewing.registered import id_of
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Answer, Media, Positions

FOR_CLIENTS = Refusal(
    "access.for_clients",
    zh="登记的查询属于对接系统；本单位人员请用 POST /graphql 查询，或用 /papers/{tenant} 出具文件",
    en="registered documents belong to other systems; people ask /graphql, or /papers/{tenant}",
    status=403,
)
UNKNOWN = Refusal(
    "access.unknown_document",
    zh="没有登记过查询“{name}”{hint}；GET /q/{tenant} 列出已登记的查询",
    en="no document {name!r} is registered; GET /q/{tenant} lists those that are",
    status=404,
)
_JSON = "application/json; charset=utf-8"


class Listed(Struct, frozen=True, omit_defaults=True):
    """A registered document. `subscribes`: it is answered as events. With `faults`, it no longer
    fits what is granted or installed.
    """

    name: str
    id: str
    path: str
    parameters: list[Parameter] = []
    subscribes: bool = False
    faults: list[str] = []


def registered_documents(platform: Platform) -> ASGIRouteHandler:
    """`GET /q/{tenant}` lists a client's documents, `GET /q/{tenant}/{name}` answers one."""

    # A mount, because Litestar 2.25 finds no parameters of a raw route that is asked over HTTP.
    @asgi("/q", is_mount=True, copy_scope=False)
    async def endpoint(scope: Connection, receive: Receive, send: Send) -> None:
        slug, *name = _places(scope)
        request = incoming(scope)
        if request.method not in ("GET", "HEAD"):
            raise MethodNotAllowedException("GET", headers={"Allow": "GET, HEAD"})
        viewer = (await platform.gate.viewer(request.token)).at(slug)
        if viewer.access is None:
            raise Refused(FOR_CLIENTS(tenant=slug))
        engine = await engine_of(platform, viewer)
        documents = viewer.access.documents
        if not name:
            found = _listed(engine, slug, documents)
        elif name[0] not in documents:
            raise Refused(UNKNOWN(name=name[0], hint=hint(name[0], documents), tenant=slug))
        elif subscribes(engine, documents[name[0]]):
            await stream_registered(platform, viewer, engine, request, slug, name[0], receive, send)
            return
        else:
            found = await _asked(platform, viewer, engine, request, name[0])
        await send_answer(send, request, found, _JSON)

    return endpoint


async def _asked(
    platform: Platform, viewer: Viewer, engine: Engine, request: Incoming, name: str
) -> Answer:
    assert viewer.access is not None
    asked, least = asked_with(engine, viewer.access.documents[name], request.query)
    asked = replace(asked, document=name, unless=request.header("if-none-match"))
    found = await answer(platform, viewer, engine, asked, least, Kind.REGISTERED)
    if found.code is not None:
        raise _refused(found)
    return replace(found, headers={**found.headers, **_position(found.positions)})


def _listed(engine: Engine, slug: str, documents: Mapping[str, str]) -> Answer:
    found = [_described(engine, f"/q/{slug}/{name}", name, documents[name]) for name in documents]
    return Answer(200, msgspec.json.encode(found), Media.JSON)


def _described(engine: Engine, path: str, name: str, text: str) -> Listed:
    try:
        parameters = parameters_of(question_of(engine, text))
    except Refused as refused:
        faults = [reason.sentence() for reason in refused.reasons]
        return Listed(name, id_of(text), path, faults=faults)
    return Listed(name, id_of(text), path, parameters, subscribes(engine, text))


def _refused(answer: Answer) -> Refused:
    """An answer that has errors only. Too slow a query is the asker's to mend."""
    errors = msgspec.json.decode(answer.body)["errors"]
    again = answer.headers.get("retry-after")
    status = answer.status if answer.status >= 400 else 400
    return refused_for(errors, status, int(again) if again else None)


def _position(positions: Positions) -> dict[str, str]:
    """The position of one tenant's rows; of several `slug=number, …`."""
    if positions is None:
        return {}
    if isinstance(positions, int):
        return {"taizhang-position": str(positions)}
    told = (f"{slug}={position}" for slug, position in positions.items())
    return {"taizhang-position": ", ".join(told)}


def _places(scope: Connection) -> list[str]:
    """What follows `/q/` in the path. Raises NotFoundException for more or less than asked."""
    found: Any = scope
    below = str(found["path"]).strip("/")
    found["path"] = f"/q/{below}"  # as it was asked, for problem documents
    places = below.split("/")
    if not below or len(places) > 2:
        raise NotFoundException
    return places
