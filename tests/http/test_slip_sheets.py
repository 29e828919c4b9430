"""Slips as a page to print: whole without anything from elsewhere, each slip a paper ballot."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import segno
from msgspec.structs import replace

from taizhang.domain.ballots.rules import Form
from taizhang.domain.ballots.slip_codes import new_code
from taizhang.errors import Refused
from taizhang.http.slip_sheets import Sheet, Slip, printed
from taizhang.http.slip_tables import Asked, by_item

SCALE = ["好", "较好", "一般", "差"]
ENGLISH = {"好": "good", "差": "poor"}


def sheet(lines: int = 3, **changes: Any) -> Sheet:
    fields: dict[str, Any] = {
        "title": "2015年度测评票",
        "english": "Ballot 2015",
        "lines": [Asked(name=f"第{n}村", english=f"Village {n}") for n in range(lines)],
        "forms": {"": Form(scale=SCALE, english=ENGLISH)},
    }
    return Sheet(**(fields | changes))


def slips(count: int) -> list[Slip]:
    return [Slip(new_code()) for _ in range(count)]


def pages(text: str) -> list[str]:
    return re.findall(r"<section.*?</section>", text, re.DOTALL)


def test_every_slip_has_its_code_to_read_and_to_scan() -> None:
    made = slips(7)
    text = printed(sheet(), made)
    assert re.findall(r"<code>(.*?)</code>", text) == [slip.code for slip in made]
    assert text.count("<svg") == 7


def drawing(text: str) -> list[str]:
    return re.findall(r'class="qrline"[^>]* d="([^"]+)"', text)


@pytest.mark.parametrize("page", [None, "https://example.org/v"])
def test_picture_says_the_code_behind_the_address_of_the_page(page: str | None) -> None:
    (slip,) = slips(1)
    said = f"{page}#{slip.code}" if page else slip.code
    expected = drawing(segno.make(said, error="m", micro=False).svg_inline(border=2))
    assert expected
    assert drawing(printed(sheet(page=page), [slip])) == expected


@pytest.mark.rule("S0-11")
@pytest.mark.rule("S1-12")
def test_every_slip_is_a_paper_ballot_with_a_box_for_each_choice() -> None:
    text = printed(sheet(lines=3), slips(2))
    assert text.count("<i></i>") == 2 * 3 * len(SCALE)
    assert all(text.count(f"<th>{word}") == 2 for word in SCALE)


def test_labels_are_bilingual() -> None:
    text = printed(sheet(), slips(1))
    for words in ("Ballot 2015", "good", "Village 0", "Tick one box a line"):
        assert f"<small>{words}" in text


@pytest.mark.parametrize(("lines", "each"), [(2, 6), (8, 4), (20, 2), (72, 1)])
def test_as_many_slips_as_fit_share_a_page(lines: int, each: int) -> None:
    found = pages(printed(sheet(lines=lines), slips(12)))
    assert [page.count("<article") for page in found] == [each] * (12 // each)


def test_long_ballot_stands_in_two_columns_each_with_the_choices_above() -> None:
    (page,) = pages(printed(sheet(lines=72), slips(1)))
    assert page.count("<table>") == page.count("<th>好") == 2
    assert page.count("<i></i>") == 72 * len(SCALE)


def test_page_fetches_nothing_from_elsewhere() -> None:
    text = printed(sheet(page="https://example.org/v"), slips(2))
    assert not re.search(r"<script|<link|<img|@import|\bsrc=|\burl\(|\bhref=", text)


def test_words_are_shown_as_they_are() -> None:
    nasty = "<b>&{{pages}}</b>"
    text = printed(sheet(title=nasty, lines=0, english=nasty), [Slip(new_code(), nasty)])
    assert "<b>" not in text
    assert text.count("&lt;b&gt;&amp;{{pages}}&lt;/b&gt;") == 4


def test_slip_of_a_pile_says_whose_it_is() -> None:
    assert "<p>党代表</p>" in printed(sheet(), [Slip(new_code(), "党代表")])


def test_specimen_has_no_code() -> None:
    text = printed(sheet(), [])
    assert "样张 SPECIMEN" in text
    assert "<svg" not in text
    assert "<code>" not in text


PERSON = ["优秀", "称职", "基本称职", "不称职"]
FORMS = {
    "班子": Form(item="班子", scale=SCALE, english={"班子": "Team"}),
    "主任": Form(item="主任", scale=PERSON, english={"主任": "Director", "称职": "competent"}),
}
COMBINED = [Asked(name=f"第{n}村", item=item) for n in range(2) for item in ("班子", "主任")]


def combined(lines: list[Asked]) -> Sheet:
    return replace(sheet(forms=FORMS), lines=by_item(lines, FORMS))


@pytest.mark.rule("S2-08")
@pytest.mark.rule("S2-11")
def test_lines_are_grouped_by_item_each_with_its_own_words() -> None:
    text = printed(combined(COMBINED), slips(1))
    team, director = re.findall("<table>.*?</table>", text)
    assert "<th>班子<small>Team</small></th><th>好</th>" in team
    assert "<th>主任<small>Director</small></th><th>优秀</th><th>称职<small>competent" in director
    assert [each.count("<i></i>") for each in (team, director)] == [8, 8]
    assert ("第1村" in team, "第1村" in director) == (True, True)


@pytest.mark.rule("S2-11")
def test_item_that_the_tenant_does_not_have_is_not_printed() -> None:
    with pytest.raises(Refused) as refused:
        by_item([*COMBINED, Asked(name="第9村", item="后备人才")], FORMS)
    [reason] = refused.value.reasons
    assert reason.refusal.code == "ballots.unknown_item"
    assert reason.values == {"item": "后备人才", "known": "班子、主任"}
    assert reason.clause == FORMS["班子"].basis("item")


@pytest.mark.rule("S2-08")
def test_combined_ballot_on_24_villages_fits_one_page() -> None:
    asked = [Asked(name=f"第{n}村", item=item) for n in range(24) for item in FORMS]
    text = printed(combined(asked), slips(2))
    assert [page.count("<article") for page in pages(text)] == [1, 1]
    assert text.count("<i></i>") == 2 * 48 * 4


@pytest.fixture
async def office(opened: Callable[..., Awaitable[Any]], request: pytest.FixtureRequest) -> Any:
    """三堂街镇 with a review meeting, opened for one test."""
    town = await opened("santangjie", f"sheet-{abs(hash(request.node.name)) % 10**9}")
    cycle = {"cycle": "2015", "year": 2015, "title": "2015年度", "subjects": ["jingui"]}
    called = {"meeting": "m", "cycle": "2015", "kind": "review", "place": "镇大礼堂"}
    for command, body in (("cycles.open", cycle), ("meetings.call", called)):
        assert (await town.post(command, body)).status_code == 200
    return town


ORDER = {
    "box": "b",
    "meeting": "m",
    "count": 4,
    "title": "2015年度测评票",
    "lines": [{"name": "金桂村", "english": "Jingui"}],
}


@pytest.mark.anyio
async def test_sheets_are_registered_and_kept_nowhere(office: Any) -> None:
    before = await office.head()
    answer = await office.post("ballots.desk.sheets", ORDER, actor="teller")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text.count("<article") == 4
    assert await office.head() > before


@pytest.mark.anyio
async def test_sheets_offer_the_tenants_own_words(office: Any) -> None:
    answer = await office.post("ballots.desk.sheets", ORDER, actor="clerk")
    assert "<th>较好<small>fairly good</small></th>" in answer.text


@pytest.mark.anyio
async def test_sheets_of_piles_say_whose_they_are(office: Any) -> None:
    piles = {"基层党员干部": 3, "群众代表": 1}
    answer = await office.post("ballots.desk.sheets", ORDER | {"piles": piles}, actor="clerk")
    assert answer.text.count("<p>基层党员干部</p>") == 3
    assert answer.text.count("<p>群众代表</p>") == 1


@pytest.mark.anyio
async def test_dry_run_is_a_specimen_and_registers_nothing(office: Any) -> None:
    asked = await office.post(
        "ballots.desk.sheets", ORDER, actor="clerk", params={"dry_run": "true"}
    )
    assert "样张 SPECIMEN" in asked.text
    printed = await office.post("ballots.desk.sheets", ORDER, actor="clerk")
    assert printed.text.count("<code>") == 4


@pytest.mark.anyio
async def test_sheets_are_for_the_desk_alone(office: Any) -> None:
    answer = await office.post("ballots.desk.sheets", ORDER, actor="auditor")
    assert (answer.status_code, answer.json()["code"]) == (403, "ballots.desk_closed")


@pytest.mark.anyio
@pytest.mark.parametrize("page", ["javascript:alert(1)", "https://a b", "https://a#b"])
async def test_address_of_the_voters_page_is_one(office: Any, page: str) -> None:
    answer = await office.post("ballots.desk.sheets", ORDER | {"page": page}, actor="clerk")
    assert (answer.status_code, answer.json()["values"]["path"]) == (422, "$.page")
