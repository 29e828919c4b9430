"""Streaming: what is answered to a client that takes server-sent events."""

from litestar.types import Receive, Send

from taizhang.app import Platform
from taizhang.http.answering import answer
from taizhang.http.event_stream import accepts_stream, last_of, send_changes, send_whole
from taizhang.http.raw import Incoming
from taizhang.http.subscribing import subscribed, subscription_in
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Answer, Media, Request
from taizhang_graphql.mistakes import Mistake
from taizhang_graphql.negotiation import media_for
from taizhang_graphql.refusing import refused


def accept_beside(accept: str | None) -> str | None:
    """What to negotiate an answer in one piece by. Whoever takes events only gets it as one."""
    return None if _takes_only_events(accept) else accept


async def streamed(
    platform: Platform,
    viewer: Viewer,
    engine: Engine,
    request: Incoming,
    asked: Request | Answer,
    least: int,
    receive: Receive,
    send: Send,
) -> bool:
    """Answer as events where the client wants them: a subscription, or anything if it takes nothing
    else. Says whether it did.
    """
    accept = request.header("accept")
    if not accepts_stream(accept):
        return False
    if isinstance(asked, Request) and (found := subscription_in(viewer, engine, asked)):
        try:
            await followed(platform, viewer, engine, request, found, least, receive, send)
        except Mistake as mistake:
            await send_whole(send, refused(mistake, Media.RESPONSE).body)
        return True
    if not _takes_only_events(accept):
        return False
    if isinstance(asked, Request):
        asked = await answer(platform, viewer, engine, asked, least)
    await send_whole(send, asked.body)
    return True


async def followed(
    platform: Platform,
    viewer: Viewer,
    engine: Engine,
    request: Incoming,
    asked: Request,
    least: int,
    receive: Receive,
    send: Send,
    *,
    at: str | None = None,
) -> None:
    """Send the changes of a subscription for as long as there is somebody to send them to. Raises
    Mistake and Refused before it begins; `at`: the tenant whose address it was asked at.
    """
    scope = await platform.standing.scope(viewer, least)
    with subscribed(platform, request.token, viewer, engine, scope, asked, at=at) as following:
        await following.begin(last_of(request.header("last-event-id")))
        await send_changes(receive, send, following)


def _takes_only_events(accept: str | None) -> bool:
    try:
        media_for(accept)
    except Mistake:
        return accepts_stream(accept)
    return False
