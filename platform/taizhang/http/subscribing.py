"""Subscribing: a subscription of a viewer, from when it was asked for until it is left."""

import contextlib
from collections.abc import Iterator

from taizhang.app import Platform
from taizhang.viewing.asked import Kind
from taizhang.viewing.following import Following
from taizhang.viewing.registered import chosen, require_registered
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Request, Scope
from taizhang_graphql.mistakes import Mistake
from taizhang_graphql.refusing import refused


def subscription_in(viewer: Viewer, engine: Engine, asked: Request) -> Request | None:
    """The request with the text of the document that it names, if it is a subscription. Anything
    else, a mistake too, is for `answer` to answer.
    """
    try:
        asked = chosen(viewer, asked)
        return asked if engine.subscribes(asked) else None
    except Mistake:
        return None


@contextlib.contextmanager
def subscribed(
    platform: Platform,
    token: str | None,
    viewer: Viewer,
    engine: Engine,
    scope: Scope,
    asked: Request,
    *,
    at: str | None = None,
) -> Iterator[Following]:
    """The subscription, not yet begun; `at`: the tenant whose address it was asked at. Whatever
    ends it, nothing of it is left. Raises Mistake, and Refused(`access.too_many_subscriptions`).
    Another system's is logged when it ends.
    """
    holder = (viewer.tenant.id, viewer.actor, viewer.token)
    mistake: Mistake | None = None

    async def look() -> Viewer:
        found = await platform.gate.viewer(token)
        require_registered(found, asked)
        return found if at is None else found.at(at)

    with platform.queries.asked(
        viewer, Kind.SUBSCRIPTION, asked.query, name=asked.document, operation=asked.operation
    ) as noted:
        try:
            plan, window = engine.watched(scope, asked)
            sources = platform.following
            with sources.turns.taken(holder):
                following = Following(sources, engine, plan, window, viewer, look, noted.answered)
                with contextlib.closing(following):
                    yield following
        except Mistake as found:  # an answer too
            mistake = found
            noted.answered(refused(mistake, asked.media))
    if mistake is not None:
        raise mistake
