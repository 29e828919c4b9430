"""What can happen to the target of a year: it is set, worked at, met, or found lacking (S3-26)."""

from datetime import date

from taizhang import Event
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.coverage.names import REGISTER


class TargetSet(
    Event,
    name="coverage.target_set",
    title="下达培养任务",
    tags=(REGISTER,),
    annuls=True,
):
    """A unit passed the threshold: within the year so many activists are to be confirmed and
    members admitted there (S3-26). `key`: the year, and which one of it after the first.
    """

    organisation: OrganisationId
    township: OrganisationId
    year: int
    key: str
    activists: int
    members: int


class ActivistConfirmed(
    Event,
    name="coverage.activist_confirmed",
    title="确定入党积极分子",
    tags=(REGISTER,),
    annuls=True,
):
    """Somebody in a unit was confirmed as an activist."""

    organisation: OrganisationId
    township: OrganisationId
    person: PersonId
    confirmed_on: date


class MemberAdmitted(
    Event,
    name="coverage.member_admitted",
    title="发展党员",
    tags=(REGISTER,),
    annuls=True,
):
    """Somebody in a unit was admitted as a member."""

    organisation: OrganisationId
    township: OrganisationId
    person: PersonId
    admitted_on: date


class TargetMet(
    Event, name="coverage.target_met", title="完成培养任务", tags=(REGISTER,), annuls=True
):
    """A unit has confirmed and admitted as many as its target of the year asks; `late`: after it
    was found lacking.
    """

    organisation: OrganisationId
    township: OrganisationId
    year: int
    key: str
    late: bool


class GapFound(
    Event,
    name="coverage.gap_found",
    title="列入年内未完成培养的名单",
    tags=(REGISTER,),
    annuls=True,
):
    """The year is over and a unit's target is not met: so many are lacking."""

    organisation: OrganisationId
    township: OrganisationId
    year: int
    activists: int
    members: int
    clause: str | None
