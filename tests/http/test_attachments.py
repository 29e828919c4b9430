"""Files over HTTP: sent for a unit, and given out to those who may see its reports."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest

pytestmark = pytest.mark.anyio

NAME = "述职报告 扫描件.pdf"
ACTOR = "village:jingui"


def pdf(text: str) -> bytes:
    return b"%PDF-1.7\n" + text.encode()


def url(town: Any, last: str, unit: str = "jingui") -> str:
    return f"/api/{town.tenant.slug}/attachments/{quote(unit)}/{quote(last, safe='')}"


async def send(
    town: Any, content: bytes, *, actor: str = ACTOR, name: str = NAME, **more: Any
) -> httpx.Response:
    where = url(town, name, more.pop("unit", "jingui"))
    answer: httpx.Response = await town.http.post(
        where, content=content, headers=town.bearer(actor), **more
    )
    return answer


async def give(town: Any, sha256: str, actor: str, unit: str = "jingui") -> httpx.Response:
    answer: httpx.Response = await town.http.get(
        url(town, sha256, unit), headers=town.bearer(actor)
    )
    return answer


async def test_file_is_sent_and_given_out_unchanged(town: Any) -> None:
    content = pdf("同样的字节") * 200_000  # more than a command may have
    sent = await send(town, content)
    assert sent.status_code == 200, sent.text
    told = sent.json()
    assert told["sha256"] == hashlib.sha256(content).hexdigest()
    assert (told["size"], told["type"]) == (len(content), "application/pdf")
    [event] = told["receipt"]["events"]
    assert event["body"] == {
        "organisation": "jingui",
        "sha256": told["sha256"],
        "size": len(content),
        "type": "application/pdf",
        "name": NAME,
        "uploader": ACTOR,
    }
    given = await give(town, told["sha256"], ACTOR)
    assert (given.status_code, given.content) == (200, content)
    assert given.headers["content-type"] == "application/pdf"
    assert given.headers["x-content-type-options"] == "nosniff"
    assert given.headers["cache-control"] == "private, no-store"
    disposition = given.headers["content-disposition"]
    assert disposition.startswith("attachment;")
    assert unquote(disposition.partition("''")[2]) == NAME


async def test_same_bytes_are_recorded_once(town: Any) -> None:
    first, second = [(await send(town, pdf("一次"))).json() for _ in range(2)]
    assert [each["receipt"]["state"] for each in (first, second)] == ["appended", "unchanged"]


async def test_sending_again_after_a_dropped_connection_is_answered_as_before(town: Any) -> None:
    headers = town.bearer(ACTOR) | {"Idempotency-Key": "scan-1"}
    where = url(town, NAME)
    first, again = [
        (await town.http.post(where, content=pdf("断线"), headers=headers)).json() for _ in range(2)
    ]
    assert again["receipt"]["state"] == "repeated"
    assert again["receipt"]["events"] == first["receipt"]["events"]


async def test_trial_stores_nothing(town: Any) -> None:
    before = await town.head()
    tried = (await send(town, pdf("试算"), params={"dry_run": "true"})).json()
    assert tried["receipt"]["state"] == "dry_run"
    assert await town.head() == before
    with pytest.raises(Exception, match="不在本系统"):
        await town.platform.attachments.get(town.tenant.id, tried["sha256"])


async def test_what_it_is_called_does_not_make_it_what_it_is(town: Any) -> None:
    before = await town.head()
    answer = await send(town, b"<script>alert(1)</script>", name="扫描件.pdf")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (415, "reports.attachment_type")
    assert problem["values"]["type"] == "application/octet-stream"
    assert problem["clause"].startswith("本单位的选择：文件未写附件")
    assert await town.head() == before


async def test_too_large_a_file_is_refused_with_both_numbers(town: Any) -> None:
    answer = await send(town, pdf("大") + bytes(10_000_000))
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (413, "reports.attachment_too_large")
    assert problem["values"] == {"size": 10_000_012, "maximum": 10_000_000}


async def test_beyond_the_platforms_ceiling_nothing_is_read(town: Any) -> None:
    assert (await send(town, bytes(20_000_001))).status_code == 413


@pytest.mark.parametrize("name", ["a\nb.pdf", "字" * 201])
async def test_unfit_names_are_refused(town: Any, name: str) -> None:
    assert (await send(town, pdf("名"), name=name)).status_code == 422


async def test_empty_file_is_refused(town: Any) -> None:
    assert (await send(town, b"")).status_code == 422


@pytest.mark.parametrize("actor", ["secretary", "auditor", "teller", "village:shiqiao"])
async def test_only_the_unit_and_clerks_send(town: Any, actor: str) -> None:
    before = await town.head()
    answer = await send(town, pdf("他人"), actor=actor)
    assert (answer.status_code, answer.json()["code"]) == (403, "commands.not_your_unit")
    assert await town.head() == before


@pytest.mark.parametrize(
    ("actor", "status"),
    [
        (ACTOR, 200),
        ("clerk", 200),
        ("secretary", 200),
        ("auditor", 200),
        ("village:shiqiao", 403),
        ("teller", 403),
    ],
)
async def test_who_may_see_the_report_reads_its_files(town: Any, actor: str, status: int) -> None:
    sha256 = (await send(town, pdf("阅读"))).json()["sha256"]
    assert (await give(town, sha256, actor)).status_code == status


async def test_hash_alone_opens_nothing_of_another_unit(town: Any) -> None:
    sha256 = (await send(town, pdf("外单位"))).json()["sha256"]
    answer = await give(town, sha256, "village:shiqiao", unit="shiqiao")
    assert (answer.status_code, answer.json()["code"]) == (404, "reports.attachment_unknown")


async def test_another_tenant_has_nothing_of_it(town: Any, neighbour: Any) -> None:
    sha256 = (await send(town, pdf("外镇"))).json()["sha256"]
    assert (await give(neighbour, sha256, "clerk")).status_code == 404


@pytest.mark.parametrize("sha256", ["x", "A" * 64, "0" * 64, "a\0b"])
async def test_what_is_no_file_is_not_found(town: Any, sha256: str) -> None:
    assert (await give(town, sha256, "clerk")).status_code == 404


async def test_without_a_token_nothing_is_sent_or_given(town: Any) -> None:
    for method, last in (("POST", NAME), ("GET", "0" * 64)):
        answer = await town.http.request(method, url(town, last))
        assert (answer.status_code, answer.json()["code"]) == (401, "tenancy.bad_token")


async def test_nobody_records_a_file_that_was_not_sent(town: Any) -> None:
    forged = {
        "organisation": "jingui",
        "sha256": "0" * 64,
        "size": 1,
        "type": "application/pdf",
        "name": NAME,
    }
    for actor in ("clerk", ACTOR):
        answer = await town.post("reports.record_attachment", forged, actor=actor)
        assert answer.status_code == 403


@pytest.mark.rule("S0-06")
async def test_report_entered_by_a_clerk_passes_once_a_scan_covers_it(
    opened: Callable[..., Awaitable[Any]],
) -> None:
    town = await opened("santangjie", "scans")
    about = {"cycle": "2015", "organisation": "jingui"}
    cycle = {"cycle": "2015", "year": 2015, "title": "2015年度", "subjects": ["jingui"]}
    sections = [{"head": head, "kind": "other", "text": "文"} for head in range(1, 7)]
    assert (await town.post("cycles.open", cycle)).status_code == 200
    heard = {"purpose": "report", "way": "座谈会", "heard": {"群众": 9}, "opinions": "好"}
    listened = await town.post("evidence.gather_opinions", about | heard | {"consultation": "o"})
    assert listened.status_code == 200, listened.text
    query = {"on_behalf_of": ACTOR}
    asked = about | {"sections": sections}
    assert (await town.post("reports.submit", asked, params=query)).status_code == 200
    refused = await town.post("reports.accept", about, actor="secretary")
    assert (refused.status_code, refused.json()["code"]) == (422, "reports.not_own")
    scan = (await send(town, pdf("扫描"), actor="clerk")).json()["sha256"]
    covered = await town.post("reports.cover", about | {"version": 1, "scan": scan})
    assert covered.status_code == 200, covered.text
    assert (await town.post("reports.accept", about, actor="secretary")).status_code == 200
