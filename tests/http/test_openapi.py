"""The OpenAPI document says what the application does; the pages load nothing from elsewhere."""

import re
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest

from taizhang.app import installed
from taizhang.http import pages
from taizhang.http.commands import path_of
from taizhang.http.requests import PARAMETERS
from taizhang.tenancy.roles import ANYONE

pytestmark = pytest.mark.anyio

COMMANDS = installed()[0].commands
REFUSALS = {"400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503"}
ELSEWHERE = re.compile(r"""(?i)\b(?:https?|wss?|ftp):|(?:["'(=]|@import\s*)\s*//\w""")


@pytest.fixture(scope="module")
async def document(http: httpx.AsyncClient) -> Any:
    answer = await http.get("/schema/openapi.json")
    assert answer.status_code == 200
    return answer.json()


def _refs(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        part = list(part.values())
    if isinstance(part, list):
        for each in part:
            yield from _refs(each)


def _resolved(document: Any, ref: str) -> Any:
    assert ref.startswith("#/"), f"{ref} is outside of the document"
    found = document
    for key in ref[2:].split("/"):
        found = found[key.replace("~1", "/").replace("~0", "~")]
    return found


def _reached(document: Any, part: Any) -> set[str]:
    """All that a part refers to, directly or not."""
    reached: set[str] = set()
    pending = list(_refs(part))
    while pending:
        if (ref := pending.pop()) not in reached:
            reached.add(ref)
            pending += _refs(_resolved(document, ref))
    return reached


async def test_it_is_openapi_3_1(document: Any) -> None:
    assert document["openapi"].startswith("3.1.")
    assert {"title", "version"} <= set(document["info"])
    assert set(document) <= {
        "openapi",
        "info",
        "servers",
        "paths",
        "components",
        "tags",
        "security",
    }


async def test_every_reference_resolves(document: Any) -> None:
    refs = set(_refs(document))
    assert refs
    for ref in refs:
        assert _resolved(document, ref)


async def test_every_path_declares_its_parameters(document: Any) -> None:
    for path, operations in document["paths"].items():
        for operation in operations.values():
            declared = {p["name"] for p in operation["parameters"] if p["in"] == "path"}
            assert declared == set(re.findall(r"{(\w+)}", path))


async def test_the_parameters_are_those_that_are_understood(document: Any) -> None:
    for operations in document["paths"].values():
        names = {p["name"] for p in operations["post"]["parameters"] if p["in"] == "query"}
        assert names == set(PARAMETERS)


async def test_operations_have_names_of_their_own(document: Any) -> None:
    names = [o["operationId"] for path in document["paths"].values() for o in path.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", sorted(COMMANDS))
async def test_a_command_has_its_path_and_the_schema_of_its_body(document: Any, name: str) -> None:
    command = COMMANDS[name]
    operation = document["paths"][path_of(command)]["post"]
    body = operation["requestBody"]
    schema = _resolved(document, body["content"]["application/json"]["schema"]["$ref"])
    assert (operation["operationId"], body["required"]) == (name, True)
    assert tuple(schema["properties"]) == command.__struct_fields__
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize("name", sorted(COMMANDS))
async def test_every_field_of_a_command_has_a_chinese_title(document: Any, name: str) -> None:
    """Those of the Structs within it, too."""
    body = document["paths"][path_of(COMMANDS[name])]["post"]["requestBody"]
    untitled = [
        f"{ref}.{field}"
        for ref in _reached(document, body)
        for field, each in _resolved(document, ref).get("properties", {}).items()
        if not re.search("[\u4e00-\u9fff]", each.get("title", ""))
    ]
    assert untitled == []


@pytest.mark.parametrize("name", sorted(COMMANDS))
async def test_a_command_has_its_receipt_and_its_refusals(document: Any, name: str) -> None:
    responses = document["paths"][path_of(COMMANDS[name])]["post"]["responses"]
    assert set(responses) == {"200"} | REFUSALS
    for status, response in responses.items():
        (media,) = response["content"]
        schema = _resolved(document, response["content"][media]["schema"]["$ref"])
        assert (media, schema["title"]) == (
            ("application/json", "Receipt")
            if status == "200"
            else ("application/problem+json", "Problem")
        )


async def test_a_token_is_needed_for_all_but_what_anybody_may_do(document: Any) -> None:
    free = {
        o["operationId"]
        for p in document["paths"].values()
        for o in p.values()
        if not o["security"]
    }
    assert free == {name for name, c in COMMANDS.items() if ANYONE in c.decided_by.by} != set()


async def test_every_path_exists(document: Any, http: httpx.AsyncClient) -> None:
    for path in document["paths"]:
        answer = await http.get(path.replace("{tenant}", "santangjie"))
        assert answer.status_code == 405, path


async def test_a_real_receipt_is_as_the_schema_says(document: Any, town: Any) -> None:
    unit = {"organisation": "openapi-1", "name": "新村", "kind": "村"}
    receipt = (await town.post("organisations.register", unit)).json()
    schema = document["components"]["schemas"]["Receipt"]
    assert set(schema["required"]) <= set(receipt) <= set(schema["properties"])


async def test_a_real_problem_is_as_the_schema_says(document: Any, town: Any) -> None:
    problem = (await town.post("organisations.register", {})).json()
    schema = document["components"]["schemas"]["Problem"]
    assert set(schema["required"]) <= set(problem) <= set(schema["properties"])


@pytest.mark.parametrize("path", ["/", "/schema"])
async def test_a_page_and_what_it_loads_name_no_other_host(
    http: httpx.AsyncClient, town: Any, path: str
) -> None:
    answer = await http.get(path, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert not ELSEWHERE.search(answer.text)
    for asset in re.findall(r'(?:src|href)="(/static/[^"]+)"', answer.text):
        loaded = await http.get(asset)
        assert loaded.status_code == 200, asset
        assert not ELSEWHERE.search(loaded.text), asset


async def test_the_first_page_lists_the_tenants(http: httpx.AsyncClient, town: Any) -> None:
    page = (await http.get("/")).text
    assert town.tenant.name in page
    assert town.tenant.slug in page


async def test_the_first_page_lists_no_more_tenants_than_people_read(
    http: httpx.AsyncClient,
    opened: Callable[..., Awaitable[Any]],
    town: Any,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pages, "_SHOWN", 1)
    await opened("santangjie", "another")
    page = (await http.get("/")).text
    assert (page.count("<td><code>"), "只列出前 1 个单位" in page) == (1, True)


async def test_a_tenants_name_is_text_and_not_markup(
    http: httpx.AsyncClient, opened: Callable[..., Awaitable[Any]]
) -> None:
    await opened("santangjie", "markup", name="<script>alert(1)</script>")
    page = (await http.get("/")).text
    assert "<code>markup</code>" in page
    assert "<script>" not in page
