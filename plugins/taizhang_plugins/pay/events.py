"""What can happen to pay."""

from decimal import Decimal
from typing import Annotated

from taizhang.events.event import Event
from taizhang.events.tags import Tag

YEAR = Tag("pay_year")


class IncomePublished(
    Event,
    name="pay.income_published",
    title="公布人均纯收入",
    corrects=("yuan", "source"),
):
    """The net income per person of a year was published, in yuan (上年度农民人均纯收入)."""

    year: Annotated[str, YEAR]
    yuan: Decimal
    source: str


class PayComputed(Event, name="pay.computed", title="计算村干部报酬", final="重新计算"):
    """What each post is paid for a year, in yuan, and how it was worked out line by line."""

    year: Annotated[str, YEAR]
    income_year: int
    yuan: dict[str, Decimal]
    working: list[str]
