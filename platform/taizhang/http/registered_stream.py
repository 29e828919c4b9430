"""Registered stream: `/q/{tenant}/{name}` of a registered subscription, as server-sent events."""

from litestar.types import Receive, Send
from msgspec.structs import replace

from taizhang.app import Platform
from taizhang.errors import Refusal, Refused
from taizhang.http.event_stream import MEDIA, accepts_stream, send_head
from taizhang.http.raw import Incoming
from taizhang.http.registered_request import asked_with
from taizhang.http.streaming import followed
from taizhang.viewing.reasons import refused_for
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.engine import Engine
from taizhang_graphql.mistakes import Mistake

EVENTS_ONLY = Refusal(
    "access.events_only",
    zh="“{name}”登记的是订阅，只以事件流回答；请用 Accept: {expected}，收到的是“{accept}”",
    en="{name!r} is a subscription, answered as {expected} only; Accept was {accept!r}",
    status=406,
)


async def stream_registered(
    platform: Platform,
    viewer: Viewer,
    engine: Engine,
    request: Incoming,
    slug: str,
    name: str,
    receive: Receive,
    send: Send,
) -> None:
    """Send the changes of a client's document `name`, asked at the address of the tenant `slug`.

    Raises Refused for all that keeps it from beginning; what ends it later is its last event.
    """
    accept = request.header("accept")
    if not accepts_stream(accept):
        raise Refused(EVENTS_ONLY(name=name, accept=accept or "", expected=MEDIA))
    if request.method == "HEAD":
        await send_head(send)
        return
    assert viewer.access is not None
    asked, least = asked_with(engine, viewer.access.documents[name], request.query)
    asked = replace(asked, document=name)
    try:
        await followed(platform, viewer, engine, request, asked, least, receive, send, at=slug)
    except Mistake as mistake:
        retry_after = mistake.kind.retry_after
        raise refused_for(mistake.errors(), mistake.status, retry_after) from None
