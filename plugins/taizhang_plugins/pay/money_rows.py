"""What is shown of money: each payment by a sheet, and the funds of villages (S0-32)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from taizhang import At, Row, folds
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.pay.money_events import Direction, FundsDisbursed, PaymentMade
from taizhang_plugins.pay.names import FundId, PaymentId


class PayPayment(Row, key=("payment",), title="报酬发放记录", rules=("S0-32",)):
    """One payment by a sheet, or what was given back of one."""

    payment: PaymentId
    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    organisation: OrganisationId
    person: PersonId
    direction: Direction
    yuan: Annotated[Decimal, Meta(title="金额（元）", description="In yuan")]
    voucher: Annotated[str, Meta(title="凭证", description="The voucher")]
    on: Annotated[date, Meta(title="日期", description="The day of it")]


@folds(PayPayment, PaymentMade, "payment")
def _(row: PayPayment | None, event: PaymentMade, at: At) -> PayPayment:
    return PayPayment(
        payment=event.payment,
        year=int(event.year),
        organisation=event.organisation,
        person=event.person,
        direction=event.direction,
        yuan=event.yuan,
        voucher=event.voucher,
        on=at.on,
    )


class VillageFunding(Row, key=("fund",), title="村级管理经费", rules=("S0-32",)):
    """Funds that went to a village, and the superior's document that sets them."""

    fund: FundId
    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    organisation: OrganisationId
    purpose: Annotated[str, Meta(title="用途", description="What it is for")]
    yuan: Annotated[Decimal, Meta(title="金额（元）", description="In yuan")]
    document: Annotated[str | None, Meta(title="上级规定", description="The superior's document")]
    voucher: Annotated[str, Meta(title="凭证", description="The voucher")]
    on: Annotated[date, Meta(title="日期", description="The day of it")]


@folds(VillageFunding, FundsDisbursed, "fund")
def _(row: VillageFunding | None, event: FundsDisbursed, at: At) -> VillageFunding:
    return VillageFunding(
        fund=event.fund,
        year=int(event.year),
        organisation=event.organisation,
        purpose=event.purpose,
        yuan=event.yuan,
        document=event.document,
        voucher=event.voucher,
        on=at.on,
    )
