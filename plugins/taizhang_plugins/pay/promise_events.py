"""What can happen to the promises beside pay, and to what is reported of pay's growth."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from taizhang import Event
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.pay.names import YEAR, PromiseId

PromiseKind = Annotated[
    Literal["duties", "prospects", "security"],
    Meta(title="哪一项", description="duties 定权责，prospects 有前景，security 有保障"),
]


class PromiseKept(
    Event,
    name="pay.promise_kept",
    title="落实“一定三有”",
    corrects=("done", "evidence"),
    annuls=True,
):
    """One of the promises beside pay was kept in a unit: what was done, and what proves it.

    `called` is what the tenant called the promise then.
    """

    promise: PromiseId
    year: Annotated[str, YEAR]
    organisation: OrganisationId
    person: PersonId | None
    kind: PromiseKind
    called: str
    done: str
    evidence: str


class GrowthReported(Event, name="pay.growth_reported", title="报告报酬增长", annuls=True):
    """A rise per head as it was reported (600多元), beside the one that the records give.

    The figure is a whole number from `low` to `high` (None: or more). `refuted` only where the
    exact rise, in whole yuan, can never be the reported one.
    """

    year: Annotated[str, YEAR]
    figure: str
    low: int
    high: int | None
    source: str
    exact: str
    shown: Decimal
    refuted: bool
    working: list[str]
