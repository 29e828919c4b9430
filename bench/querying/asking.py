"""Asking: a question's requests as bytes, for each server, and what it answers."""

import http.client
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from bench.querying.county import County
from bench.querying.questions import Question, objects
from bench.querying.rows import TICKETS
from bench.querying.servers import LIMIT, OURS, POSTGRAPHILE, Running

KEYS = 256
"""Different objects that are asked for by key."""
_ACCEPT = "application/graphql-response+json"


def requests(
    server: str, question: Question, county: County, variables: dict[str, Any] | None = None
) -> list[str]:
    """All requests of a question; one, or one for each key."""
    keys: list[str] | list[None] = list(_keys()) if question.keyed else [None]
    return [_request(server, question, county, key, variables or {}) for key in keys]


def ask(running: Running, request: str) -> Any:
    """The objects that a request finds. Raises ValueError for anything but a good answer."""
    head, _, body = request.partition("\r\n\r\n")
    first, *lines = head.split("\r\n")
    method, path, _ = first.split(" ")
    headers = dict(line.split(": ", 1) for line in lines)
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)
    connection.request(method, path, body.encode() or None, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    if answer.status != 200:
        raise ValueError(f"{answer.status} {text[:500]!r}")
    return objects(text)


def _keys() -> Iterator[str]:
    return (f"t{1 + n * 7919 % TICKETS:06d}" for n in range(KEYS))


def _request(
    server: str, question: Question, county: County, key: str | None, more: dict[str, Any]
) -> str:
    if server == LIMIT:
        path = "/".join(quote(part) for part in (question.path, county.id, key) if part)
        return _http("GET", f"/{path}", {})
    named = {} if key is None else {"key": key}
    if server == OURS:
        body = {"query": question.ours, "variables": named | more}
        return _post(body, {"authorization": f"Bearer {county.token}", "accept": _ACCEPT})
    text = question.postgraphile if server == POSTGRAPHILE else question.strawberry
    return _post({"query": text, "variables": {"tenant": county.id} | named}, {"accept": _ACCEPT})


def _post(body: dict[str, Any], headers: dict[str, str]) -> str:
    text = json.dumps(body, ensure_ascii=False)
    size = {"content-type": "application/json", "content-length": str(len(text.encode()))}
    return _http("POST", "/graphql", headers | size) + text


def _http(method: str, path: str, headers: dict[str, str]) -> str:
    named = {"host": "127.0.0.1", **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n"
