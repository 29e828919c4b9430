"""Bad input: a problem document that says what was expected, and nothing appended."""

import re
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any
from urllib.parse import quote

import httpx
import msgspec
import pytest

from taizhang.http.bodies import MAX_BYTES

pytestmark = pytest.mark.anyio

MEETING = {"meeting": "m-1", "cycle": "2015", "kind": "review", "place": "镇会议室"}
UNIT = {"organisation": "xincun", "name": "新村", "kind": "村"}
_json = msgspec.json.encode
CHINESE = re.compile(r"[\u4e00-\u9fff]{2}")
Refuse = Callable[[httpx.Response, int, str], Any]


@pytest.fixture
async def refused(town: Any) -> AsyncIterator[Refuse]:
    """Checks the form of a problem document; at the end, that the log has not grown."""
    before = await town.head()

    def check(answer: httpx.Response, status: int, code: str) -> Any:
        assert (answer.status_code, answer.headers["content-type"]) == (
            status,
            "application/problem+json",
        ), answer.text
        problem = answer.json()
        assert (problem["status"], problem["code"]) == (status, code), problem
        assert problem["type"] == f"urn:taizhang:problem:{code}"
        assert CHINESE.search(problem["title"])
        assert CHINESE.search(problem["detail"]), problem
        return problem

    yield check
    assert await town.head() == before, "something was appended"


async def test_an_unknown_tenant(town: Any, refused: Refuse) -> None:
    answer = await town.post("meetings.call", MEETING, url="/api/santangjei/meetings/call")
    assert "santangjei" in refused(answer, 404, "tenancy.unknown_tenant")["detail"]


async def test_an_unknown_command_and_the_nearest(town: Any, refused: Refuse) -> None:
    answer = await town.post("meetings.check_inn", MEETING)
    assert "meetings.check_in" in refused(answer, 404, "commands.unknown")["detail"]


async def test_an_unknown_area(town: Any, refused: Refuse) -> None:
    answer = await town.post("weather.report", MEETING)
    refused(answer, 404, "commands.unknown")


async def test_a_command_of_an_unknown_tenant_that_is_unknown_too(
    town: Any, refused: Refuse
) -> None:
    refused(await town.post("", url="/api/nowhere/no/thing"), 404, "commands.unknown")


async def test_a_path_of_nothing(town: Any, refused: Refuse) -> None:
    refused(await town.post("", url="/nothing/here"), 404, "http.404")


async def test_an_unknown_field_and_the_nearest(town: Any, refused: Refuse) -> None:
    answer = await town.post("meetings.call", MEETING | {"plaec": "镇会议室"})
    detail = refused(answer, 422, "http.unknown_field")["detail"]
    assert "plaec" in detail
    assert "“place”" in detail


async def test_an_unknown_field_within_a_list(town: Any, refused: Refuse) -> None:
    attendees = [{"number": "001", "category": "群众代表", "nmae": "示例"}]
    answer = await town.post("meetings.check_in", {"meeting": "m-1", "attendees": attendees})
    problem = refused(answer, 422, "http.unknown_field")
    assert problem["values"]["path"] == "$.attendees[0]"
    assert problem["values"]["fields"] == "number、category"


async def test_a_missing_field(town: Any, refused: Refuse) -> None:
    lacking = {key: value for key, value in MEETING.items() if key != "place"}
    answer = await town.post("meetings.call", lacking)
    assert "place" in refused(answer, 422, "http.wrong_value")["detail"]


@pytest.mark.parametrize(
    "body",
    [b'{"meeting": ', b"{]", b"\xff\xfe", _json(MEETING) + b" x", b"\xef\xbb\xbf{}", b" "],
    ids=["cut", "bracket", "not-utf8", "trailing", "byte-order-mark", "blank"],
)
async def test_malformed_json(town: Any, refused: Refuse, body: bytes) -> None:
    refused(await town.post("meetings.call", body), 400, "http.not_json")


async def test_an_empty_body(town: Any, refused: Refuse) -> None:
    refused(await town.post("meetings.call", b""), 400, "http.not_json")


