"""What can happen to a sanction (组织处理): from its proposal to its end."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from taizhang.domain.names import OrganisationId, PersonId, SanctionId
from taizhang.domain.sanctions.cause import Cause
from taizhang.events.event import Event

Target = Annotated[Literal["unit", "person", "above"], Meta(title="处理对象")]
"""The unit itself, a person, or the unit or person above that answers for it."""


class ScoreReported(Event, name="sanctions.score_reported", title="报送考核得分", final="重新报送"):
    """A unit's score in an assessment that the tenant's rules draw consequences from (S3-36)."""

    organisation: OrganisationId
    score: Decimal
    source: str


class SanctionProposed(
    Event, name="sanctions.proposed", title="提出处理建议", final="不予采纳该建议"
):
    """What a rule says follows, or a clerk proposes. Nobody is sanctioned by a proposal."""

    sanction: SanctionId
    organisation: OrganisationId
    target: Target
    measure: str
    bars: list[str]
    months: int | None
    ground: str
    clause: str | None


class SanctionImposed(
    Event,
    name="sanctions.imposed",
    title="作出处理决定",
    corrects=("number", "decided_on"),
    annuls=True,
):
    """The competent body decided it, on a unit or a person, from a day to a day (both included)."""

    sanction: SanctionId
    organisation: OrganisationId
    unit: OrganisationId | None
    person: PersonId | None
    measure: str
    bars: list[str]
    body: str
    number: str
    decided_on: date
    since: date
    until: date | None


class SanctionTransferred(
    Event, name="sanctions.transferred", title="移交组织处理", final="由单位变更推算"
):
    """The successor (`unit`) of a unit that is gone bears it since `changed_on`."""

    sanction: SanctionId
    organisation: OrganisationId
    unit: OrganisationId
    previous: OrganisationId
    bars: list[str]
    cause: Cause
    changed_on: date
    document: str


class SanctionDropped(
    Event, name="sanctions.dropped", title="不予采纳处理建议", corrects=("reason",), annuls=True
):
    """The competent body did not follow the proposal."""

    sanction: SanctionId
    organisation: OrganisationId
    reason: str


class SanctionExpired(
    Event, name="sanctions.expired", title="处理期满", final="由系统按时钟记录，不由人更改"
):
    """Its last day is over."""

    sanction: SanctionId
    organisation: OrganisationId
    unit: OrganisationId | None
    person: PersonId | None
    bars: list[str]


class SanctionLifted(
    Event,
    name="sanctions.lifted",
    title="解除处理",
    corrects=("reason", "number", "decided_on"),
    annuls=True,
):
    """It was ended before its time, for a reason and by a decision."""

    sanction: SanctionId
    organisation: OrganisationId
    unit: OrganisationId | None
    person: PersonId | None
    bars: list[str]
    reason: str
    body: str
    number: str
    decided_on: date
