"""What is shown of people: in which posts they are, and were."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import OrganisationId, PersonId
from taizhang.domain.organisations.people_events import (
    PersonCounted,
    PersonErased,
    PersonRegistered,
    PostLeft,
    PostTaken,
)
from taizhang.events.personal import Personal
from taizhang.projections.row import At, Row, folds


class Person(Row, key=("person",), title="人员", plural="People"):
    """A person in the register. The name is shown only to those who were granted it."""

    person: PersonId
    name: Annotated[
        str | None, Personal("person"), Meta(title="姓名", description="The person's name")
    ] = None
    organisation: OrganisationId | None = None
    post: Annotated[str | None, Meta(title="职务", description="The post held")] = None
    since: Annotated[date | None, Meta(title="任职日期", description="In the post since")] = None
    erased: Annotated[
        bool, Meta(title="个人信息已删除", description="The personal data were erased")
    ] = False


@folds(Person, PersonRegistered, "person")
def _(row: Person | None, event: PersonRegistered, at: At) -> Person:
    return row or Person(person=event.person)


@folds(Person, PostTaken, "person")
def _(row: Person | None, event: PostTaken, at: At) -> Person:
    person = row or Person(person=event.person)
    return replace(person, organisation=event.organisation, post=event.post, since=event.since)


@folds(Person, PostLeft, "person")
def _(row: Person | None, event: PostLeft, at: At) -> Person | None:
    if row is None or (row.organisation, row.post) != (event.organisation, event.post):
        return row
    return replace(row, organisation=None, post=None, since=None)


@folds(Person, PersonCounted, "person")
def _(row: Person | None, event: PersonCounted, at: At) -> Person | None:
    return row and replace(
        row, organisation=event.organisation, post=event.post, since=event.held_since
    )


@folds(Person, PersonErased, "person")
def _(row: Person | None, event: PersonErased, at: At) -> Person:
    return replace(row or Person(person=event.person), erased=True)


class Post(Row, key=("person", "organisation", "post"), title="任职"):
    """A post that a person holds or held: the latest time in it."""

    person: PersonId
    organisation: OrganisationId
    post: Annotated[str, Meta(title="职务", description="The post held")]
    since: Annotated[date, Meta(title="任职日期", description="In the post since")]
    until: Annotated[
        date | None, Meta(title="离任日期", description="The last day in the post")
    ] = None
    reason: Annotated[str | None, Meta(title="离任原因", description="Why it was left")] = None


@folds(Post, PostTaken, ("person", "organisation", "post"))
def _(row: Post | None, event: PostTaken, at: At) -> Post:
    return Post(
        person=event.person, organisation=event.organisation, post=event.post, since=event.since
    )


@folds(Post, PostLeft, ("person", "organisation", "post"))
def _(row: Post | None, event: PostLeft, at: At) -> Post | None:
    return row and replace(row, until=event.until, reason=event.reason)
