"""Every state of the page is told in plain words, and each way out of it works."""

import asyncio
import json
from typing import Any

import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture
async def page(browser: Any) -> Any:
    return await browser.tab()


async def test_the_page_waits_for_the_opening_and_then_shows_the_ballot(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    _, address = wire
    await hall.print_slips()
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await page.until_said("投票尚未开始")
    await hall.open_box(asked)
    await page.until_said("金桂村")


@pytest.mark.parametrize(
    ("command", "words"),
    [("ballots.end_casting", "手机投票已经停止"), ("ballots.close_box", "票箱已封，投票结束")],
)
async def test_a_box_that_takes_no_ballots_says_so(
    hall: Any, asked: Any, page: Any, wire: Any, command: str, words: str
) -> None:
    _, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    order = {"box": "b", "meeting": "m"} if command == "ballots.close_box" else {"box": "b"}
    await hall.ask(command, order)
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await page.until_said(words)


async def test_the_code_may_be_typed_and_a_mistyped_one_is_told(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    line, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    await page.open(f"{address}{hall.at()}")
    await page.until("!!document.querySelector('#code')")
    code = hall.codes[0]
    wrong = ("1" if code[0] != "1" else "2") + code[1:]
    for typed in (wrong, code.lower().replace("-", " ")):
        await page.js(f"document.querySelector('#code').value = {json.dumps(typed)}")
        await page.press("下一步")
        if typed == wrong:
            await page.until_said("号码有误")
            assert await page.js("document.activeElement.id") == "code"
    await page.until_said("金桂村")
    assert code in await page.js("location.hash")
    assert not line.casts


@pytest.mark.rule("S1-12")
async def test_nothing_is_sent_before_every_line_is_chosen_or_left_blank_on_purpose(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    line, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await page.until("!!document.querySelector('#q0')")
    await page.choose(0, 1)
    await page.until_said("已选 1 / 2")
    await page.press("核对")
    await page.until_said("还有 1 项没有选")
    assert "确认投票" not in await page.text()
    await page.press("返回修改")
    await page.until("document.activeElement.name === 'q1'")
    await page.press("核对")
    await page.press("这 1 项都弃权")
    await page.until_said("请核对后投票")
    assert "弃权" in await page.text()
    assert not line.casts


@pytest.mark.rule("S0-11")
async def test_a_slip_that_has_voted_is_refused_in_the_platforms_words(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    _, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    await hall.cast(hall.codes[0], asked)
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await page.until("!!document.querySelector('#q0')")
    await page.press("核对")
    await page.press("这 2 项都弃权")
    await page.press("确认投票")
    await page.until_said("这张选票已经投过票")
    assert "监票人" in await page.text()
    assert await page.js("localStorage.length") == 0


async def test_without_a_server_the_page_says_so_and_goes_on_by_itself(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    line, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await page.until("!!document.querySelector('#q0')")
    await page.press("核对")
    await page.press("这 2 项都弃权")
    line.cut = True
    await page.press("确认投票")
    await page.until_said("第 1 次没有收到回答")
    assert "已加密存在本机" in await page.text()
    line.cut = False
    await page.press("现在再试")
    await page.until_said("投票成功")
    assert "只计一次" not in await page.text()


async def test_a_phone_that_keeps_nothing_votes_all_the_same(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    line, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    refuse = (
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, "
        "name, { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    await page.ask("Page.addScriptToEvaluateOnNewDocument", source=refuse)
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await page.until("!!document.querySelector('#q0')")
    await page.press("核对")
    await page.press("这 2 项都弃权")
    line.deaf = True
    await page.press("确认投票")
    await page.until_said("第 1 次没有收到回答")
    assert "请不要关闭或刷新本页" in await page.text()
    line.deaf = False
    await page.press("现在再试")
    await page.until_said("此前已收到这张票")


async def test_after_the_receipt_a_reload_shows_it_again_and_another_slip_may_vote(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    _, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await page.until("!!document.querySelector('#q0')")
    await page.press("核对")
    await page.press("这 2 项都弃权")
    await page.press("确认投票")
    await page.until_said("投票成功")
    await page.reload()
    await page.until_said("投票成功")
    await page.press("用另一张选票投票")
    await page.until_said("输入选票号码")


async def test_an_address_that_is_not_secure_leads_to_the_paper(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    line, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    plain = address.replace("127.0.0.1", "plain.example")
    await page.open(f"{plain}{hall.at()}#{hall.codes[0]}")
    await page.until_said("这部手机不能在网上投票")
    assert "纸质票" in await page.text()
    assert not line.casts


async def test_without_scripts_the_page_leads_to_the_paper(hall: Any, page: Any, wire: Any) -> None:
    _, address = wire
    await page.ask("Emulation.setScriptExecutionDisabled", value=True)
    await page.ask("Page.navigate", url=f"{address}{hall.at()}")
    async with asyncio.timeout(20):  # no script of ours could wait for it
        while "请用手中的纸质票投票" not in (text := await page.text()):
            pass
    assert "没有开启 JavaScript" in text


async def test_everything_is_there_in_english_as_well(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    _, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await page.until("!!document.querySelector('#q0')")
    await page.choose(0, 1)
    await page.press("English")
    await page.until_said("1 of 2 chosen")
    assert await page.js("document.documentElement.lang") == "en"
    assert await page.js("document.querySelector('#q0 input[value=\"1\"]').checked")


SHOW = """(async () => {
  const { app, show } = await import("/static/voting/drawing.js");
  const { form } = await import("/static/voting/form.js");
  const text = "您的评价是?", team = ["好", "差"], one = ["称职", "不称职"];
  app.paper = {
    state: "open", title: "测评", tenant: "镇", place: "礼堂", english: {},
    subjects: [{ name: "金桂村", person: false }, { name: "石桥村", person: true }],
    questions: [
      { about: 0, item: "班子", text, choices: team },
      { about: 1, item: "书记", text, choices: one },
      { about: 0, item: "主任", text, choices: one },
    ],
  };
  app.places = [null, null, null];
  show((now) => form(now, () => {}));
})()"""


@pytest.mark.rule("S2-08")
async def test_several_items_on_one_subject_stand_together(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    _, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await page.until("!!document.querySelector('#q0')")
    await page.js(SHOW)
    group = "document.querySelector('[role=group]')"
    assert (
        await page.js(f"document.getElementById({group}.getAttribute('aria-labelledby')).innerText")
        == "1. 金桂村"
    )
    assert await page.js(
        f"[...{group}.querySelectorAll('legend')].map((each) => each.innerText)"
    ) == [
        "班子",
        "主任",
    ]
    assert await page.js("document.querySelector('#q1 legend').innerText") == (
        "2. 石桥村（姓名见纸质票第 2 行） · 书记"
    )


async def test_nothing_is_scrolled_sideways_on_the_smallest_phone(
    hall: Any, asked: Any, page: Any, wire: Any
) -> None:
    _, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    await page.size(320, 568)
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await page.until("!!document.querySelector('#q0')")
    for _ in range(2):
        assert await page.js("document.documentElement.scrollWidth") <= 320
        await page.js("document.getElementById('language').click()")
