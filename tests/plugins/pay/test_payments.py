"""Money against the sheet: paid, taken back, still to be paid (S0-32)."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.amendments.annulling import AnnulFact
from taizhang_plugins.pay.computing import ComputePay
from taizhang_plugins.pay.drawing import DrawSheet
from taizhang_plugins.pay.money_events import PaymentMade
from taizhang_plugins.pay.money_rows import PayPayment
from taizhang_plugins.pay.paying import MakePayment
from taizhang_plugins.pay.sheet_rows import PaySheet, PersonPay

ASK = MakePayment(
    payment="1",
    year=2012,
    organisation="v",
    person="a",
    direction="paid",
    yuan=Decimal("5000.00"),
    voucher="凭证 1 号",
)


@pytest.fixture
def drawn(village: Any, income: Any) -> Any:
    """A sheet on which a is due 5100, b 4590 and c 3570 yuan."""
    village.given(income(2011, "3000"))
    village.do(ComputePay(year=2012), "finance")
    village.do(DrawSheet(year=2012, organisation="v"), "finance")
    return village


@pytest.mark.rule("S0-32")
def test_a_payment_is_recorded_with_its_voucher(drawn: Any) -> None:
    [made] = drawn.do(ASK, "finance")
    assert isinstance(made, PaymentMade)
    assert (made.yuan, made.voucher) == (Decimal("5000.00"), "凭证 1 号")
    assert drawn.folded(PayPayment)["1",].person == "a"


@pytest.mark.rule("S0-32")
@pytest.mark.parametrize(
    ("yuan", "settled", "outstanding"),
    [("5099.99", "part", "0.01"), ("5100", "paid", "0"), ("5100.01", "above", "-0.01")],
)
def test_exactly_what_is_due_settles_it(
    drawn: Any, yuan: str, settled: str, outstanding: str
) -> None:
    drawn.do(replace(ASK, yuan=Decimal(yuan)), "finance")
    row = drawn.folded(PersonPay)[2012, "v", "a"]
    assert (row.settled, row.outstanding) == (settled, Decimal(outstanding))


@pytest.mark.rule("S0-32")
def test_the_sheet_lists_who_is_still_to_be_paid(drawn: Any) -> None:
    drawn.do(ASK, "finance")
    drawn.do(replace(ASK, payment="2", person="b", yuan=Decimal(4590)), "finance")
    row = drawn.folded(PaySheet)[2012, "v"]
    assert (row.unpaid, row.paid, row.yuan) == (["a", "c"], Decimal(9590), Decimal(13260))


def test_what_was_too_much_is_taken_back(drawn: Any) -> None:
    drawn.do(replace(ASK, yuan=Decimal(5200)), "finance")
    back = replace(ASK, payment="2", direction="reclaimed", yuan=Decimal(100))
    drawn.do(back, "finance")
    row = drawn.folded(PersonPay)[2012, "v", "a"]
    assert (row.paid, row.settled) == (Decimal(5100), "paid")


@pytest.mark.rule("S0-32")
def test_who_is_not_on_the_sheet_is_not_paid_by_it(drawn: Any) -> None:
    reason = drawn.refusal(replace(ASK, person="z"), "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.not_on_sheet", "S0-32")
    assert (reason.values["person"], reason.values["name"]) == ("z", "示例村")
    assert reason.clause == "按照上年度农民人均纯收入的1.7倍确定村党支部书记报酬"


def test_more_than_is_due_is_told_and_kept(drawn: Any) -> None:
    drawn.do(ASK, "finance")
    [warning] = drawn.warnings(replace(ASK, payment="2", yuan=Decimal("100.01")), "finance")
    assert (warning.refusal.code, warning.values["paid"]) == ("pay.above_sheet", "5100.01")
    assert drawn.warnings(replace(ASK, payment="2", yuan=Decimal(100)), "finance") == []


def test_what_was_taken_back_may_be_paid_again(drawn: Any) -> None:
    drawn.do(ASK, "finance")
    drawn.do(replace(ASK, payment="2", direction="reclaimed", yuan=Decimal(1000)), "finance")
    assert drawn.warnings(replace(ASK, payment="3", yuan=Decimal(1100)), "finance") == []


def test_an_outdated_sheet_is_told_of(drawn: Any, income: Any) -> None:
    from taizhang_plugins.pay.sheet_events import SheetChecked

    drawn.given(
        SheetChecked(year="2012", organisation="v", revision=1, outdated=True, people=["a"])
    )
    [warning] = drawn.warnings(ASK, "finance")
    assert (warning.refusal.code, warning.values["name"]) == ("pay.sheet_is_outdated", "示例村")


def test_a_number_is_used_once(drawn: Any) -> None:
    drawn.do(ASK, "finance")
    reason = drawn.refusal(replace(ASK, person="b"), "finance")
    assert (reason.refusal.code, reason.values) == ("pay.payment_taken", {"payment": "1"})


@pytest.mark.parametrize("yuan", ["0", "-1", "0.001", "NaN", "1E+99"])
def test_what_is_no_money_is_refused(drawn: Any, yuan: str) -> None:
    reason = drawn.refusal(replace(ASK, yuan=Decimal(yuan)), "finance")
    assert (reason.refusal.code, reason.values["yuan"]) == ("pay.not_money", yuan)


def test_an_annulled_payment_was_never_made(drawn: Any) -> None:
    drawn.do(ASK, "finance")
    drawn.do(AnnulFact(fact=len(drawn.log), reason="重复", evidence="凭证"), "clerk")
    assert drawn.folded(PersonPay)[2012, "v", "a"].paid == Decimal(0)
    assert drawn.do(ASK, "finance")


def test_two_who_pay_one_person_read_each_other(drawn: Any, boundary: Any, selected: Any) -> None:
    [other] = drawn.do(replace(ASK, payment="2"), "finance")
    assert selected(boundary(ASK), other)
    assert not selected(boundary(replace(ASK, person="b")), other)
