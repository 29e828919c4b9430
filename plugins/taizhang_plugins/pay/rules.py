"""What a county's document says of pay."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules

#: A decision reads the incomes of so many years before its own.
YEARS_BACK = 3


class Formula(Provision, frozen=True):
    """Pay of the first post: a multiple of the income of an earlier year (S3-01)."""

    multiple: Decimal
    years_back: Annotated[int, Meta(ge=0, le=YEARS_BACK)]


class Ratio(Provision, frozen=True):
    """What each post is paid, as a multiple of the first post's pay (S3-02)."""

    posts: dict[str, Decimal]


class Display(Provision, frozen=True):
    """How a sum is rounded where it is shown; the exact figure is kept beside it."""

    decimals: Literal[0, 1, 2]


class PayRules(Rules, frozen=True):
    """The provisions on pay."""

    section: ClassVar[str] = "pay"
    formula: Formula
    ratio: Ratio
    display: Display
