"""What is shown of head-counts over time."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang import At, Row, folds
from taizhang.core import OrganisationId
from taizhang_plugins.coverage.events import HeadcountReported
from taizhang_plugins.coverage.names import Answer


class Headcount(Row, key=("organisation", "counted_on"), title="职工和党员人数", rules=("S3-26",)):
    """What one source says of a unit on one day; of several for one day, the last."""

    organisation: OrganisationId
    counted_on: Annotated[date, Meta(title="统计日期", description="The day of the count")]
    employees: Annotated[str, Meta(title="职工人数", description="Employees, as stated")]
    employees_low: Annotated[int, Meta(title="职工至少", description="Employees, at least")]
    employees_high: Annotated[int | None, Meta(title="职工至多", description="Employees, at most")]
    members: Annotated[str, Meta(title="正式党员人数", description="Full members, as stated")]
    members_low: Annotated[int, Meta(title="正式党员至少", description="Full members, at least")]
    members_high: Annotated[
        int | None, Meta(title="正式党员至多", description="Full members, at most")
    ]
    source: Annotated[str, Meta(title="来源", description="Where it comes from")]
    above: Annotated[
        Answer, Meta(title="达到培养人数线", description="Whether over the line for a target")
    ]
    enough: Annotated[
        Answer, Meta(title="应当组建党组织", description="Whether members are enough to found one")
    ]


@folds(Headcount, HeadcountReported, ("organisation", "counted_on"))
def _(row: Headcount | None, event: HeadcountReported, at: At) -> Headcount:
    return Headcount(
        organisation=event.organisation,
        counted_on=event.counted_on,
        employees=event.employees.text,
        employees_low=event.employees.low,
        employees_high=event.employees.high,
        members=event.members.text,
        members_low=event.members.low,
        members_high=event.members.high,
        source=event.source,
        above=event.above,
        enough=event.enough,
    )
