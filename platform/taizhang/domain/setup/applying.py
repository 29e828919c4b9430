"""Applying a tenant's file: all of it in one decision, so that no tenant is half applied."""

from datetime import date, datetime
from typing import Annotated, Any

from msgspec import Meta, Struct

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.names import ROSTER, OrganisationId, PersonId
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.domain.organisations.people_events import PersonRegistered, PostTaken
from taizhang.domain.setup.events import SETUP, TenantOpened, TenantPlaced
from taizhang.errors import Refusal
from taizhang.events.personal import Personal
from taizhang.rules.events import RulesAdopted
from taizhang.tenancy.events import (
    PluginSwitchedOff,
    PluginSwitchedOn,
    RoleGranted,
)
from taizhang.tenancy.roles import Role

PLACED = Refusal(
    "setup.placed_already",
    zh="上级已明确为“{held}”，不能改为“{asked}”",
    en="the tenant stands below {held!r}, and cannot be moved below {asked!r}",
    status=409,
)


class Unit(Struct, frozen=True, forbid_unknown_fields=True):
    """A unit of the tenant's register."""

    id: OrganisationId
    name: Annotated[str, Meta(title="单位名称")]
    kind: Annotated[str, Meta(title="单位类别")]
    labels: Annotated[list[str], Meta(title="单位标签")] = []


class Holder(Struct, frozen=True, forbid_unknown_fields=True):
    """A person and the post held in a unit."""

    id: PersonId
    name: Annotated[str, Personal("id"), Meta(title="姓名")]
    organisation: Annotated[OrganisationId, Meta(title="任职单位")]
    post: Annotated[str, Meta(title="职务")]
    since: Annotated[date, Meta(title="任职日期")]


class Document(Struct, frozen=True, forbid_unknown_fields=True):
    """The document that the rules were read from."""

    title: Annotated[str, Meta(title="文件名称")]
    effective_from: Annotated[date, Meta(title="施行日期")]
    number: Annotated[str | None, Meta(title="文号")] = None
    issued_on: Annotated[date | None, Meta(title="印发日期")] = None


class ApplyTenantFile(Command, name="setup.apply", title="应用单位文件"):
    """Bring a tenant's rules, switches, roles and register to what its file says."""

    name: Annotated[str, Meta(title="单位名称")]
    rehearsal: Annotated[bool, Meta(title="是否演练")]
    clock: Annotated[datetime, Meta(tz=True, title="演练时钟")] | None
    document: Annotated[Document, Meta(title="规则文件")]
    sections: Annotated[dict[str, Any], Meta(title="各节规则")]
    plugins: Annotated[list[str], Meta(title="启用的方案")]
    grants: Annotated[list[tuple[str, str, str | None]], Meta(title="角色授权")]
    units: Annotated[list[Unit], Meta(title="单位名册")]
    people: Annotated[list[Holder], Meta(title="人员名册")]
    parent: Annotated[str | None, Meta(title="上级")] = None


@decides(ApplyTenantFile, by=Role.SYSTEM)
class Applying(Slice[ApplyTenantFile]):
    """Records only what differs from the log; applied again, a file changes nothing.

    Roles that were granted otherwise stay; a switch that the file does not name is turned off.
    """

    opened = False
    parent: str | None = None

    def __init__(self, ask: ApplyTenantFile) -> None:
        super().__init__(ask)
        self.units: set[str] = set()
        self.people: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([TenantOpened, TenantPlaced], [SETUP]),
            Selector([OrganisationRegistered, PersonRegistered], [ROSTER]),
        ]

    @event(TenantOpened)
    def _(self) -> None:
        self.opened = True

    @event(TenantPlaced)
    def _(self, parent: str) -> None:
        self.parent = parent

    @event(OrganisationRegistered)
    def _(self, organisation: str) -> None:
        self.units.add(organisation)

    @event(PersonRegistered)
    def _(self, person: str) -> None:
        self.people.add(person)

    def execute(self) -> None:
        if not self.opened:
            self.clock = self.ask.clock
            self.record(TenantOpened(name=self.ask.name, rehearsal=self.ask.rehearsal))
        self._place()
        self._adopt_rules()
        self._switch_plugins()
        self._grant_roles()
        self._register()

    def _place(self) -> None:
        asked = self.ask.parent
        if asked is not None and asked != self.parent:
            held = self.parent
            self.refuse_unless(held is None, lambda: PLACED(held=held, asked=asked))
            self.record(TenantPlaced(parent=asked))

    def _adopt_rules(self) -> None:
        document = self.ask.document
        adopted = RulesAdopted(
            document=document.title,
            number=document.number,
            issued_on=document.issued_on,
            effective_from=document.effective_from,
            sections=self.ask.sections,
        )
        adoptions = self.context.authority.adoptions
        if not adoptions or adoptions[-1].event != adopted:
            self.record(adopted)

    def _switch_plugins(self) -> None:
        on, wanted = self.context.authority.plugins, set(self.ask.plugins)
        for plugin in sorted(wanted - on):
            self.record(PluginSwitchedOn(plugin=plugin))
        for plugin in sorted(on - wanted):
            self.record(PluginSwitchedOff(plugin=plugin))

    def _grant_roles(self) -> None:
        for actor, role, unit in dict.fromkeys(self.ask.grants):
            if (actor, role, unit) not in self.context.authority.grants:
                self.record(RoleGranted(actor=actor, role=role, unit=unit))

    def _register(self) -> None:
        for unit in self.ask.units:
            if unit.id not in self.units:
                self.record(
                    OrganisationRegistered(
                        organisation=unit.id, name=unit.name, kind=unit.kind, labels=unit.labels
                    )
                )
        for holder in self.ask.people:
            if holder.id not in self.people:
                self.record(PersonRegistered(person=holder.id, name=holder.name))
                self.record(
                    PostTaken(
                        person=holder.id,
                        organisation=holder.organisation,
                        post=holder.post,
                        since=holder.since,
                    )
                )
