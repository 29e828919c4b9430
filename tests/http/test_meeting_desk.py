"""Invitations are printed once, and an attendee checks in with what stands on them."""

import html
import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import segno

from taizhang.domain.ballots.slip_codes import new_code
from taizhang.domain.meetings.printing import Printed
from taizhang.http.invitation_sheets import Invitation, printed_invitations

INVITATION = Invitation("述职评议会", "12月17日上午9时", "镇大礼堂", "https://example.org/in")
ORDER = {"meeting": "m", "title": "述职评议会", "when": "12月17日上午9时"}
INVITEES = [
    {"number": "1", "category": "群众代表"},
    {"number": "2", "category": "人大代表"},
    {"number": "3", "category": "群众代表"},
]


def people(count: int) -> list[Printed]:
    return [Printed(str(n), "群众代表", new_code()) for n in range(1, count + 1)]


def cards(text: str) -> dict[str, str]:
    """The codes of a page by number."""
    found = re.findall(r"<b>(\S+) 号</b></p><code>(.*?)</code>", text)
    return {html.unescape(number): code for number, code in found}


def test_each_invitation_has_number_category_time_and_place() -> None:
    text = printed_invitations(INVITATION, people(1))
    for words in (
        "述职评议会",
        "1 号",
        "类别：群众代表",
        "时间：12月17日上午9时",
        "地点：镇大礼堂",
    ):
        assert words in text


def test_eight_share_a_page() -> None:
    text = printed_invitations(INVITATION, people(17))
    found = re.findall(r"<section.*?</section>", text, re.DOTALL)
    assert [page.count("<article") for page in found] == [8, 8, 1]


def drawing(text: str) -> list[str]:
    return re.findall(r'class="qrline"[^>]* d="([^"]+)"', text)


def test_picture_says_number_and_code_behind_the_address() -> None:
    [one] = people(1)
    said = f"https://example.org/in#1:{one.code}"
    expected = drawing(segno.make(said, error="m", micro=False).svg_inline(border=2))
    assert expected
    assert drawing(printed_invitations(INVITATION, [one])) == expected


def test_page_fetches_nothing_and_takes_words_as_they_are() -> None:
    nasty = Invitation("<b>{{pages}}", "<i>", "<u>")
    text = printed_invitations(nasty, [Printed("<s>", "<s>", new_code())])
    assert not re.search(r"<script|<link|<img|@import|\bsrc=|\burl\(|\bhref=|<s>|<i>", text)
    assert "&lt;b&gt;{{pages}}" in text


def test_specimen_has_no_code() -> None:
    text = printed_invitations(INVITATION, [])
    assert "样张" in text
    assert "<code>" not in text
    assert "<svg" not in text


@pytest.fixture
async def office(opened: Callable[..., Awaitable[Any]], request: pytest.FixtureRequest) -> Any:
    """三堂街镇 with a review meeting and three people invited, opened for one test."""
    town = await opened("santangjie", f"invite-{abs(hash(request.node.name)) % 10**9}")
    cycle = {"cycle": "2015", "year": 2015, "title": "2015年度", "subjects": ["jingui"]}
    called = {"meeting": "m", "cycle": "2015", "kind": "review", "place": "镇大礼堂"}
    invited = {"meeting": "m", "invitees": INVITEES}
    asked = (("cycles.open", cycle), ("meetings.call", called), ("meetings.invite", invited))
    for command, body in asked:
        assert (await town.post(command, body)).status_code == 200
    return town


async def printed(office: Any, **changes: Any) -> Any:
    return await office.post("meetings.desk.invitations", ORDER | changes)


async def typed(office: Any, number: str, code: str) -> Any:
    """Asked without an account, as the tablet at the door does."""
    body = {"meeting": "m", "number": number, "code": code}
    return await office.post("meetings.desk.check_in", body, actor=None)


