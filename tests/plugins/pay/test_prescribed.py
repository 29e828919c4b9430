"""三堂街镇: pay and funds of villages by what a superior sets (S0-32)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.core import PostTaken
from taizhang_plugins.pay.computing import ComputePay
from taizhang_plugins.pay.drawing import DrawSheet
from taizhang_plugins.pay.funding import DisburseFunds
from taizhang_plugins.pay.money_rows import VillageFunding
from taizhang_plugins.pay.prescribing import PrescribePay

CLAUSE = "按上级规定落实了村级管理经费,落实村党支部书记“一定三有”政策"
SECRETARY = "村党支部书记"
TABLE = PrescribePay(year=2015, yuan={SECRETARY: Decimal(9000)}, document="市委组织部通知（示例）")
FUNDS = DisburseFunds(
    fund="1",
    year=2015,
    organisation="jingui",
    purpose="村级管理经费",
    yuan=Decimal(20000),
    document="市财政局通知（示例）",
    voucher="凭证 9 号",
)


@pytest.mark.rule("S0-32")
def test_the_superiors_table_is_recorded_with_its_document(santangjie: Any) -> None:
    [recorded] = santangjie.do(TABLE, "finance")
    assert (recorded.document, recorded.income) == ("市委组织部通知（示例）", None)
    assert recorded.working == [f"{SECRETARY}年报酬 = 9000元（市委组织部通知（示例））"]


@pytest.mark.rule("S0-32")
def test_without_a_formula_nothing_is_computed(santangjie: Any) -> None:
    reason = santangjie.refusal(ComputePay(year=2015), "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.no_formula", "S0-32")
    assert (reason.values, reason.clause) == ({"year": 2015}, CLAUSE)


@pytest.mark.rule("S0-32")
@pytest.mark.parametrize("posts", [["村主任"], [SECRETARY, "村主任"]])
def test_the_table_names_the_posts_of_the_document(santangjie: Any, posts: list[str]) -> None:
    ask = replace(TABLE, yuan=dict.fromkeys(posts, Decimal(9000)))
    reason = santangjie.refusal(ask, "finance")
    assert (reason.refusal.code, reason.clause) == ("pay.other_posts", CLAUSE)
    assert (reason.values["needed"], reason.values["given"]) == (
        SECRETARY,
        "、".join(sorted(posts)),
    )


def test_a_sum_of_nothing_is_refused(santangjie: Any) -> None:
    reason = santangjie.refusal(replace(TABLE, yuan={SECRETARY: Decimal(0)}), "finance")
    assert (reason.refusal.code, reason.values["post"]) == ("pay.no_sum", SECRETARY)


def test_another_document_is_a_new_revision_with_the_difference(santangjie: Any) -> None:
    santangjie.do(TABLE, "finance")
    assert santangjie.code_of(TABLE, "finance") == "pay.unchanged"
    [again] = santangjie.do(replace(TABLE, yuan={SECRETARY: Decimal(9600)}), "finance")
    assert (again.revision, again.rates[0].before) == (2, Decimal(9000))


@pytest.mark.rule("S0-32")
def test_a_secretary_is_paid_what_the_superior_sets(santangjie: Any) -> None:
    santangjie.do(TABLE, "finance")
    secretary = PostTaken(person="s", organisation="jingui", post=SECRETARY, since=date(2015, 7, 1))
    [drawn] = santangjie.given(secretary).do(DrawSheet(year=2015, organisation="jingui"), "finance")
    assert [(line.person, line.yuan) for line in drawn.lines] == [("s", Decimal(4500))]


@pytest.mark.rule("S0-32")
def test_funds_are_recorded_with_the_superiors_document(santangjie: Any) -> None:
    santangjie.do(FUNDS, "finance")
    row = santangjie.folded(VillageFunding)["1",]
    assert (row.organisation, row.yuan, row.document) == (
        "jingui",
        Decimal(20000),
        "市财政局通知（示例）",
    )


@pytest.mark.rule("S0-32")
def test_funds_without_the_superiors_document_are_refused(santangjie: Any) -> None:
    reason = santangjie.refusal(replace(FUNDS, document=None), "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.document_missing", "S0-32")
    assert (reason.values["name"], reason.clause) == ("金桂村", CLAUSE)


@pytest.mark.rule("S0-32")
def test_funds_for_anything_else_are_refused(santangjie: Any) -> None:
    reason = santangjie.refusal(replace(FUNDS, purpose="招待费"), "finance")
    assert (reason.refusal.code, reason.clause) == ("pay.other_purpose", CLAUSE)
    assert (reason.values["purpose"], reason.values["known"]) == ("招待费", "村级管理经费")


def test_funds_have_a_number_of_their_own(santangjie: Any) -> None:
    santangjie.do(FUNDS, "finance")
    reason = santangjie.refusal(FUNDS, "finance")
    assert (reason.refusal.code, reason.values) == ("pay.fund_taken", {"fund": "1"})


@pytest.mark.rule("S0-32")
def test_where_the_document_names_no_funds_none_are_disbursed(village: Any) -> None:
    reason = village.refusal(replace(FUNDS, year=2012, organisation="v"), "finance")
    assert reason.refusal.code == "pay.no_funds"
    assert reason.clause == "按照上年度农民人均纯收入的1.7倍确定村党支部书记报酬"


def test_funds_of_no_village_are_refused(santangjie: Any) -> None:
    code = santangjie.code_of(replace(FUNDS, organisation="nowhere"), "finance")
    assert code == "domain.unknown"
