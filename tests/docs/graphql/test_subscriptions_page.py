"""docs/subscriptions.md: what it registers is streamed, to the client of docs/graphql.md."""

import asyncio
import json
from typing import Any

import httpx
import pytest
from tests.docs.graphql.conftest import PAGE, Page
from tests.docs.graphql.typed import Sent, sent_by, typed

pytestmark = pytest.mark.anyio

SUBSCRIPTIONS = Page(PAGE.with_name("subscriptions.md").read_text(encoding="utf-8"))


async def test_what_is_registered_with_curl_is_streamed(served: Any) -> None:
    registering, asking = map(sent_by, typed(SUBSCRIPTIONS))
    async with httpx.AsyncClient(base_url=served.url, trust_env=False) as http:
        made = await http.post(
            registering.url,
            content=registering.body,
            headers={**registering.headers, **served.headers},
        )
        assert made.status_code == 200, made.text
        change = await _first(http, asking, served.headers)
    assert {"position", "key", "gone"} == change["data"]["changes"].keys()


async def _first(http: httpx.AsyncClient, asking: Sent, token: dict[str, str]) -> Any:
    """The first change; a document that was registered a moment ago is known within a second."""
    headers = {**asking.headers, **token}
    async with asyncio.timeout(20):
        while True:
            async with http.stream(asking.method, asking.url, headers=headers) as answer:
                async for line in answer.aiter_lines():
                    if line.startswith("data: {"):
                        return json.loads(line.removeprefix("data: "))
                assert answer.status_code == 404, answer.status_code
