"""What facts of pay are about: a year, a payment, a promise; and what counts as a sum."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from taizhang import Tag

YEAR = Tag("pay_year")
PAYMENT = Tag("pay_payment")
FUND = Tag("pay_fund")
PROMISE = Tag("pay_promise")

_Id = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\s:/\x00]+$")]
PaymentId = Annotated[
    _Id, PAYMENT, Meta(title="发放编号", description="The payment, by its identifier")
]
FundId = Annotated[_Id, FUND, Meta(title="经费编号", description="The fund, by its identifier")]
PromiseId = Annotated[
    _Id, PROMISE, Meta(title="落实记录编号", description="The record, by its identifier")
]

Year = Annotated[int, Meta(ge=1949, le=2200, title="年度")]
Yuan = Annotated[Decimal, Meta(title="元")]
Source = Annotated[str, Meta(min_length=1, max_length=500, title="来源")]

Kind = Annotated[
    Literal["net", "disposable"],
    Meta(title="收入口径", description="net 纯收入，disposable 可支配收入"),
]
#: What each kind of income is called in official figures.
INCOME: dict[str, str] = {"net": "农民人均纯收入", "disposable": "人均可支配收入"}

MOST = Decimal(1_000_000_000)
_PLACES = 4


def is_a_sum(yuan: Decimal, places: int = _PLACES) -> bool:
    """JSON may also say NaN, or a number with a million digits."""
    return yuan.is_finite() and 0 < yuan <= MOST and int(yuan.as_tuple().exponent) >= -places
