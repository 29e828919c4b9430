"""Subscribing: a subscription of a viewer, from when it was asked for until it is left."""

import contextlib
import functools
from collections.abc import Iterator

from taizhang.app import Platform
from taizhang.viewing.asked import Kind
from taizhang.viewing.following import Following
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Request, Scope
from taizhang_graphql.mistakes import Mistake
from taizhang_graphql.refusing import refused


@contextlib.contextmanager
def subscribed(
    platform: Platform,
    token: str | None,
    viewer: Viewer,
    engine: Engine,
    scope: Scope,
    asked: Request,
) -> Iterator[Following]:
    """The subscription, not yet begun. Whatever ends it, nothing of it is left. Raises Mistake, and
    Refused(`access.too_many_subscriptions`). Another system's is logged when it ends.
    """
    holder = (viewer.tenant.id, viewer.actor, viewer.token)
    mistake: Mistake | None = None
    with platform.queries.asked(
        viewer, Kind.SUBSCRIPTION, asked.query, name=asked.document, operation=asked.operation
    ) as noted:
        try:
            plan, window = engine.watched(scope, asked)
            sources = platform.following
            look = functools.partial(platform.gate.viewer, token)
            with sources.turns.taken(holder):
                following = Following(sources, engine, plan, window, viewer, look, noted.answered)
                with contextlib.closing(following):
                    yield following
        except Mistake as found:  # an answer too
            mistake = found
            noted.answered(refused(mistake, asked.media))
    if mistake is not None:
        raise mistake
