"""What can happen to enterprises and social organisations: they are listed, counted, closed."""

from datetime import date

from taizhang import Event
from taizhang.core import OrganisationId
from taizhang_plugins.coverage.names import REGISTER, Answer, Figure


class UnitListed(
    Event,
    name="coverage.unit_listed",
    title="纳入两新组织台账",
    tags=(REGISTER,),
    final="列错的先办理移出台账，再重新纳入",
):
    """A registered unit entered the register of enterprises and social organisations, with the
    township that it lies in (S3-26).
    """

    organisation: OrganisationId
    township: OrganisationId
    kind: str
    listed_on: date


class UnitClosed(
    Event,
    name="coverage.unit_closed",
    title="两新组织移出台账",
    tags=(REGISTER,),
    corrects=("reason",),
    final="仍在经营的，重新纳入台账",
):
    """A unit was closed, dissolved, or listed by mistake: nothing is asked of it any more.

    `targets`: those that it had not met, by their keys; `due`: by when it ought to have founded.
    """

    organisation: OrganisationId
    township: OrganisationId
    closed_on: date
    reason: str
    targets: list[str]
    due: date | None


class HeadcountReported(
    Event,
    name="coverage.headcount_reported",
    title="上报职工和党员人数",
    tags=(REGISTER,),
    corrects=("source",),
    final="以同一日期重新上报，后报的为准",
):
    """How many employees and full members a unit had on a day, as the source has it.

    `above`: whether the employees pass the tenant's threshold (S3-26); `enough`: whether there are
    full members enough for a party organisation of its own.
    """

    organisation: OrganisationId
    township: OrganisationId
    counted_on: date
    employees: Figure
    members: Figure
    source: str
    above: Answer
    enough: Answer


class FoundingDue(
    Event,
    name="coverage.founding_due",
    title="应当组建党组织",
    tags=(REGISTER,),
    annuls=True,
):
    """A unit has full members enough to found a party organisation, by a day."""

    organisation: OrganisationId
    township: OrganisationId
    members: Figure
    least: int
    due: date


class FoundingMet(
    Event,
    name="coverage.founding_met",
    title="已按要求组建党组织",
    tags=(REGISTER,),
    annuls=True,
):
    """A unit that ought to found by a day is covered by a party organisation in a mode that
    counts.
    """

    organisation: OrganisationId
    township: OrganisationId
    due: date
