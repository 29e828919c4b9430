"""Changing a unit from a day on: its name, kind, labels, superior and codes."""

from datetime import date
from typing import Annotated, Any

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import ROSTER, OrganisationId, Text
from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.boundaries import of_units
from taizhang.domain.organisations.codes import CodeScheme
from taizhang.domain.organisations.dated import Dated
from taizhang.domain.organisations.reading import RegisterSlice
from taizhang.domain.organisations.unit_changes import (
    Wanted,
    changes,
    circle,
    code_given,
    unfit_code,
)
from taizhang.errors import Refused
from taizhang.tenancy.roles import Role


class RenameOrganisation(Command, name="organisations.rename", title="单位更名"):
    """Give a unit another name; tickets, grades and quotas stay with it."""

    organisation: OrganisationId
    name: Annotated[Text, Meta(title="新名称")]
    since: Annotated[date, Meta(title="更名日期")]


class ReclassifyOrganisation(Command, name="organisations.reclassify", title="变更单位类别"):
    """Make a unit one of another kind (村改社区)."""

    organisation: OrganisationId
    kind: Annotated[Text, Meta(title="单位类别")]
    since: Annotated[date, Meta(title="生效日期")]


class LabelOrganisation(Command, name="organisations.label", title="变更单位标签"):
    """Set all labels of a unit （重点村、贫困村、软弱涣散村）."""

    organisation: OrganisationId
    labels: Annotated[list[Text], Meta(title="单位标签")]
    since: Annotated[date, Meta(title="生效日期")]


class PlaceOrganisation(Command, name="organisations.place", title="变更隶属关系"):
    """Put a unit under another, or at the top of the tree."""

    organisation: OrganisationId
    superior: Annotated[OrganisationId | None, Meta(title="上级单位")]
    since: Annotated[date, Meta(title="生效日期")]


class GiveCode(Command, name="organisations.give_code", title="变更单位代码"):
    """Enter the division or credit code of a unit, or take it away."""

    organisation: OrganisationId
    scheme: Annotated[CodeScheme, Meta(title="代码种类")]
    code: Annotated[str | None, Meta(title="单位代码")]
    since: Annotated[date, Meta(title="生效日期")]


class _Change(RegisterSlice[Any]):
    """A unit that exists on the day from which the change holds."""

    def consistency_boundary(self) -> list[Selector]:
        return of_units([self.ask.organisation])

    def change(self, wanted: Wanted, what: str, known: Dated[Any]) -> None:
        """Record the change; one that changes nothing records nothing."""
        ask = self.ask
        self.require_now(ask.since)
        unit = self.require_unit(ask.organisation, ask.since)
        self.require_order(unit.id, what, ask.since, known.since)
        for changed in list(changes(unit, wanted, ask.since)):
            self.record(changed)


@decides(RenameOrganisation, by=Role.CLERK)
class Renaming(_Change):
    """The unit must exist."""

    def execute(self) -> None:
        names = self.roll.unit(self.ask.organisation).names
        self.change(Wanted(name=self.ask.name), "名称", names)


@decides(ReclassifyOrganisation, by=Role.CLERK)
class Reclassification(_Change):
    """The unit must exist."""

    def execute(self) -> None:
        kinds = self.roll.unit(self.ask.organisation).kinds
        self.change(Wanted(kind=self.ask.kind), "类别", kinds)


@decides(LabelOrganisation, by=Role.CLERK)
class Labelling(_Change):
    """The unit must exist."""

    def execute(self) -> None:
        labels = self.roll.unit(self.ask.organisation).labels
        self.change(Wanted(labels=self.ask.labels), "标签", labels)


@decides(PlaceOrganisation, by=Role.CLERK)
class Placement(_Change):
    """The superior must exist, and must not be below the unit: so the whole tree is read."""

    def consistency_boundary(self) -> list[Selector]:
        tree = Selector([e.OrganisationPlaced], [ROSTER])
        return [tree, *of_units(filter(None, [self.ask.organisation, self.ask.superior]))]

    def execute(self) -> None:
        ask = self.ask
        unit = self.require_unit(ask.organisation, ask.since)
        if ask.superior is not None:
            self.require_unit(ask.superior, ask.since)
            if wrong := circle(self.roll, unit.id, ask.superior):
                raise Refused(wrong)
        self.change(Wanted(superior=ask.superior), "隶属关系", unit.superiors)
        if ask.superior is None and unit.superiors.now is not None:
            self.record(e.OrganisationPlaced(organisation=unit.id, superior=None, since=ask.since))


@decides(GiveCode, by=Role.CLERK)
class CodeGiving(_Change):
    """The code must be well formed, and no other unit may have it."""

    def consistency_boundary(self) -> list[Selector]:
        code = self.ask.code
        held = [Selector([e.CodeGiven], [e.CODE(code)])] if code else []
        return [*of_units([self.ask.organisation]), *held]

    def execute(self) -> None:
        ask, unit = self.ask, self.roll.unit(self.ask.organisation)
        if ask.code and (wrong := unfit_code(self.roll, unit.id, ask.scheme, ask.code)):
            raise Refused(wrong)
        known = unit.codes.get(ask.scheme, Dated())
        wanted = {str(ask.scheme): ask.code} if ask.code else {}
        self.change(Wanted(**wanted), ask.scheme.title, known)
        if not ask.code and unit.code(ask.scheme):
            self.record(code_given(unit, ask.scheme, None, ask.since))
