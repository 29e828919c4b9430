"""What can happen to money: pay is paid out or reclaimed, funds of villages are disbursed."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from taizhang import Event
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.pay.names import YEAR, FundId, PaymentId

Direction = Annotated[
    Literal["paid", "reclaimed"], Meta(title="发放或追回", description="paid 发放，reclaimed 追回")
]


class PaymentMade(
    Event, name="pay.payment_made", title="发放报酬", corrects=("yuan", "voucher"), annuls=True
):
    """Money of a pay sheet went to somebody, or came back from somebody, in yuan (S0-32)."""

    payment: PaymentId
    year: Annotated[str, YEAR]
    organisation: OrganisationId
    person: PersonId
    direction: Direction
    yuan: Decimal
    voucher: str


class FundsDisbursed(
    Event,
    name="pay.funds_disbursed",
    title="拨付村级管理经费",
    corrects=("yuan", "document", "voucher"),
    annuls=True,
):
    """Funds went to a village, in yuan. `document` is the superior's that sets them (S0-32)."""

    fund: FundId
    year: Annotated[str, YEAR]
    organisation: OrganisationId
    purpose: str
    yuan: Decimal
    document: str | None
    voucher: str
