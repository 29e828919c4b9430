"""新邵县, 2012: pay published, computed, corrected, paid; the promises beside it."""

from decimal import Decimal
from typing import Any

import httpx
import pytest

from taizhang_plugins.pay.events import IncomePublished, PayComputed, TableChecked
from taizhang_plugins.pay.money_events import PaymentMade
from taizhang_plugins.pay.promise_events import GrowthReported, PromiseKept
from taizhang_plugins.pay.sheet_events import SheetChecked, SheetDrawn

pytestmark = pytest.mark.anyio

COUNTY = "xinshao"
VILLAGE = "shili-cun"


def computed(played: Any, year: int) -> list[Any]:
    """The tables of a year, in order."""
    return [h.event for h in played.of(COUNTY, PayComputed) if h.event.year == str(year)]


@pytest.mark.rule("S3-01")
async def test_a_year_before_the_formula_is_not_computed_by_it(played: Any) -> None:
    reason = played.refusal(COUNTY, "pay.before_rules")
    assert (reason["rule"], reason["values"]) == ("S3-01", {"year": 2011})
    assert "1.7倍" in reason["clause"]
    assert [table.document for table in computed(played, 2011)] == ["2011 年执行的标准（虚构）"]


@pytest.mark.rule("S3-03")
async def test_the_reported_600_and_more_yuan_agree_with_the_records(played: Any) -> None:
    (grown,) = (h.event for h in played.of(COUNTY, GrowthReported))
    assert (grown.low, grown.high, grown.refuted) == (600, 699, False)
    assert 600 <= grown.shown < 700


@pytest.mark.rule("S3-03")
async def test_a_corrected_income_makes_the_table_and_its_sheet_outdated(played: Any) -> None:
    (income,) = played.of(COUNTY, IncomePublished)
    (table,), (sheet,) = played.of(COUNTY, TableChecked), played.of(COUNTY, SheetChecked)
    assert (table.event.rested_on, table.event.reads) == (income.event.yuan, Decimal(4310))
    assert (table.event.outdated, sheet.event.outdated) == (True, True)


@pytest.mark.rule("S3-01")
async def test_no_sheet_is_drawn_on_an_outdated_table(played: Any) -> None:
    reason = played.refusal(COUNTY, "pay.table_outdated")
    assert (reason["status"], reason["rule"]) == (409, "S3-01")
    assert "示例村" in reason["detail"]


@pytest.mark.rule("S3-03")
async def test_the_recomputation_says_what_is_still_to_be_paid(played: Any) -> None:
    first, second = computed(played, 2012)
    assert [r.before for r in second.rates] == [r.yuan for r in first.rates]
    *_, sheet = (h.event for h in played.of(COUNTY, SheetDrawn))
    differences = [line.yuan - line.before for line in sheet.lines]
    assert differences == [Decimal("12.75"), Decimal("11.47"), Decimal("8.92")]


@pytest.mark.rule("S0-32")
async def test_who_is_not_on_the_sheet_is_not_paid_by_it(played: Any) -> None:
    reason = played.refusal(COUNTY, "pay.not_on_sheet")
    assert (reason["rule"], reason["values"]["name"]) == ("S0-32", "示例村")
    assert "1.7倍" in reason["clause"]
    assert len(played.of(COUNTY, PaymentMade)) == 3


@pytest.mark.rule("S0-32")
async def test_the_rows_say_who_is_still_to_be_paid(played: Any) -> None:
    fields = "nodes { person settled outstanding outdated }"
    data = await played.query(
        COUNTY, f"{{ personPays(where: {{year: {{eq: 2012}}}}) {{ {fields} }} }}", actor="finance"
    )
    found = {each["person"]: each for each in data["personPays"]["nodes"]}
    assert {person: each["settled"] for person, each in found.items()} == {
        "p-geng": "paid",
        "p-xin": "part",
        "p-ren": "unpaid",
    }
    assert Decimal(found["p-xin"]["outstanding"]) == Decimal("11.47")
    assert not any(each["outdated"] for each in found.values())


@pytest.mark.rule("S0-32")
async def test_a_promise_is_recorded_with_its_evidence(played: Any) -> None:
    (kept,) = (h.event for h in played.of(COUNTY, PromiseKept))
    assert (kept.kind, kept.called) == ("duties", "定权责")
    assert "承诺书" in kept.evidence


@pytest.mark.rule("S3-01")
async def test_the_sheet_is_had_on_paper(played: Any) -> None:
    path = f"/papers/{COUNTY}/pay.sheet?year=2012&organisation={VILLAGE}"
    headers = {
        "Authorization": f"Bearer {played.tokens[COUNTY]['finance']}",
        "Accept": "text/html",
    }
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(played.url + path, headers=headers)
    assert answer.status_code == 200, answer.text
    for words in ("示例村2012年村干部报酬表", "4310 × 1.7 = 7327元", "非统计部门公布", "制表人"):
        assert words in answer.text
