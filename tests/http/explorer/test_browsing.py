"""GraphiQL in a browser: it is asked, it completes, it follows, and nothing is from elsewhere."""

import json
import uuid
from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.http.browsing import Page

pytestmark = pytest.mark.anyio

FIRST = "{ organisations(first: 1) { nodes { organisation } } }"
UNITS = (
    "subscription { changes(type: Organisation) { ... on OrganisationVersion { value { name } } } }"
)
SUGGESTED = "document.querySelector('.suggest-widget.visible').innerText"


def asked(page: Page) -> list[Any]:
    """The bodies of all that was asked of `/graphql`, in order."""
    return [
        json.loads(each["request"]["postData"])
        for name, each in page.browser.told[page.session]
        if name == "Network.requestWillBeSent" and each["request"]["method"] == "POST"
    ]


async def test_the_query_that_is_there_at_first_is_answered(reading: Any) -> None:
    await reading.run()
    await reading.until_answered('"name": "荷塘村"')


async def test_nothing_is_asked_before_there_is_a_token(exploring: Any) -> None:
    await exploring.until_state("请先填写令牌")
    assert asked(exploring.page) == []


async def test_completion_knows_the_fields(reading: Any) -> None:
    await reading.write("{ organisations { ")
    await reading.key(" ", control=True)
    await reading.page.until(f"{SUGGESTED}.includes('totalCount')")


async def test_the_documentation_lists_types_and_tells_what_they_are(reading: Any) -> None:
    button = "document.querySelector('[aria-label=\"Show Documentation Explorer\"]')"
    await reading.page.js(f"{button}.click()")
    named = "[...document.querySelectorAll('a')].find((a) => a.innerText === 'Organisation')"
    await reading.page.until(f"!!{named}")
    await reading.page.js(f"{named}.click()")
    await reading.page.until_said("A unit in the register")


async def test_another_token_brings_another_schema(reading: Any, town: Any, client_of: Any) -> None:
    ticket = {"row": "Ticket", "stages": ["working"]}
    await reading.enter(town.tokens[await client_of(town, [ticket])])
    await reading.page.until("document.querySelector('.bar output').innerText === '模式已读到'")
    await reading.write("{ ")
    await reading.key(" ", control=True)
    await reading.page.until(f"{SUGGESTED}.includes('tickets')")
    assert "organisations" not in await reading.page.js(SUGGESTED)


async def test_a_wrong_token_is_told(exploring: Any) -> None:
    await exploring.enter("tz.santangjie.nonsense")
    await exploring.until_state("令牌无效")


async def test_a_mistake_in_a_query_is_told(reading: Any) -> None:
    await reading.write("{ organisations { nodes { nam } } }")
    await reading.run()
    await reading.until_state("有错误 · HTTP 400")
    await reading.until_answered('"code": "graphql.validation"')


async def test_a_subscription_follows_and_stops(reading: Any, town: Any) -> None:
    await reading.write(UNITS)
    await reading.run()
    await reading.until_state("订阅中")
    unit = {"organisation": f"u-{uuid.uuid4().hex[:12]}", "name": "新来的村", "kind": "村"}
    answer = await town.post("organisations.register", unit)
    assert answer.status_code == 200, answer.text
    await reading.until_answered("新来的村")
    await reading.run()
    await reading.until_state("订阅已结束")


async def test_the_token_is_kept_by_the_tab_alone(reading: Any, town: Any) -> None:
    await reading.page.reload()
    await reading.until_state("模式已读到")
    assert await reading.page.js("localStorage.length") == 0
    assert await reading.page.js("document.cookie") == ""
    assert not [url for url in reading.page.requested if "tz." in url]
    assert "tz." not in await reading.page.js("location.href")


async def test_nothing_comes_from_elsewhere(reading: Any) -> None:
    await reading.write(FIRST)
    await reading.run()
    await reading.until_answered('"organisation"')
    await reading.write("{ organisations { ")
    await reading.key(" ", control=True)
    await reading.page.until(f"{SUGGESTED}.includes('totalCount')")
    urls = [url for url in reading.page.requested if not url.startswith("data:")]
    assert {f"{urlsplit(url).scheme}://{urlsplit(url).netloc}" for url in urls} == {reading.address}
    assert any("/static/graphiql/graphql-" in url for url in urls)  # the worker that completes


async def test_the_policy_refuses_nothing_that_the_page_needs(reading: Any) -> None:
    await reading.write("{ organisations { ")
    await reading.key(" ", control=True)
    await reading.page.until(f"{SUGGESTED}.includes('totalCount')")
    told = reading.page.browser.told[reading.page.session]
    assert await reading.page.js("window.refused") == []
    assert [each for name, each in told if name == "Log.entryAdded"] == []


async def test_the_policy_lets_nothing_leave(reading: Any) -> None:
    """A request to elsewhere, made by the page itself, is refused before it is sent."""
    sent = "fetch('http://plain.example/').then(() => 'sent', () => 'refused')"
    assert await reading.page.js(sent) == "refused"
    assert any("connect-src" in each for each in await reading.page.js("window.refused"))
