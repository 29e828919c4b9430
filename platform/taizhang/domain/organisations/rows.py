"""What is shown of units."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import OrganisationId
from taizhang.domain.organisations.events import (
    CodeGiven,
    OrganisationLabelled,
    OrganisationPlaced,
    OrganisationReclassified,
    OrganisationRegistered,
    OrganisationRenamed,
    OrganisationSucceeded,
)
from taizhang.projections.row import At, Row, folds


class Organisation(Row, key=("organisation",), title="单位", published=True):
    """A unit in the register."""

    organisation: OrganisationId
    name: Annotated[str, Meta(title="名称", description="What it is called")]
    kind: Annotated[str, Meta(title="类别", description="Its kind, in the tenant's words")]
    labels: Annotated[
        list[str], Meta(title="标签", description="Labels, in the tenant's words")
    ] = []
    superior: Annotated[OrganisationId | None, Meta(title="上级单位")] = None
    division_code: Annotated[
        str | None, Meta(title="区划代码", description="The code of its administrative division")
    ] = None
    credit_code: Annotated[
        str | None, Meta(title="统一社会信用代码", description="The unified social credit code")
    ] = None
    former_names: Annotated[
        list[str], Meta(title="曾用名", description="What it was called before")
    ] = []
    closed: Annotated[
        date | None, Meta(title="撤并日期", description="When it was dissolved or merged")
    ] = None
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