@pytest.mark.anyio
@pytest.mark.rule("S0-07")
async def test_everybody_invited_gets_a_code_and_checks_in_with_it(office: Any) -> None:
    answer = await printed(office)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.headers["content-type"].startswith("text/html")
    codes = cards(answer.text)
    assert set(codes) == {"1", "2", "3"}
    for number, code in codes.items():
        receipt = await typed(office, number, code.lower().replace("-", " "))
        assert receipt.json()["state"] == "appended"


@pytest.mark.anyio
async def test_code_is_nowhere_in_the_log(office: Any) -> None:
    code = cards((await printed(office)).text)["2"]
    await typed(office, "2", code)
    platform, tenant = office.platform, office.tenant.id
    kept = [event.entry for event in await platform.log.read_after(tenant, 0, 1000)]
    async with platform.app.acquire() as connection:
        await connection.work_for(tenant)
        query = "select request from log.command where tenant_id = $1"
        kept += [row[0] for row in await connection.fetch(query, tenant)]
    assert any(b"meetings.check_in_by_code" in bytes(each) for each in kept)
    for form in (code, code.replace("-", "")):
        assert not any(form.encode() in bytes(each) for each in kept)


@pytest.mark.anyio
async def test_new_code_ends_the_older_one(office: Any) -> None:
    first = cards((await printed(office)).text)
    second = cards((await printed(office, numbers=["1"])).text)
    assert set(second) == {"1"}
    refused = await typed(office, "1", first["1"])
    assert refused.json()["code"] == "meetings.wrong_code"
    assert (await typed(office, "1", second["1"])).status_code == 200
    assert (await typed(office, "3", first["3"])).status_code == 200


@pytest.mark.anyio
async def test_who_is_here_needs_no_invitation(office: Any) -> None:
    codes = cards((await printed(office)).text)
    await typed(office, "1", codes["1"])
    assert set(cards((await printed(office)).text)) == {"2", "3"}


@pytest.mark.anyio
async def test_number_that_is_not_invited_is_told(office: Any) -> None:
    answer = await printed(office, numbers=["9"])
    assert answer.json()["values"] == {"kind": "未签到的受邀人员", "id": "9"}


@pytest.mark.anyio
async def test_meeting_that_was_not_called_is_told(office: Any) -> None:
    answer = await printed(office, meeting="m9")
    assert (answer.status_code, answer.json()["values"]["kind"]) == (404, "会议")


@pytest.mark.anyio
async def test_nobody_to_print_for_is_told(office: Any) -> None:
    called = {"meeting": "m2", "cycle": "2015", "kind": "review", "place": "镇大礼堂"}
    await office.post("meetings.call", called)
    answer = await printed(office, meeting="m2")
    assert answer.json()["code"] == "meetings.nobody_to_print"


@pytest.mark.anyio
async def test_dry_run_is_a_specimen_and_changes_no_code(office: Any) -> None:
    codes = cards((await printed(office)).text)
    order = {"params": {"dry_run": "true"}}
    answer = await office.post("meetings.desk.invitations", ORDER, **order)
    assert "样张" in answer.text
    assert (await typed(office, "1", codes["1"])).status_code == 200


@pytest.mark.anyio
@pytest.mark.parametrize("actor", ["teller", "auditor", "village:jingui"])
async def test_others_print_no_invitations(office: Any, actor: str) -> None:
    answer = await office.post("meetings.desk.invitations", ORDER, actor=actor)
    assert (answer.status_code, answer.json()["code"]) == (403, "meetings.desk_closed")


@pytest.mark.anyio
@pytest.mark.parametrize("code", ["?", "K7Q2MA-4XW09T-JB3N55", "x" * 64])
async def test_mistyped_code_is_told_as_a_wrong_one(office: Any, code: str) -> None:
    answer = await typed(office, "1", code)
    assert (answer.status_code, answer.json()["code"]) == (422, "meetings.wrong_code")
