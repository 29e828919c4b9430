"""What is shown of responsibilities: a RACI table by unit, with what is vacant."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from taizhang.domain.names import OrganisationId
from taizhang.domain.responsibilities.events import ResponsibilityLaidDown, ResponsibilityTaken
from taizhang.projections.row import At, Row, folds


class Bearer(Struct, frozen=True):
    """Who bears it, since when; `until` is the last day where it is over."""

    person: str | None
    body: str | None
    post: str | None
    since: date
    until: date | None = None


class UnitResponsibility(
    Row,
    key=("organisation", "responsibility"),
    title="责任分工",
    plural="UnitResponsibilities",
    rules=("S0-01", "S1-19"),
):
    """One responsibility for one unit: who bears it, and who did (S0-01, S1-19)."""

    organisation: OrganisationId
    responsibility: Annotated[str, Meta(title="责任", description="Which responsibility")]
    part: Annotated[str, Meta(title="责任方式", description="In which part it is borne")]
    bearers: Annotated[list[Bearer], Meta(title="承担者", description="Who bears it")] = []
    former: Annotated[list[Bearer], Meta(title="曾承担者", description="Who bore it")] = []
    vacant: Annotated[bool, Meta(title="无人承担", description="Nobody bears it")] = False


_KEY = ("organisation", "responsibility")


@folds(UnitResponsibility, ResponsibilityTaken, _KEY)
def _(row: UnitResponsibility | None, event: ResponsibilityTaken, at: At) -> UnitResponsibility:
    bearer = Bearer(person=event.person, body=event.body, post=event.post, since=event.since)
    if row is None:
        return UnitResponsibility(
            organisation=event.organisation,
            responsibility=event.responsibility,
            part=event.part,
            bearers=[bearer],
        )
    return replace(row, part=event.part, bearers=[*row.bearers, bearer], vacant=False)


@folds(UnitResponsibility, ResponsibilityLaidDown, _KEY)
def _(
    row: UnitResponsibility | None, event: ResponsibilityLaidDown, at: At
) -> UnitResponsibility | None:
    if row is None:
        return None
    who = (event.person, event.body)
    left = [each for each in row.bearers if (each.person, each.body) != who]
    gone = [
        replace(each, until=event.until) for each in row.bearers if (each.person, each.body) == who
    ]
    return replace(row, bearers=left, former=[*row.former, *gone], vacant=not left)
