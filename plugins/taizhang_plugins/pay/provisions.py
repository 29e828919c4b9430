"""The provisions on pay, each as one clause states it or as the tenant chose."""

from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang import BandSpec, Provision
from taizhang_plugins.pay.names import Kind

#: A decision reads the figures of so many years before its own.
YEARS_BACK = 3
YearsBack = Annotated[int, Meta(ge=0, le=YEARS_BACK)]
Post = Annotated[str, Meta(min_length=1, max_length=100)]
MonthCount = Literal["first_day", "last_day", "any_day", "every_day"]


class Formula(Provision, frozen=True):
    """Pay of the first post: a multiple of the income of an earlier year (S3-01)."""

    title: ClassVar[str] = "报酬公式"
    income: Kind
    multiple: Decimal
    years_back: YearsBack


class Superior(Provision, frozen=True):
    """Pay is what a superior's document sets for these posts (按上级规定, S0-32): no formula."""

    title: ClassVar[str] = "按上级规定"
    posts: list[Post]


class Ratio(Provision, frozen=True):
    """What each post is paid, as a multiple of the first post's pay (S3-02)."""

    title: ClassVar[str] = "报酬比例"
    posts: dict[Post, Decimal]


class Display(Provision, frozen=True):
    """How a sum is rounded where it is shown and paid; the exact figure is kept beside it."""

    title: ClassVar[str] = "取整"
    decimals: Literal[0, 1, 2]
    rounding: Literal["half_up", "floor", "ceiling"]


class Registered(Provision, frozen=True):
    """Posts of the register that are paid as one of the ratio table (其他固定补贴村干部)."""

    title: ClassVar[str] = "登记职务按哪个职务计酬"
    paid_as: dict[Post, Post] | None


class Concurrent(Provision, frozen=True):
    """Somebody in all of these posts at once (一肩挑) is paid as one of them, and a share more."""

    title: ClassVar[str] = "兼任职务（一肩挑）"
    posts: list[Post]
    paid_as: Post
    addition: Decimal


class Sizes(Provision, frozen=True):
    """Bands of a village's population, and the factor of each; of the year so many years back."""

    title: ClassVar[str] = "按人口分档"
    bands: list[BandSpec] | None
    factors: dict[str, Decimal] | None
    years_back: YearsBack | None


class Tenure(Provision, frozen=True):
    """What somebody is paid who held a post for a part of the year.

    `months`: a twelfth for each month that counts: held on its first, last, any or every day.
    `whole`: who holds the post at the end of the year is paid the year, nobody else.
    """

    title: ClassVar[str] = "任职不满一年"
    unit: Literal["months", "whole"]
    counts: MonthCount | None


class Freeze(Provision, frozen=True):
    """When pay is not raised: in these years; and for somebody under a sanction that bars this."""

    title: ClassVar[str] = "报酬不增长"
    years: list[int] | None
    bars: list[str] | None


class Performance(Provision, frozen=True):
    """The share of pay that a grade or score decides, of the person or the unit.

    `factors` are by grade, or by the band of a score; 1 is the whole of that share.
    """

    title: ClassVar[str] = "绩效报酬"
    share: str | None
    of: Literal["person", "unit"] | None
    by: Literal["grade", "score"] | None
    bands: list[BandSpec] | None
    factors: dict[str, Decimal] | None


class Growth(Provision, frozen=True):
    """How a reported rise per head is compared: the mean over posts, or over all who are paid.

    `near` and `about`: how far 近 and 约 reach, as shares of the figure.
    """

    title: ClassVar[str] = "报酬增长核对"
    over: Literal["posts", "people"]
    near: str
    about: str


class Yearly(Provision, frozen=True):
    """By which day of its own year the pay of a year must be computed (正常增长机制, S3-03)."""

    title: ClassVar[str] = "每年核定报酬"
    month: Annotated[int, Meta(ge=1, le=12)]
    day: Annotated[int, Meta(ge=1, le=31)]


class Funds(Provision, frozen=True):
    """Funds of villages (村级管理经费): for what they are, and whether each payment must name the
    superior's document that sets it (S0-32).
    """

    title: ClassVar[str] = "村级管理经费"
    purposes: list[Annotated[str, Meta(min_length=1, max_length=200)]]
    document_required: bool


class Promises(Provision, frozen=True):
    """What this tenant calls the promises of 一定三有 beside pay: duties set, prospects for who
    does well, security after office.
    """

    title: ClassVar[str] = "“一定三有”的其他各项"
    duties: Annotated[str, Meta(min_length=1, max_length=200)]
    prospects: Annotated[str, Meta(min_length=1, max_length=200)]
    security: Annotated[str, Meta(min_length=1, max_length=200)]
