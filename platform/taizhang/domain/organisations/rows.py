"""What is shown of units and people."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import OrganisationId, PersonId
from taizhang.domain.organisations.events import (
    CodeGiven,
    OrganisationLabelled,
    OrganisationPlaced,
    OrganisationReclassified,
    OrganisationRegistered,
    OrganisationRenamed,
    OrganisationSucceeded,
    PersonCounted,
    PersonErased,
    PersonRegistered,
    PostLeft,
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
    superior: Annotated[OrganisationId | None, Meta(title="上级单位")] = None
    division_code: Annotated[str | None, Meta(title="区划代码")] = None
    credit_code: Annotated[str | None, Meta(title="统一社会信用代码")] = None
    former_names: Annotated[list[str], Meta(title="曾用名")] = []
    closed: Annotated[date | None, Meta(title="撤并日期")] = None
    successors: Annotated[list[OrganisationId], Meta(title="后续单位")] = []
    tickets_to: Annotated[OrganisationId | None, Meta(title="问题台账承接单位")] = None
    quota_to: Annotated[OrganisationId | None, Meta(title="名额承接单位")] = None


@folds(Organisation, OrganisationRegistered, "organisation")
def _(row: Organisation | None, event: OrganisationRegistered, at: At) -> Organisation:
    return Organisation(
        organisation=event.organisation, name=event.name, kind=event.kind, labels=event.labels
    )


@folds(Organisation, OrganisationRenamed, "organisation")
def _(row: Organisation | None, event: OrganisationRenamed, at: At) -> Organisation | None:
    if row is None:
        return None
    return replace(row, name=event.name, former_names=[*row.former_names, row.name])


@folds(Organisation, OrganisationReclassified, "organisation")
def _(row: Organisation | None, event: OrganisationReclassified, at: At) -> Organisation | None:
    return row and replace(row, kind=event.kind)


@folds(Organisation, OrganisationLabelled, "organisation")
def _(row: Organisation | None, event: OrganisationLabelled, at: At) -> Organisation | None:
    return row and replace(row, labels=event.labels)


@folds(Organisation, OrganisationPlaced, "organisation")
def _(row: Organisation | None, event: OrganisationPlaced, at: At) -> Organisation | None:
    return row and replace(row, superior=event.superior)


@folds(Organisation, CodeGiven, "organisation")
def _(row: Organisation | None, event: CodeGiven, at: At) -> Organisation | None:
    if row is None:
        return None
    if event.scheme == "division":
        return replace(row, division_code=event.code)
    return replace(row, credit_code=event.code)


@folds(Organisation, OrganisationSucceeded, "organisation")
def _(row: Organisation | None, event: OrganisationSucceeded, at: At) -> Organisation | None:
    return row and replace(
        row,
        closed=row.closed if event.continues else event.since,
        successors=event.successors,
        tickets_to=event.tickets,
        quota_to=event.quota,
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
    post: Annotated[str, Meta(title="职务")]
    since: Annotated[date, Meta(title="任职日期")]
    until: Annotated[date | None, Meta(title="离任日期")] = None
    reason: Annotated[str | None, Meta(title="离任原因")] = None


@folds(Post, PostTaken, ("person", "organisation", "post"))
def _(row: Post | None, event: PostTaken, at: At) -> Post:
    return Post(
        person=event.person, organisation=event.organisation, post=event.post, since=event.since
    )


@folds(Post, PostLeft, ("person", "organisation", "post"))
def _(row: Post | None, event: PostLeft, at: At) -> Post | None:
    return row and replace(row, until=event.until, reason=event.reason)
