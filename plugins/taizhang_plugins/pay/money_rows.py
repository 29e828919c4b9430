"""What is shown of money: each payment by a sheet, and the funds of villages (S0-32)."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from taizhang import At, Row, folds
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.pay.money_events import Direction, FundsDisbursed, PaymentMade
from taizhang_plugins.pay.names import FundId, PaymentId


class PayPayment(Row, key=("payment",), title="报酬发放记录"):
    """One payment by a sheet, or what was given back of one."""

    payment: PaymentId
    year: Annotated[int, Meta(title="年度")]
    organisation: OrganisationId
    person: PersonId
    direction: Direction
    yuan: Annotated[Decimal, Meta(title="金额（元）")]
    voucher: Annotated[str, Meta(title="凭证")]
    on: Annotated[date, Meta(title="日期")]


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


class VillageFunding(Row, key=("fund",), title="村级管理经费"):
    """Funds that went to a village, and the superior's document that sets them."""

    fund: FundId
    year: Annotated[int, Meta(title="年度")]
    organisation: OrganisationId
    purpose: Annotated[str, Meta(title="用途")]
    yuan: Annotated[Decimal, Meta(title="金额（元）")]
    document: Annotated[str | None, Meta(title="上级规定")]
    voucher: Annotated[str, Meta(title="凭证")]
    on: Annotated[date, Meta(title="日期")]


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
