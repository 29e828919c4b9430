"""What is shown of units and people."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import OrganisationId, PersonId
from taizhang.domain.organisations.events import (
    OrganisationRegistered,
    PersonErased,
    PersonRegistered,
    PostTaken,
)
from taizhang.events.personal import Personal
from taizhang.projections.row import At, Row, folds


class Organisation(Row, key=("organisation",), title="单位"):
    """A unit in the register."""

    organisation: OrganisationId
    name: Annotated[str, Meta(title="名称")]
    kind: Annotated[str, Meta(title="类别")]
    labels: Annotated[list[str], Meta(title="标签")] = []


@folds(Organisation, OrganisationRegistered, "organisation")
def _(row: Organisation | None, event: OrganisationRegistered, at: At) -> Organisation:
    return Organisation(
        organisation=event.organisation, name=event.name, kind=event.kind, labels=event.labels
    )


class Person(Row, key=("person",), title="人员", plural="People"):
    """A person in the register. The name is shown only to those who were granted it."""

    person: PersonId
    name: Annotated[str | None, Personal("person"), Meta(title="姓名")] = None
    organisation: OrganisationId | None = None
    post: Annotated[str | None, Meta(title="职务")] = None
    since: Annotated[date | None, Meta(title="任职日期")] = None
    erased: Annotated[bool, Meta(title="个人信息已删除")] = False


@folds(Person, PersonRegistered, "person")
def _(row: Person | None, event: PersonRegistered, at: At) -> Person:
    return row or Person(person=event.person)


@folds(Person, PostTaken, "person")
def _(row: Person | None, event: PostTaken, at: At) -> Person:
    person = row or Person(person=event.person)
    return replace(person, organisation=event.organisation, post=event.post, since=event.since)


@folds(Person, PersonErased, "person")
def _(row: Person | None, event: PersonErased, at: At) -> Person:
    return replace(row or Person(person=event.person), erased=True)
