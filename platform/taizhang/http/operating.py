"""Operating: one operation on a WebSocket: a query that is answered once, or a subscription."""

from collections.abc import Awaitable, Callable

import msgspec
from msgspec import Raw, Struct

from taizhang.app import Platform
from taizhang.errors import Refused
from taizhang.http.answering import answer, engine_of
from taizhang.http.messages import written
from taizhang.http.refusing import errors_of, reason_of
from taizhang.http.subscribing import subscribed, subscription_in
from taizhang.viewing.following import Following
from taizhang_graphql.exchange import Answer, Request

Write = Callable[[str], Awaitable[None]]


class _Body(Struct, frozen=True):
    data: Raw | msgspec.UnsetType = msgspec.UNSET
    errors: Raw | msgspec.UnsetType = msgspec.UNSET


class Operation(Struct, frozen=True):
    """An operation under its `name`, the message's id, of whoever holds the token."""

    platform: Platform
    token: str | None
    write: Write
    name: str

    async def run(self, request: Request) -> None:
        """Run it to its end, and say so. Raises Refused where the token is good no longer."""
        try:
            await self._run(request)
        except Exception as fault:
            reason = reason_of(fault)
            await self._say("error", errors_of(reason))
            if isinstance(reason, Refused) and reason.status in (401, 403):
                raise reason from fault

    async def _run(self, request: Request) -> None:
        viewer = await self.platform.gate.viewer(self.token)
        engine = await engine_of(self.platform, viewer)
        if asked := subscription_in(viewer, engine, request):
            scope = await self.platform.standing.scope(viewer)
            with subscribed(self.platform, self.token, viewer, engine, scope, asked) as following:
                await following.begin()
                await self._follow(following)
        else:
            await self._answer(await answer(self.platform, viewer, engine, request))

    async def _answer(self, answer: Answer) -> None:
        found = msgspec.json.decode(answer.body, type=_Body)
        if found.data is msgspec.UNSET:
            await self._say("error", found.errors)
        else:
            await self._say("next", Raw(answer.body))
            await self._say("complete")

    async def _follow(self, following: Following) -> None:
        await self._looked(following)
        while True:
            batch = await following.next()
            for event in batch.events:
                await self._say("next", Raw(event.body))
            if not batch.events or batch.position > batch.events[-1].position:
                await self._looked(following)

    async def _looked(self, following: Following) -> None:
        """Say how far it has been looked, so that one without news can go on from there too."""
        place = {"id": self.name, "position": following.position, "history": following.history}
        await self.write(written("ping", payload=place))

    async def _say(self, kind: str, payload: object = msgspec.UNSET) -> None:
        await self.write(written(kind, self.name, payload))
