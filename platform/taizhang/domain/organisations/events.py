"""What can happen to units and people."""

from datetime import date
from typing import Annotated

from taizhang.domain.names import ROSTER, OrganisationId, PersonId
from taizhang.events.event import Event
from taizhang.events.personal import Personal


class OrganisationRegistered(
    Event, name="organisations.registered", title="登记单位", tags=(ROSTER,)
):
    """A village, community, enterprise or department entered the register."""

    organisation: OrganisationId
    name: str
    kind: str
    labels: list[str] = []


class PersonRegistered(
    Event, name="organisations.person_registered", title="登记人员", tags=(ROSTER,)
):
    """A person entered the register, under a random or given identifier."""

    person: PersonId
    name: Annotated[str, Personal("person")]


class PostTaken(Event, name="organisations.post_taken", title="任职", tags=(ROSTER,)):
    """A person took up a post in a unit."""

    person: PersonId
    organisation: OrganisationId
    post: str
    since: date


class PersonErased(Event, name="organisations.person_erased", title="删除个人信息"):
    """A person's key and names were deleted for good; history still verifies."""

    event_erases = "person"

    person: PersonId
    reason: str
