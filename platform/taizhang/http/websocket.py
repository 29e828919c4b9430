"""WebSocket: `graphql-transport-ws`, any number of operations on one connection.

https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md names messages and codes.
"""

import contextlib
from typing import Any

from litestar.types import Receive, Send
from litestar.types import Scope as Connection

from taizhang.app import Platform
from taizhang.http.conversation import Conversation
from taizhang.http.messages import Closing
from taizhang.http.raw import incoming

PROTOCOL = "graphql-transport-ws"


async def converse(
    platform: Platform, connection: Connection, receive: Receive, send: Send
) -> None:
    """One connection, from its first message to its last."""
    await receive()  # websocket.connect
    offered: Any = connection
    spoken = PROTOCOL in offered["subprotocols"]
    await _accept(send, PROTOCOL if spoken else None)
    talk = Conversation(platform, incoming(connection).token, receive, send)
    try:
        if not spoken:
            raise Closing(4406, "Subprotocol not acceptable")
        await talk.hold()
    except Closing as closing:
        talk.end()
        await _close(send, closing)
    finally:  # nothing is waited for here: a server that stops cancels this
        talk.end()


async def _accept(send: Send, protocol: str | None) -> None:
    accept: Any = {"type": "websocket.accept", "subprotocol": protocol, "headers": []}
    await send(accept)


async def _close(send: Send, closing: Closing) -> None:
    close: Any = {"type": "websocket.close", "code": closing.code, "reason": closing.reason}
    with contextlib.suppress(OSError):  # it has left already
        await send(close)
