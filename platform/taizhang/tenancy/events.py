"""What can happen to authority in a tenant. Every decision's boundary includes these."""

from typing import Annotated

from taizhang.events.event import Event
from taizhang.events.tags import Tag
from taizhang.rules.events import AUTHORITY, RulesAdopted
from taizhang.tenancy.clients import (
    AccessGranted,
    AccessWithdrawn,
    DocumentRegistered,
    DocumentRetired,
)

ACTOR = Tag("actor")
ActorId = Annotated[str, ACTOR]


class RoleGranted(
    Event, name="tenancy.role_granted", title="授予角色", tags=(AUTHORITY,), final="用撤销角色办理"
):
    """Somebody may act in a role, for the whole tenant or for one unit."""

    actor: ActorId
    role: str
    unit: str | None = None


class RoleRevoked(
    Event, name="tenancy.role_revoked", title="撤销角色", tags=(AUTHORITY,), final="用授予角色办理"
):
    """Somebody may act in a role no longer."""

    actor: ActorId
    role: str
    unit: str | None = None


class PluginSwitchedOn(
    Event,
    name="tenancy.plugin_switched_on",
    title="启用方案",
    tags=(AUTHORITY,),
    final="用停用方案办理",
):
    """A scheme's commands are open to this tenant from here on."""

    plugin: str


class PluginSwitchedOff(
    Event,
    name="tenancy.plugin_switched_off",
    title="停用方案",
    tags=(AUTHORITY,),
    final="用启用方案办理",
):
    """A scheme's commands are closed; its history stays."""

    plugin: str


AUTHORITY_EVENTS = (
    RoleGranted,
    RoleRevoked,
    PluginSwitchedOn,
    PluginSwitchedOff,
    RulesAdopted,
    AccessGranted,
    AccessWithdrawn,
    DocumentRegistered,
    DocumentRetired,
)