@pytest.mark.parametrize("body", [b"[]", b"null", b'"text"', b"7", b"true"])
async def test_a_body_that_is_no_object(town: Any, refused: Refuse, body: bytes) -> None:
    detail = refused(await town.post("meetings.call", body), 422, "http.wrong_value")["detail"]
    assert "object" in detail


async def test_a_body_over_the_limit(town: Any, refused: Refuse) -> None:
    body = b'{"place": "' + b"x" * MAX_BYTES + b'"}'
    refused(await town.post("meetings.call", body), 413, "http.413")


async def test_a_body_over_the_limit_of_unknown_length(
    town: Any, served: httpx.AsyncClient, refused: Refuse
) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * (MAX_BYTES // 10)

    headers = town.bearer("clerk") | {"Content-Type": "application/json"}
    answer = await served.post(town.path("meetings.call"), content=pieces(), headers=headers)
    refused(answer, 413, "http.413")


async def test_a_wrong_type_and_its_path(town: Any, refused: Refuse) -> None:
    attendees = [{"number": "001", "category": "群众代表"}, {"number": 2, "category": "群众代表"}]
    answer = await town.post("meetings.check_in", {"meeting": "m-1", "attendees": attendees})
    problem = refused(answer, 422, "http.wrong_value")
    assert problem["values"]["path"] == "$.attendees[1].number"
    assert "应为 str，收到 int" in problem["detail"]


async def test_a_choice_that_is_none(town: Any, refused: Refuse) -> None:
    held = {"meeting": "m-1", "organisation": "jingui", "mode": "by_telephone"}
    answer = await town.post("meetings.debrief", held)
    assert "$.mode" in refused(answer, 422, "http.wrong_value")["detail"]


async def test_an_identifier_that_is_none(town: Any, refused: Refuse) -> None:
    answer = await town.post("meetings.call", MEETING | {"meeting": "m 1"})
    assert "$.meeting" in refused(answer, 422, "http.wrong_value")["detail"]


async def test_an_integer_out_of_range(town: Any, refused: Refuse) -> None:
    body = {"cycle": "2015", "year": 20_150, "title": "2015年度", "subjects": ["jingui"]}
    detail = refused(await town.post("cycles.open", body), 422, "http.wrong_value")["detail"]
    assert "$.year" in detail
    assert "2200" in detail


@pytest.mark.parametrize("year", [b"9" * 40, b"1e400", b"-0.5", b"2015.5"])
async def test_a_number_that_no_integer_holds(town: Any, refused: Refuse, year: bytes) -> None:
    body = b'{"cycle":"2015","title":"t","subjects":["jingui"],"year":' + year + b"}"
    answer = await town.post("cycles.open", body)
    assert answer.status_code in (400, 422), answer.text
    refused(answer, answer.status_code, answer.json()["code"])


async def test_an_unknown_village(town: Any, refused: Refuse) -> None:
    body = {"cycle": "2015", "year": 2015, "title": "2015年度", "subjects": ["jingui", "jinggui"]}
    assert (
        "jinggui" in refused(await town.post("cycles.open", body), 404, "domain.unknown")["detail"]
    )


async def test_a_future_date(town: Any, refused: Refuse) -> None:
    answer = await town.post("meetings.call", MEETING, params={"on": "2015-12-31"})
    problem = refused(answer, 422, "commands.future_date")
    assert problem["values"] == {"on": "2015-12-31", "today": "2015-12-01"}


@pytest.mark.parametrize(
    "on", ["2015-13-01", "2015/12/01", "yesterday", "", "20151201", "2015-W49-2"]
)
async def test_a_date_that_is_none(town: Any, refused: Refuse, on: str) -> None:
    answer = await town.post("organisations.register", UNIT, params={"on": on})
    assert "RFC 3339" in refused(answer, 422, "http.bad_date")["detail"]


async def test_a_late_date_without_reason(town: Any, refused: Refuse) -> None:
    answer = await town.post("organisations.register", UNIT, params={"on": "2015-11-30"})
    detail = refused(answer, 422, "commands.late_without_reason")["detail"]
    assert "late_reason" in detail
    assert "late_evidence" in detail


async def test_a_late_date_with_half_a_reason(town: Any, refused: Refuse) -> None:
    params = {"on": "2015-11-30", "late_reason": "漏登"}
    answer = await town.post("organisations.register", UNIT, params=params)
    refused(answer, 422, "commands.late_without_reason")


async def test_a_repeated_command_id_with_another_body(town: Any) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    first = {"organisation": f"u-{uuid.uuid4().hex[:8]}", "name": "新村", "kind": "村"}
    assert (await town.post("organisations.register", first, headers=key)).status_code == 200
    before = await town.head()
    other = first | {"name": "旧村"}
    answer = await town.post("organisations.register", other, headers=key)
    assert (answer.status_code, answer.json()["code"]) == (422, "commands.id_reused")
    assert await town.head() == before


async def test_a_repeated_command_id_of_another_actor(town: Any) -> None:
    key = {"Idempotency-Key": uuid.uuid4().hex}
    body = {"meeting": f"m-{uuid.uuid4().hex[:8]}", "attendees": [{"number": "1", "category": "x"}]}
    unit = {"organisation": f"u-{uuid.uuid4().hex[:8]}", "name": "新村", "kind": "村"}
    assert (await town.post("organisations.register", unit, headers=key)).status_code == 200
    before = await town.head()
    answer = await town.post("meetings.check_in", body, actor="teller", headers=key)
    assert answer.json()["code"] == "commands.id_reused"
    assert await town.head() == before


@pytest.mark.parametrize("key", ["", "x" * 201])
async def test_a_command_id_that_is_none(town: Any, refused: Refuse, key: str) -> None:
    answer = await town.post("organisations.register", UNIT, headers={"Idempotency-Key": key})
    assert "200" in refused(answer, 422, "http.bad_idempotency_key")["detail"]


async def test_a_missing_token(town: Any, refused: Refuse) -> None:
    answer = await town.post("meetings.call", MEETING, actor=None)
    assert "Authorization: Bearer" in refused(answer, 401, "tenancy.bad_token")["detail"]
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "header",
    ["Bearer tz.santangjie.nonsense", "Bearer", "Bearer ", "Basic Y2xlcms6", "tz", "Bearer \xff"],
)
async def test_a_wrong_token(town: Any, refused: Refuse, header: str) -> None:
    headers = {"Authorization": header.encode("latin-1")}
    answer = await town.post("meetings.call", MEETING, actor=None, headers=headers)
    refused(answer, 401, "tenancy.bad_token")


