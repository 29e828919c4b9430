"""What can happen to units: they are entered, changed, placed, given codes, and followed."""

from datetime import date
from typing import Annotated

from taizhang.domain.names import ROSTER, OrganisationId
from taizhang.events.event import Event
from taizhang.events.tags import Tag

#: A code that others gave a unit: the tag finds who has it, and who had it.
CODE = Tag("code")


class OrganisationRegistered(
    Event,
    name="organisations.registered",
    title="登记单位",
    tags=(ROSTER,),
    corrects=("name", "kind", "labels"),
    final="登记错的单位可以更正名称、类别和标签，或者办理撤销",
):
    """A village, community, enterprise or department entered the register."""

    organisation: OrganisationId
    name: str
    kind: str
    labels: list[str] = []


class OrganisationRenamed(
    Event,
    name="organisations.renamed",
    title="单位更名",
    tags=(ROSTER,),
    corrects=("name", "since"),
    annuls=True,
):
    """A unit has another name from a day on. It stays the same unit."""

    organisation: OrganisationId
    name: str
    since: date


class OrganisationReclassified(
    Event,
    name="organisations.reclassified",
    title="变更单位类别",
    tags=(ROSTER,),
    corrects=("kind", "since"),
    annuls=True,
):
    """A unit is of another kind from a day on (村改社区)."""

    organisation: OrganisationId
    kind: str
    since: date


class OrganisationLabelled(
    Event,
    name="organisations.labelled",
    title="变更单位标签",
    tags=(ROSTER,),
    corrects=("labels", "since"),
    annuls=True,
):
    """All labels of a unit from a day on (重点村、贫困村、软弱涣散村)."""

    organisation: OrganisationId
    labels: list[str]
    since: date


class OrganisationPlaced(
    Event,
    name="organisations.placed",
    title="变更隶属关系",
    tags=(ROSTER,),
    corrects=("since",),
    annuls=True,
):
    """A unit is under another from a day on, or at the top of the tree."""

    organisation: OrganisationId
    superior: OrganisationId | None
    since: date


class CodeGiven(
    Event,
    name="organisations.code_given",
    title="变更单位代码",
    tags=(ROSTER,),
    corrects=("since",),
    annuls=True,
):
    """A unit has another code of a scheme from a day on, or none."""

    organisation: OrganisationId
    scheme: str
    code: Annotated[str | None, CODE]
    replaces: Annotated[str | None, CODE]
    since: date


class OrganisationSucceeded(
    Event,
    name="organisations.succeeded",
    title="单位合并、分设或撤销",
    tags=(ROSTER,),
    corrects=("document",),
    final="合并、分设、撤销已移交问题和名额；有误的，再办理一次变更",
):
    """Others follow a unit from a day on; `continues` says whether it still exists beside them."""

    organisation: OrganisationId
    change: str
    successors: list[OrganisationId]
    tickets: OrganisationId
    quota: OrganisationId | None
    continues: bool
    since: date
    document: str
