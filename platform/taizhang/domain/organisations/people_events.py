"""What can happen to people in the register: their names are sealed, and their posts dated."""

from datetime import date
from typing import Annotated

from taizhang.domain.names import ROSTER, OrganisationId, PersonId
from taizhang.events.event import Event
from taizhang.events.personal import Personal


class PersonRegistered(
    Event,
    name="organisations.person_registered",
    title="登记人员",
    tags=(ROSTER,),
    final="用更改姓名办理，或者删除个人信息",
):
    """A person entered the register, under a random or given identifier."""

    person: PersonId
    name: Annotated[str, Personal("person")]


class PostTaken(Event, name="organisations.post_taken", title="任职", tags=(ROSTER,), annuls=True):
    """A person took up a post in a unit."""

    person: PersonId
    organisation: OrganisationId
    post: str
    since: date


class PersonErased(
    Event,
    name="organisations.person_erased",
    title="删除个人信息",
    final="已删除的个人信息不能恢复",
):
    """A person's key and names were deleted for good; history still verifies."""

    event_erases = "person"

    person: PersonId
    reason: str


class PersonRenamed(
    Event,
    name="organisations.person_renamed",
    title="更改姓名",
    tags=(ROSTER,),
    final="再更改一次姓名",
):
    """A person's name is written otherwise."""

    person: PersonId
    name: Annotated[str, Personal("person")]


class PostLeft(
    Event,
    name="organisations.post_left",
    title="离任",
    tags=(ROSTER,),
    corrects=("until", "reason"),
    annuls=True,
):
    """A person left a post; `until` is the last day in it."""

    person: PersonId
    organisation: OrganisationId
    post: str
    until: date
    reason: str


class PersonCounted(
    Event,
    name="organisations.person_counted",
    title="指定计入职务",
    tags=(ROSTER,),
    final="重新指定",
):
    """Of several posts (一肩挑), the one in which a person is counted from a day on.

    `held_since` is the day on which that post was taken.
    """

    person: PersonId
    organisation: OrganisationId
    post: str
    since: date
    held_since: date
