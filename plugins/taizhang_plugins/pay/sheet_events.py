"""What can happen to the pay of people: a sheet of a unit is drawn up, and may become outdated."""

from decimal import Decimal
from typing import Annotated

from msgspec import Struct

from taizhang import Event
from taizhang.core import PERSON, OrganisationId, SubjectId
from taizhang_plugins.pay.names import YEAR


class PerformanceRecorded(
    Event,
    name="pay.performance_recorded",
    title="登记绩效考核结果",
    corrects=("result", "source"),
    annuls=True,
):
    """The grade or score of a person, or of the unit, that decides performance pay of a year."""

    year: Annotated[str, YEAR]
    organisation: OrganisationId
    subject: SubjectId
    result: str
    source: str


class PersonLine(Struct, frozen=True):
    """What one person is paid in a unit for a year, in yuan, and how it was worked out.

    `exact` is the unrounded sum in full, a fraction where its digits never end. `yuan` is `base`
    and `performance` as they are shown and paid; performance is None until its result is known.
    `before` is what the sheet said before this one, `last_year` what the year before stands at.
    """

    person: str
    posts: list[str]
    months: int
    frozen_months: int
    exact: str
    base: Decimal
    performance: Decimal | None
    yuan: Decimal
    before: Decimal | None
    last_year: Decimal | None
    working: list[str]


class SheetDrawn(Event, name="pay.sheet_drawn", title="编制村干部报酬表", final="重新编制"):
    """Who is paid what in a unit for a year. `table` is the revision of the table it rests on."""

    year: Annotated[str, YEAR]
    organisation: OrganisationId
    revision: int
    table: int
    band: str
    people: Annotated[list[str], PERSON]
    lines: list[PersonLine]


class SheetChecked(
    Event, name="pay.sheet_checked", title="核对报酬表的依据", final="由报酬标准推算；重新编制"
):
    """The table that a sheet rests on is outdated, or was computed anew; or it holds after all."""

    year: Annotated[str, YEAR]
    organisation: OrganisationId
    revision: int
    outdated: bool
    people: Annotated[list[str], PERSON]