async def test_a_token_of_another_tenant(town: Any, neighbour: Any, refused: Refuse) -> None:
    headers = neighbour.bearer("clerk")
    answer = await town.post("meetings.call", MEETING, actor=None, headers=headers)
    refused(answer, 401, "tenancy.bad_token")


async def test_a_wrong_role(town: Any, refused: Refuse) -> None:
    answer = await town.post("meetings.call", MEETING, actor="auditor")
    problem = refused(answer, 403, "commands.forbidden")
    assert problem["values"] == {"command": "召集会议", "needed": "clerk", "held": "auditor"}


async def test_another_unit_than_ones_own(town: Any, refused: Refuse) -> None:
    body = {"cycle": "2015", "subject": "shiqiao"}
    answer = await town.post("results.acknowledge", body, actor="village:jingui")
    assert "石桥村" in refused(answer, 403, "commands.not_your_unit")["detail"]


@pytest.mark.parametrize("text", [rb"\u0000", b"\0"], ids=["escaped", "raw"])
async def test_a_nul_character(town: Any, refused: Refuse, text: bytes) -> None:
    body = b'{"organisation": "xincun", "kind": "c", "name": "a' + text + b'b"}'
    refused(await town.post("organisations.register", body), 400, "http.nul_character")


async def test_a_nul_character_in_the_path(town: Any, refused: Refuse) -> None:
    answer = await town.post("meetings.call", MEETING, url="/api/san%00tangjie/meetings/call")
    refused(answer, 404, "tenancy.unknown_tenant")


