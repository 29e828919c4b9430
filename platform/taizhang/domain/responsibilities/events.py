"""What can happen to a responsibility: somebody takes it, and lays it down."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from taizhang.domain.names import OrganisationId, PersonId
from taizhang.events.event import Event

Part = Annotated[
    Literal["accountable", "responsible", "consulted", "informed"],
    Meta(title="责任方式", description="the letters of a RACI table"),
]


class ResponsibilityTaken(Event, name="responsibilities.taken", title="承担责任", annuls=True):
    """A person, by a post or by assignment, or a body answers for a unit from a day on (S1-19)."""

    organisation: OrganisationId
    responsibility: str
    part: Part
    person: PersonId | None
    body: str | None
    post: str | None
    since: date


class ResponsibilityLaidDown(
    Event, name="responsibilities.laid_down", title="不再承担责任", annuls=True
):
    """Whoever held it does so no more; `until` is the last day."""

    organisation: OrganisationId
    responsibility: str
    person: PersonId | None
    body: str | None
    until: date
