"""What the tests of the protocol share: a client's documents, and waiting for rows."""

import hashlib
from typing import Any

import httpx

NAMES = "{ organisations(first: 100) { nodes { organisation name } } }"
ONE = """query($village: String!, $first: Int = 2) {
  organisation(organisation: $village) { name kind }
  organisations(first: $first) { nodes { organisation } }
}"""
ROWS = ["Organisation", {"row": "Ticket", "stages": ["working"]}]


async def caught_up(town: Any) -> int:
    """The position that the rows have come to: the log's head."""
    position: int = await town.head()
    await town.query("{ __typename }", url=f"/graphql?minPosition={position}")
    return position


async def register(town: Any, actor: str, name: str, text: str) -> httpx.Response:
    """Register a document as the client."""
    body = {"client": actor.removeprefix("client:"), "document": name, "text": text}
    answer: httpx.Response = await town.post("access.register_document", body, actor=actor)
    return answer


async def registered(town: Any, actor: str, **documents: str) -> None:
    """Register documents, and have the gate know them."""
    for name, text in documents.items():
        answer = await register(town, actor, name, text)
        assert answer.status_code == 200, answer.text
    await anew(town, actor)


async def anew(town: Any, actor: str) -> None:
    """Another token, since what one may see is believed for a second."""
    town.tokens[actor] = await town.platform.tokens.issue(town.tenant, actor, "示例")


async def get(town: Any, url: str, actor: str, **more: Any) -> httpx.Response:
    """Ask by GET with an actor's token."""
    headers = town.bearer(actor) | more.pop("headers", {})
    answer: httpx.Response = await town.http.get(url, headers=headers, **more)
    return answer


def hashed(text: str) -> str:
    """The id of a document by itself."""
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()