async def test_a_nul_character_in_a_parameter(town: Any, refused: Refuse) -> None:
    params = {"on_behalf_of": "village:\0"}
    answer = await town.post("organisations.register", UNIT, params=params)
    refused(answer, 400, "http.nul_character")


async def test_a_name_that_is_not_utf8_in_the_path(town: Any, refused: Refuse) -> None:
    answer = await town.post("meetings.call", MEETING, url="/api/%ff%fe/meetings/call")
    refused(answer, 404, "tenancy.unknown_tenant")


async def test_a_very_long_name_in_the_path(town: Any, refused: Refuse) -> None:
    url = f"/api/{quote('镇' * 2000)}/meetings/call"
    refused(await town.post("meetings.call", MEETING, url=url), 404, "tenancy.unknown_tenant")


@pytest.mark.parametrize("text", [rb"\ud800", rb"\udfff", rb"\ud800\ud800"])
async def test_a_lone_surrogate(town: Any, refused: Refuse, text: bytes) -> None:
    body = b'{"organisation": "xincun", "kind": "c", "name": "a' + text + b'b"}'
    refused(await town.post("organisations.register", body), 400, "http.not_json")


async def test_a_lone_surrogate_in_a_fields_name(town: Any, refused: Refuse) -> None:
    body = rb'{"organisation": "xincun", "kind": "c", "\ud800": "x"}'
    refused(await town.post("organisations.register", body), 400, "http.not_json")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "json"]
)
async def test_a_wrong_content_type(town: Any, refused: Refuse, kind: str) -> None:
    answer = await town.post("meetings.call", MEETING, headers={"Content-Type": kind})
    assert "application/json" in refused(answer, 415, "http.content_type")["detail"]


async def test_another_charset_than_utf8(town: Any, refused: Refuse) -> None:
    headers = {"Content-Type": "application/json; charset=gb18030"}
    answer = await town.post("meetings.call", MEETING, headers=headers)
    refused(answer, 415, "http.content_type")


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_another_method_than_post(town: Any, refused: Refuse, method: str) -> None:
    path = town.path("meetings.call")
    answer = await town.http.request(method, path, headers=town.bearer("clerk"))
    refused(answer, 405, "http.405")
    assert "POST" in answer.headers["allow"]


def _deep() -> Iterator[Any]:
    for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
        for field in (b"name", b"other"):
            nested = opening * 100_000 + b"1" + closing * 100_000
            yield pytest.param(b'{"' + field + b'": ' + nested + b"}", id=f"{opening!r} {field!r}")


@pytest.mark.parametrize("body", list(_deep()))
async def test_very_deep_json(town: Any, refused: Refuse, body: bytes) -> None:
    answer = await town.post("organisations.register", body)
    assert answer.status_code in (400, 422), answer.text
    refused(answer, answer.status_code, answer.json()["code"])


async def test_a_flag_that_is_none(town: Any, refused: Refuse) -> None:
    answer = await town.post("organisations.register", UNIT, params={"dry_run": "maybe"})
    assert "true" in refused(answer, 422, "http.bad_flag")["detail"]


async def test_a_parameter_that_is_unknown(town: Any, refused: Refuse) -> None:
    answer = await town.post("organisations.register", UNIT, params={"dryrun": "true"})
    assert "dry_run" in refused(answer, 422, "http.unknown_parameter")["detail"]


async def test_a_parameter_that_stands_twice(town: Any, refused: Refuse) -> None:
    params = [("on", "2015-12-01"), ("on", "2015-11-01")]
    answer = await town.post("organisations.register", UNIT, params=params)
    refused(answer, 422, "http.repeated_parameter")


async def test_a_dry_run_appends_nothing(town: Any, refused: Refuse) -> None:
    answer = await town.post("organisations.register", UNIT, params={"dry_run": "true"})
    assert (answer.status_code, answer.json()["state"]) == (200, "dry_run")


async def test_the_command_that_all_of_these_get_wrong_is_good(town: Any) -> None:
    before = await town.head()
    unit = {"organisation": f"u-{uuid.uuid4().hex[:8]}", "name": "新村", "kind": "村"}
    answer = await town.post("organisations.register", unit)
    assert (answer.status_code, await town.head()) == (200, before + 1)
