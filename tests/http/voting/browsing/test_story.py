"""The whole way of one ballot: printed slip, page, choices, lost answer, reload, receipt, count."""

import re
from typing import Any

import pytest

pytestmark = pytest.mark.anyio


def id_of(cast: bytes) -> str:
    found = re.search(rb"(?i)\r\nidempotency-key: (\S+)\r\n", cast)
    assert found
    return found[1].decode()


async def choose_and_check(page: Any, places: list[int]) -> None:
    await page.until("!!document.querySelector('#q0')")
    for question, place in enumerate(places):
        await page.choose(question, place)
    await page.press("核对")


@pytest.mark.rule("S0-11")
@pytest.mark.rule("S1-12")
async def test_an_answer_that_is_lost_costs_no_vote_and_makes_no_second_one(
    hall: Any, asked: Any, browser: Any, wire: Any
) -> None:
    line, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    page = await browser.tab()
    await page.open(f"{address}{hall.at()}#{hall.codes[0]}")
    await choose_and_check(page, [2, 0])
    line.deaf = True
    await page.press("确认投票")
    await page.until_said("第 1 次没有收到回答")
    kept = await page.js("Object.values(localStorage).join()")
    line.deaf = False
    await page.reload()
    await page.until_said("投票成功")
    first, *more = line.casts
    assert more
    assert {(id_of(each), each.partition(b"\r\n\r\n")[2]) for each in more} == {
        (id_of(first), first.partition(b"\r\n\r\n")[2])
    }
    assert id_of(first) in kept
    text = await page.text()
    assert id_of(first).replace("-", "")[:4].upper() in text
    assert "只计一次" in text
    assert await page.js("localStorage.length") == 0
    await hall.ask("ballots.close_box", {"box": "b", "meeting": "m"})
    counted = await hall.ask("ballots.desk.count", {"box": "b", "shares": hall.key["shares"]})
    jingui, shiqiao = counted["events"][0]["body"]["counts"]
    assert (jingui["counts"]["较好"], sum(jingui["counts"].values())) == (1, 1)
    assert (shiqiao["blank"], sum(shiqiao["counts"].values())) == (1, 0)


async def test_the_code_of_the_slip_never_leaves_the_phone(
    hall: Any, asked: Any, browser: Any, wire: Any
) -> None:
    line, address = wire
    await hall.print_slips()
    await hall.open_box(asked)
    page = await browser.tab()
    code = hall.codes[0]
    await page.open(f"{address}{hall.at()}#{code}")
    await choose_and_check(page, [1, 1])
    await page.press("确认投票")
    await page.until_said("投票成功")
    plain = code.replace("-", "").encode()
    sent = b"".join(line.sent)
    assert code.encode() not in sent
    assert plain not in sent
    assert b"cookie:" not in sent.lower()
    assert b"referer:" not in sent.lower()
    assert code not in await page.js("location.href + JSON.stringify({...localStorage})")
    assert "金桂村" not in await page.js("JSON.stringify({...sessionStorage})")
