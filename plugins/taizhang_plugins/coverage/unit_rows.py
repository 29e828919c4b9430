"""What is shown of an enterprise or social organisation: headcount, gaps, and what covers it."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang import At, Row, folds
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.coverage import events as e
from taizhang_plugins.coverage.names import Answer, PartyId


class TwoNewUnit(Row, key=("organisation",), title="两新组织", rules=("S0-29", "S3-26")):
    """A non-public enterprise or social organisation. `gap`: the target of its year is open or was
    missed, and this many are lacking (S3-26).
    """

    organisation: OrganisationId
    township: OrganisationId
    kind: Annotated[str, Meta(title="类别", description="Its kind, in the tenant's words")]
    listed: Annotated[bool, Meta(title="在册", description="On the list")] = True
    closed_because: Annotated[
        str | None, Meta(title="移出原因", description="Why it left the list")
    ] = None
    counted_on: Annotated[
        date | None, Meta(title="统计日期", description="The day of the count")
    ] = None
    employees: Annotated[str | None, Meta(title="职工人数", description="Employees, as stated")] = (
        None
    )
    employees_low: Annotated[
        int | None, Meta(title="职工至少", description="Employees, at least")
    ] = None
    employees_high: Annotated[
        int | None, Meta(title="职工至多", description="Employees, at most")
    ] = None
    members: Annotated[
        str | None, Meta(title="正式党员人数", description="Full members, as stated")
    ] = None
    members_low: Annotated[
        int | None, Meta(title="正式党员至少", description="Full members, at least")
    ] = None
    members_high: Annotated[
        int | None, Meta(title="正式党员至多", description="Full members, at most")
    ] = None
    source: Annotated[str | None, Meta(title="来源", description="Where it comes from")] = None
    above: Annotated[
        Answer | None,
        Meta(title="达到培养人数线", description="Whether over the line for a target"),
    ] = None
    target_year: Annotated[
        int | None, Meta(title="培养任务年度", description="The year of the target")
    ] = None
    target_activists: Annotated[
        int, Meta(title="应培养积极分子", description="Activists to train")
    ] = 0
    target_members: Annotated[int, Meta(title="应发展党员", description="Members to admit")] = 0
    lacking_activists: Annotated[
        int, Meta(title="还缺积极分子", description="Activists lacking")
    ] = 0
    lacking_members: Annotated[int, Meta(title="还缺党员", description="Members lacking")] = 0
    gap: Annotated[
        bool, Meta(title="培养任务未完成", description="The target is open or was missed")
    ] = False
    missed: Annotated[
        bool, Meta(title="年内未完成", description="The target was missed in its year")
    ] = False
    activists: Annotated[
        dict[str, date], Meta(title="积极分子", description="Activists, by the day they became one")
    ] = {}
    admitted: Annotated[
        dict[str, date], Meta(title="发展的党员", description="Members admitted, by day")
    ] = {}
    founding_due: Annotated[
        date | None, Meta(title="组建党组织时限", description="By when to found an organisation")
    ] = None
    party_organisation: PartyId | None = None
    mode: Annotated[str | None, Meta(title="组建方式", description="How it is set up")] = None
    instructor: Annotated[PersonId | None, Meta(title="党建工作指导员")] = None


@folds(TwoNewUnit, e.UnitListed, "organisation")
def _(row: TwoNewUnit | None, event: e.UnitListed, at: At) -> TwoNewUnit:
    """Listed anew, it keeps what was counted of it."""
    fresh = TwoNewUnit(organisation=event.organisation, township=event.township, kind=event.kind)
    if row is None:
        return fresh
    known = replace(row, township=event.township, kind=event.kind, listed=True)
    return weighed(replace(known, closed_because=None))


@folds(TwoNewUnit, e.UnitClosed, "organisation")
def _(row: TwoNewUnit | None, event: e.UnitClosed, at: At) -> TwoNewUnit | None:
    """A target that was not met is asked no more; listed anew, it may get another."""
    if row is None:
        return None
    years = {int(key[:4]) for key in event.targets}
    year = None if row.target_year in years else row.target_year
    closed = replace(row, listed=False, closed_because=event.reason, founding_due=None)
    return weighed(replace(closed, target_year=year, missed=False))


@folds(TwoNewUnit, e.HeadcountReported, "organisation")
def _(row: TwoNewUnit | None, event: e.HeadcountReported, at: At) -> TwoNewUnit | None:
    if row is None or (row.counted_on and event.counted_on < row.counted_on):
        return row
    return replace(
        row,
        counted_on=event.counted_on,
        employees=event.employees.text,
        employees_low=event.employees.low,
        employees_high=event.employees.high,
        members=event.members.text,
        members_low=event.members.low,
        members_high=event.members.high,
        source=event.source,
        above=event.above,
    )


@folds(TwoNewUnit, e.FoundingDue, "organisation")
def _(row: TwoNewUnit | None, event: e.FoundingDue, at: At) -> TwoNewUnit | None:
    return row and replace(row, founding_due=event.due)


@folds(TwoNewUnit, e.FoundingMet, "organisation")
def _(row: TwoNewUnit | None, event: e.FoundingMet, at: At) -> TwoNewUnit | None:
    return row and replace(row, founding_due=None)


def weighed(row: TwoNewUnit) -> TwoNewUnit:
    """With what its target still lacks; a unit that is closed lacks nothing."""
    year = row.target_year if row.listed else None
    if year is None:
        return replace(row, lacking_activists=0, lacking_members=0, gap=False)
    activists = row.target_activists - _within(row.activists, year)
    members = row.target_members - _within(row.admitted, year)
    lacking = {"lacking_activists": max(0, activists), "lacking_members": max(0, members)}
    return replace(row, **lacking, gap=any(lacking.values()))


def _within(days: dict[str, date], year: int) -> int:
    return sum(day.year == year for day in days.values())
