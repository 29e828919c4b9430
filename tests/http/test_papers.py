"""Documents over HTTP: who may have them, with what parameters, as of when, and whose faults."""

import logging
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import httpx
import pytest
from msgspec.structs import replace

from taizhang import Document, Paper, Paragraph, Scheme, Table
from taizhang.app import Platform
from taizhang.cli.running import application
from taizhang.http.server import create
from taizhang.schemes import Schemes

pytestmark = pytest.mark.anyio

PROBLEM = "application/problem+json"
UNITS = """
query($kind: String, $n: Int = 100) {
  organisations(first: $n, where: {kind: {eq: $kind}}) { nodes { name } }
}
"""


def _units(data: Any) -> Paper:
    names = [[node["name"]] for node in data["organisations"]["nodes"]]
    return Paper("单位一览", [Table(["单位"], names)])


def _people(data: Any) -> Paper:
    names = "、".join(str(node["name"]) for node in data["people"]["nodes"])
    return Paper("人员", [Paragraph(names)])


def _raises(data: Any) -> Paper:
    raise ZeroDivisionError("秘密")


def _document(name: str, query: str, write: Any) -> Document:
    return Document(f"probe.{name}", f"试{name}", query, write)


PROBE = Scheme(
    name="probe",
    title="试",
    core=True,
    documents=(
        _document("units", UNITS, _units),
        _document("people", "{ people(first: 100) { nodes { name } } }", _people),
        _document("stages", "{ cycleStages { totalCount } }", lambda data: Paper("阶段", [])),
        _document("broken", "{ __typename }", _raises),
        _document("nothing", "{ __typename }", lambda data: None),
        _document("faulty", "{ organisatons { totalCount } }", _units),
    ),
)
OFF = Scheme(
    name="off", title="没启用", documents=(Document("off.paper", "没", "{ __typename }", _units),)
)


@pytest.fixture(scope="module")
async def asked(house: Platform) -> AsyncIterator[httpx.AsyncClient]:
    """The application with two more schemes, which have documents only."""
    schemes = Schemes([*house.schemes.all, PROBE, OFF])
    transport = httpx.ASGITransport(create(replace(house, schemes=schemes)))  # type: ignore[arg-type]
    async with httpx.AsyncClient(transport=transport, base_url="http://taizhang") as client:
        yield client


Get = Callable[..., Awaitable[httpx.Response]]


@pytest.fixture
def get(asked: httpx.AsyncClient, town: Any) -> Get:
    async def get(path: str, actor: str | None = "clerk", html: bool = False, **params: Any) -> Any:
        headers = {} if actor is None else town.bearer(actor)
        headers |= {"Accept": "text/html,*/*;q=0.8"} if html else {}
        params.setdefault("minPosition", await town.head())
        return await asked.get(f"/papers/{path}", params=params, headers=headers)

    return get


def names_of(answer: httpx.Response) -> set[str]:
    assert answer.status_code == 200, answer.text
    return {row[0] for row in answer.json()["paper"]["blocks"][0]["rows"]}


async def test_documents_are_listed_with_their_parameters(get: Get) -> None:
    listed = {each["name"]: each for each in (await get("santangjie")).json()}
    assert listed["probe.units"] == {
        "name": "probe.units",
        "title": "试units",
        "path": "/papers/santangjie/probe.units",
        "scheme": "probe",
        "scheme_title": "试",
        "parameters": [
            {"name": "kind", "type": "String", "required": False},
            {"name": "n", "type": "Int", "required": False},
        ],
    }


async def test_what_is_off_or_faulty_is_not_listed(get: Get) -> None:
    listed = {each["name"] for each in (await get("santangjie")).json()}
    assert not listed & {"off.paper", "probe.faulty"}


async def test_a_paper_is_its_blocks_as_json(get: Get, town: Any) -> None:
    answer = await get("santangjie/probe.units", kind="村")
    issued = answer.json()
    assert issued["paper"]["title"] == "单位一览"
    assert (issued["tenant_name"], issued["rehearsal"]) == (town.tenant.name, True)
    assert issued["parameters"] == {"kind": "村"}
    assert {"石桥村", "云台村"} <= names_of(answer)


async def test_a_paper_is_a_page_where_html_is_accepted(get: Get) -> None:
    answer = await get("santangjie/probe.units", html=True)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "<h1>单位一览</h1>" in answer.text
    assert "演练" in answer.text


async def test_a_page_may_run_and_fetch_nothing_and_is_kept_nowhere(get: Get) -> None:
    headers = (await get("santangjie/probe.units", html=True)).headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert "no-store" in headers["cache-control"]


async def test_a_paper_can_be_issued_again_as_of_its_position(get: Get, town: Any) -> None:
    first = (await get("santangjie/probe.units")).json()
    unit = {"organisation": uuid.uuid4().hex, "name": "后来村", "kind": "村"}
    await town.post("organisations.register", unit)
    assert "后来村" in names_of(await get("santangjie/probe.units"))
    again = await get("santangjie/probe.units", asOf=first["position"])
    assert again.json() == first


async def test_an_instant_is_the_position_that_was_reached_by_then(get: Get, town: Any) -> None:
    unit = {"organisation": uuid.uuid4().hex, "name": "此刻村", "kind": "村"}
    receipt = (await town.post("organisations.register", unit)).json()
    at = receipt["recorded_at"]
    then = (await get("santangjie/probe.units", asOf=at)).json()
    assert (then["position"], then["recorded_at"]) == (receipt["position"], at)
    just_before = datetime.fromisoformat(at) - timedelta(microseconds=1)
    before = await get("santangjie/probe.units", asOf=just_before.isoformat())
    assert before.json()["position"] == receipt["position"] - 1
    assert "此刻村" not in names_of(before)


