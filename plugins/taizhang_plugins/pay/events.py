"""What can happen to the pay of posts: an income is published, a table rests on it."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from taizhang import Event
from taizhang.core import OrganisationId
from taizhang_plugins.pay.names import YEAR, Kind


class IncomePublished(
    Event,
    name="pay.income_published",
    title="公布人均收入",
    corrects=("yuan", "source"),
):
    """The income per person of a year was published, in yuan (上年度农民人均纯收入)."""

    year: Annotated[str, YEAR]
    kind: Kind
    yuan: Decimal
    source: str


class PopulationRecorded(
    Event,
    name="pay.population_recorded",
    title="登记村人口",
    corrects=("people", "source"),
    annuls=True,
):
    """How many people a village had in a year."""

    organisation: OrganisationId
    year: Annotated[str, YEAR]
    people: int
    source: str


class Rate(Struct, frozen=True):
    """What a post is paid a year, in yuan: exact, and as it is shown.

    `band` is the size of the village, empty where pay does not differ by it. `before` is what an
    earlier computation of the same year said, `last_year` what stands for the year before.
    """

    post: str
    band: str
    yuan: Decimal
    shown: Decimal
    before: Decimal | None
    last_year: Decimal | None


class PayComputed(Event, name="pay.computed", title="计算村干部报酬", final="重新计算"):
    """What each post is paid for a year, and how it was worked out line by line.

    The first computation of a year is revision 1. `document` is the superior's, where that sets
    pay instead of a formula.
    """

    year: Annotated[str, YEAR]
    revision: int
    income_year: int | None
    kind: Kind | None
    income: Decimal | None
    document: str | None
    rates: list[Rate]
    working: list[str]


class Place(Struct, frozen=True):
    """One line of a table."""

    post: str
    band: str


class TableChecked(
    Event, name="pay.table_checked", title="核对报酬标准的依据", final="由人均收入的更正推算"
):
    """The income that a table rests on reads otherwise now: it is outdated; or it does no more."""

    year: Annotated[str, YEAR]
    revision: int
    outdated: bool
    income_year: int
    rested_on: Decimal
    reads: Decimal
    places: list[Place]
