"""Granting and revoking roles, switching plugins on and off."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Slice, decides
from taizhang.domain.names import OrganisationId, Text
from taizhang.domain.refusals import unknown
from taizhang.tenancy.events import (
    PluginSwitchedOff,
    PluginSwitchedOn,
    RoleGranted,
    RoleRevoked,
)
from taizhang.tenancy.roles import Role


class GrantRole(Command, name="tenancy.grant_role", title="授予角色"):
    """Let somebody act in a role, for the whole tenant or for one unit."""

    actor: Annotated[Text, Meta(title="办理人")]
    role: Annotated[Text, Meta(title="角色")]
    unit: OrganisationId | None = None


class RevokeRole(Command, name="tenancy.revoke_role", title="撤销角色"):
    """Take a role away again."""

    actor: Annotated[Text, Meta(title="办理人")]
    role: Annotated[Text, Meta(title="角色")]
    unit: OrganisationId | None = None


class SwitchPluginOn(Command, name="tenancy.switch_plugin_on", title="启用方案"):
    """Open a scheme's commands to this tenant."""

    plugin: Annotated[Text, Meta(title="方案")]


class SwitchPluginOff(Command, name="tenancy.switch_plugin_off", title="停用方案"):
    """Close a scheme's commands; its history stays."""

    plugin: Annotated[Text, Meta(title="方案")]


@decides(GrantRole, by=Role.SYSTEM)
class Granting(Slice[GrantRole]):
    """What is granted already changes nothing."""

    def execute(self) -> None:
        ask = self.ask
        if (ask.actor, ask.role, ask.unit) not in self.context.authority.grants:
            self.record(RoleGranted(actor=ask.actor, role=ask.role, unit=ask.unit))


@decides(RevokeRole, by=Role.SYSTEM)
class Revoking(Slice[RevokeRole]):
    """Only what was granted can be revoked."""

    def execute(self) -> None:
        ask = self.ask
        held = (ask.actor, ask.role, ask.unit) in self.context.authority.grants
        self.refuse_unless(held, unknown("授权", f"{ask.actor} {ask.role}"))
        self.record(RoleRevoked(actor=ask.actor, role=ask.role, unit=ask.unit))


@decides(SwitchPluginOn, by=Role.SYSTEM)
class SwitchingOn(Slice[SwitchPluginOn]):
    """What is on already changes nothing."""

    def execute(self) -> None:
        if self.ask.plugin not in self.context.authority.plugins:
            self.record(PluginSwitchedOn(plugin=self.ask.plugin))


@decides(SwitchPluginOff, by=Role.SYSTEM)
class SwitchingOff(Slice[SwitchPluginOff]):
    """Only what is on can be switched off."""

    def execute(self) -> None:
        on = self.ask.plugin in self.context.authority.plugins
        self.refuse_unless(on, unknown("已启用的方案", self.ask.plugin))
        self.record(PluginSwitchedOff(plugin=self.ask.plugin))
