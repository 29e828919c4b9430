"""Application: the web framework's, with a way past its router for what is asked most."""

from collections.abc import Mapping
from typing import Any

from litestar import Litestar, Request
from litestar.types import ASGIApp, Receive, Send
from litestar.types import Scope as Connection

from taizhang.errors import Refused
from taizhang.http.problems import from_fault, from_refused


class Application(Litestar):
    """Answers paths of `shortcuts` before it looks for a route: finding one takes as long as a
    tenth of a small answer.
    """

    shortcuts: Mapping[str, ASGIApp] = {}

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Answer one connection."""
        if scope["type"] == "http" and (endpoint := self.shortcuts.get(scope["path"])):
            await endpoint(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def telling(endpoint: ASGIApp) -> ASGIApp:
    """An endpoint that tells by a problem document what went wrong before it began to answer."""

    async def told(scope: Connection, receive: Receive, send: Send) -> None:
        try:
            await endpoint(scope, receive, send)
        except Exception as error:
            request: Request[Any, Any, Any] = Request(scope, receive, send)
            response = (
                from_refused(request, error)
                if isinstance(error, Refused)
                else from_fault(request, error)
            )
            await response.to_asgi_response(app=None, request=request)(scope, receive, send)

    return told
