"""What a tenant's switches and a token's roles leave open, for programs and the console."""

import re
from collections.abc import Awaitable, Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

import httpx
import pytest
from msgspec import Meta, Struct

from taizhang import Command, Role, Row, Scheme, Slice, decides
from taizhang.app import installed
from taizhang.http.openapi import document as describe
from taizhang.schemes import Schemes

pytestmark = pytest.mark.anyio


async def offers(town: Any, actor: str = "clerk") -> dict[str, Any]:
    answer = await town.http.get(f"/api/{town.tenant.slug}", headers=town.bearer(actor))
    assert answer.status_code == 200, answer.text
    return {each["name"]: each for each in answer.json()}


async def document(town: Any) -> Any:
    answer = await town.http.get(
        "/openapi.json", params={"tenant": town.tenant.slug}, headers=town.bearer("clerk")
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_offer_says_where_and_what(town: Any, http: httpx.AsyncClient) -> None:
    offer = (await offers(town))["tickets.open"]
    assert {name: offer[name] for name in ("title", "scheme", "scheme_title", "path")} == {
        "title": "登记问题",
        "scheme": "tickets",
        "scheme_title": "问题台账",
        "path": "/api/santangjie/tickets/open",
    }
    where, _, pointer = offer["schema"].partition("#/")
    found = (await http.get(where)).json()
    for key in pointer.split("/"):
        found = found[key]
    assert "due_on" in found["properties"]


async def test_offers_are_those_of_the_tokens_roles(town: Any) -> None:
    assert "tickets.open" in await offers(town, "clerk")
    assert "tickets.open" not in await offers(town, "teller")
    assert "ballots.cast" in await offers(town, "teller"), "anybody may"


@pytest.fixture(scope="module")
async def bare(opened: Callable[..., Awaitable[Any]]) -> Any:
    """A town that has no plugin on."""
    return await opened("santangjie", "bare", plugins=[])


@pytest.fixture(scope="module")
async def payer(opened: Callable[..., Awaitable[Any]]) -> Any:
    """A county that has pay on."""
    return await opened("xinshao", "payer")


async def test_off_hides_the_commands_of_a_scheme(bare: Any, payer: Any) -> None:
    plugins = {scheme.name for scheme in installed()[0].plugins}
    assert not plugins & {each["scheme"] for each in (await offers(bare)).values()}
    assert "pay" in {each["scheme"] for each in (await offers(payer, "finance")).values()}


@pytest.mark.parametrize("path", ["/api/santangjie", "/openapi.json?tenant=santangjie"])
async def test_offers_are_told_to_holders_of_the_tenants_tokens(
    town: Any, neighbour: Any, path: str
) -> None:
    nobody: dict[str, str] = {}
    for headers in (nobody, neighbour.bearer("clerk")):
        answer = await town.http.get(path, headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "tenancy.bad_token")


@pytest.mark.parametrize("path", ["/api/nowhere", "/openapi.json?tenant=nowhere"])
async def test_a_tenant_that_does_not_exist_is_told(town: Any, path: str) -> None:
    answer = await town.http.get(path, headers=town.bearer("clerk"))
    assert (answer.status_code, answer.json()["code"]) == (404, "tenancy.unknown_tenant")


async def test_the_document_of_a_tenant_has_what_is_on_alone(bare: Any, payer: Any) -> None:
    plugins = {scheme.name for scheme in installed()[0].plugins}
    assert not plugins & {path.split("/")[3] for path in (await document(bare))["paths"]}
    assert {"pay", "tickets"} <= {path.split("/")[3] for path in (await document(payer))["paths"]}


async def test_the_whole_document_needs_no_tenant(http: httpx.AsyncClient) -> None:
    answers = [(await http.get(path)).json() for path in ("/openapi.json", "/schema/openapi.json")]
    assert answers[0] == answers[1]
    assert len(answers[0]["paths"]) == len(installed()[0].commands)


def _refs(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"]
        part = list(part.values())
    for each in part if isinstance(part, list) else ():
        yield from _refs(each)


async def test_every_reference_of_a_tenants_document_resolves(payer: Any) -> None:
    described = await document(payer)
    for ref in set(_refs(described)):
        found = described
        for key in ref.removeprefix("#/").split("/"):
            found = found[key]


async def test_fields_have_chinese_titles_of_their_own_or_of_their_namesakes(
    http: httpx.AsyncClient,
) -> None:
    fields = (await http.get("/openapi.json")).json()["components"]["schemas"]["OpenTicket"]
    titles = {name: each.get("title", "") for name, each in fields["properties"].items()}
    assert (titles["organisation"], titles["due_on"]) == ("单位", "整改时限")
    assert all(re.search("[一-鿿]", title) for title in titles.values() if title)


class Line(Struct, frozen=True):
    """One of several."""

    yuan: Annotated[Decimal, Meta(title="金额")]


class Pay(Command, name="probe.pay", title="付款"):
    """A field of each kind."""

    yuan: Annotated[Decimal, Meta(title="金额")]
    kind: Annotated[Literal["现金", "转账"], Meta(title="方式")]
    day: Annotated[date, Meta(title="日期")]
    lines: Annotated[list[Line], Meta(title="明细")]
    count: Annotated[int, Meta(title="笔数", ge=1)] = 1
    note: str = ""


@decides(Pay, by=(Role.CLERK,))
class Paying(Slice[Pay]):
    """Nothing is decided here."""


class Noted(Row, key=("note",), title="附注"):
    """Names a field that the command leaves without a title."""

    note: Annotated[str, Meta(title="附注")]


PROBE = Scheme("probe", "试", commands=(Pay,), rows=(Noted,))


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("yuan", {"title": "金额", "type": "string", "format": "decimal"}),
        ("kind", {"title": "方式", "enum": ["现金", "转账"]}),
        ("day", {"title": "日期", "type": "string", "format": "date"}),
        ("count", {"title": "笔数", "type": "integer", "minimum": 1, "default": 1}),
        ("note", {"title": "附注", "type": "string", "default": ""}),
    ],
)
def test_a_kind_of_field_is_described_as_json_has_it(field: str, said: Any) -> None:
    schemas = describe(Schemes([PROBE]))["components"]["schemas"]
    assert said.items() <= schemas["Pay"]["properties"][field].items()


def test_a_struct_within_is_described_beside() -> None:
    described = describe(Schemes([PROBE]))
    (ref,) = _refs(described["components"]["schemas"]["Pay"])
    line = described["components"]["schemas"][ref.rpartition("/")[2]]
    assert line["properties"]["yuan"]["title"] == "金额"
