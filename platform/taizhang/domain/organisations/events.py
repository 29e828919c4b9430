"""What can happen to units and people."""

from datetime import date
from typing import Annotated

from taizhang.domain.names import ROSTER, OrganisationId, PersonId
from taizhang.events.event import Event
from taizhang.events.personal import Personal


class OrganisationRegistered(Event, name="organisations.registered", tags=(ROSTER,)):
    """A village, community, enterprise or department entered the register."""

    organisation: OrganisationId
    name: str
    kind: str
    labels: list[str] = []


class PersonRegistered(Event, name="organisations.person_registered", tags=(ROSTER,)):
    """A person entered the register, under a random or given identifier."""

    person: PersonId
    name: Annotated[str, Personal("person")]


class PostTaken(Event, name="organisations.post_taken", tags=(ROSTER,)):
    """A person took up a post in a unit."""

    person: PersonId
    organisation: OrganisationId
    post: str
    since: date


class PersonErased(Event, name="organisations.person_erased"):
    """A person's key and names were deleted for good; history still verifies."""

    event_erases = "person"

    person: PersonId
    reason: str