async def test_a_day_before_the_first_event_has_nothing(get: Get) -> None:
    answer = await get("santangjie/probe.units", asOf="2001-01-01")
    assert (names_of(answer), answer.json()["position"]) == (set(), 0)


@pytest.mark.parametrize(
    ("as_of", "code"),
    [
        ("x", "http.bad_as_of"),
        ("2015-13-01", "http.bad_as_of"),
        ("2015-12-20T10:00:00", "http.bad_as_of"),
        ("-1", "http.bad_as_of"),
        ("999999999", "graphql.as_of_future"),
        ("2999-01-01", "graphql.as_of_future"),
    ],
)
async def test_a_moment_that_is_none_is_refused(get: Get, as_of: str, code: str) -> None:
    answer = await get("santangjie/probe.units", asOf=as_of)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.headers["content-type"] == PROBLEM


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"n": "many"}, "papers.wrong_parameter"),
        ({"knd": "村"}, "papers.unknown_parameter"),
        ({"kind": ["村", "社区"]}, "papers.repeated_parameter"),
        ({"asOf": ["1", "2"]}, "papers.repeated_parameter"),
        ({"n": "5000"}, "graphql.page_size"),
        ({"kind": "\0"}, "graphql.value"),
    ],
)
async def test_a_parameter_that_does_not_fit_is_refused(get: Get, given: Any, code: str) -> None:
    answer = await get("santangjie/probe.units", **given)
    assert (answer.status_code, answer.json()["code"]) == (400, code)
    assert answer.headers["content-type"] == PROBLEM


async def test_a_position_that_is_not_reached_is_waited_for(
    get: Get, town: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("taizhang.viewing.standing.WAIT_SECONDS", 0.01)
    answer = await get("santangjie/probe.units", minPosition=await town.head() + 100)
    assert (answer.status_code, answer.json()["code"]) == (503, "graphql.not_ready")


async def test_rows_without_history_are_read_as_they_are_now(get: Get) -> None:
    assert (await get("santangjie/probe.stages")).status_code == 200
    then = await get("santangjie/probe.stages", asOf=1)
    assert (then.status_code, then.json()["code"]) == (400, "graphql.no_history")


@pytest.mark.parametrize("path", ["santangjie", "santangjie/probe.units"])
async def test_a_token_is_needed(get: Get, path: str) -> None:
    assert (await get(path, actor=None)).status_code == 401


@pytest.mark.parametrize("path", ["hunan-town", "hunan-town/probe.units"])
async def test_a_token_is_good_for_its_own_tenant_alone(
    get: Get, neighbour: Any, path: str
) -> None:
    assert (await get(path)).status_code == 401


async def test_people_are_named_to_those_alone_who_see_names(get: Get) -> None:
    shown = (await get("santangjie/probe.people")).text
    hidden = (await get("santangjie/probe.people", actor="teller")).text
    assert ("示例甲" in shown, "示例" in hidden) == (True, False)


async def test_an_unknown_document_names_the_nearest(get: Get) -> None:
    answer = await get("santangjie/probe.unit")
    assert (answer.status_code, answer.json()["code"]) == (404, "papers.unknown")
    assert answer.json()["values"]["nearest"] == "probe.units"


async def test_a_document_of_what_is_off_is_refused(get: Get) -> None:
    answer = await get("santangjie/off.paper")
    assert (answer.status_code, answer.json()["code"]) == (403, "papers.plugin_off")
    assert answer.json()["values"]["plugin"] == "off"


@pytest.mark.parametrize("name", ["broken", "nothing"])
async def test_a_document_that_cannot_be_written_is_named_and_tells_no_more(
    get: Get, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = await get(f"santangjie/probe.{name}")
    told = answer.json()
    assert (answer.status_code, told["code"]) == (500, "papers.write_failed")
    assert (told["values"]["scheme"], told["values"]["document"]) == ("probe", f"probe.{name}")
    assert not any(word in answer.text for word in ("秘密", "Traceback", "Error"))
    assert told["values"]["trace"] in caplog.text


async def test_a_document_that_asks_wrongly_is_named(get: Get) -> None:
    answer = await get("santangjie/probe.faulty")
    assert (answer.status_code, answer.json()["code"]) == (500, "papers.faulty_query")
    assert "organisatons" in answer.json()["values"]["faults"]


async def test_whoever_serves_is_told_of_a_document_that_asks_wrongly(
    house: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    application(replace(house, schemes=Schemes([*house.schemes.all, PROBE, OFF])))
    told = capsys.readouterr().err.replace("\n", "")
    assert "方案“probe”的文书“试faulty”（probe.faulty）查询有误" in told
    assert "organisatons" in told
    assert told.count("查询有误") == 1


async def test_the_ledger_of_problems_is_a_document_of_the_core(get: Get, town: Any) -> None:
    ticket = {"ticket": "t-paper", "organisation": "jingui", "source": "inspection"}
    opened = await town.post(
        "tickets.open", ticket | {"problem": "活动场所陈旧", "due_on": "2016-03-01"}
    )
    assert opened.status_code == 200, opened.text
    answer = await get("santangjie/tickets.board", organisation="jingui")
    _, table, _ = answer.json()["paper"]["blocks"]
    (line,) = table["rows"]
    told = dict(zip(table["columns"], line, strict=True))
    assert told["单位"].startswith("金")
    assert (told["问题"], told["状态"]) == ("活动场所陈旧", "已登记")
    other = await get("santangjie/tickets.board", organisation="changpu")
    assert other.json()["paper"]["blocks"][1]["rows"] == []
