"""docs/graphql.md: what it asks is answered as it shows, to a client's token, over HTTP."""

import asyncio
from typing import Any

import httpx
import pytest
from tests.docs.graphql.conftest import PAGE, Page, Question
from tests.docs.graphql.typed import sent_by, typed

from taizhang.cli import command_line

pytestmark = pytest.mark.anyio

CUT = "…"
TEN = Page(PAGE.read_text(encoding="utf-8")).questions


def test_there_are_ten_questions() -> None:
    assert len({question.name for question in TEN}) == 10


@pytest.mark.parametrize("question", TEN, ids=lambda question: question.name)
async def test_a_question_is_answered_as_the_page_shows(served: Any, question: Question) -> None:
    asked = {"query": question.text, "variables": question.variables}
    async with httpx.AsyncClient(base_url=served.url, trust_env=False) as http:
        answer = await http.post("/graphql", json=asked, headers=served.headers)
    found = answer.json()
    assert answer.status_code == 200, answer.text
    for member, shown in question.shown.items():
        _require_same(shown, found[member] if member == "data" else _of(found[member], shown))


async def test_everything_sent_with_curl_is_answered(served: Any, page: Any) -> None:
    sent = [words for words in typed(page) if words[0] == "curl"]
    assert len(sent) == 4
    for words in sent:
        answer = await _answered(served, words)
        assert answer.status_code == 200, (words, answer.text)


async def test_the_exported_file_has_every_open_ticket(served: Any, page: Any) -> None:
    (words,) = (w for w in typed(page) if w[0] == "curl" and any("/export/" in x for x in w))
    answer = await _sent(served, words)
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert len(answer.text.splitlines()) == 5


def test_what_is_typed_is_known_to_the_command_line(page: Any) -> None:
    ours = [words for program, *words in typed(page) if program == "taizhang"]
    assert len(ours) > 5
    for words in ours:
        command_line(words).parse_args(words, print_error=False, exit_on_error=False)


def _require_same(shown: Any, found: Any) -> None:
    """The same, where nothing was cut: the rest of a list, or of a text."""
    match shown:
        case dict():
            assert shown.keys() == found.keys()
            for name in shown:
                _require_same(shown[name], found[name])
        case [*begin, last] if last == CUT:
            assert len(found) > len(begin)
            _require_same(begin, found[: len(begin)])
        case list():
            assert len(shown) == len(found)
            for ours, theirs in zip(shown, found, strict=True):
                _require_same(ours, theirs)
        case str() if shown.endswith(CUT):
            assert found.startswith(shown.removesuffix(CUT))
        case _:
            assert shown == found


def _of(found: dict[str, Any], shown: dict[str, Any]) -> dict[str, Any]:
    """What of the extensions is shown."""
    return {name: found[name] for name in shown}


async def _answered(served: Any, words: list[str]) -> httpx.Response:
    """The answer; a document that was registered a moment ago is known within a second."""
    async with asyncio.timeout(20):
        while (answer := await _sent(served, words)).status_code == 404:
            pass
    return answer


async def _sent(served: Any, words: list[str]) -> httpx.Response:
    """What the page sends with curl, as the client of the page."""
    sent = sent_by(words)
    headers = {**sent.headers, **served.headers}
    async with httpx.AsyncClient(base_url=served.url, trust_env=False) as http:
        return await http.request(sent.method, sent.url, content=sent.body, headers=headers)
