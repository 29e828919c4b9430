"""What can happen to authority in a tenant. Every decision's boundary includes these."""

from typing import Annotated

from taizhang.events.event import Event
from taizhang.events.tags import Tag
from taizhang.rules.events import AUTHORITY, RulesAdopted

ACTOR = Tag("actor")
ActorId = Annotated[str, ACTOR]


class RoleGranted(Event, name="tenancy.role_granted", tags=(AUTHORITY,)):
    """Somebody may act in a role, for the whole tenant or for one unit."""

    actor: ActorId
    role: str
    unit: str | None = None


class RoleRevoked(Event, name="tenancy.role_revoked", tags=(AUTHORITY,)):
    """Somebody may act in a role no longer."""

    actor: ActorId
    role: str
    unit: str | None = None


class PluginSwitchedOn(Event, name="tenancy.plugin_switched_on", tags=(AUTHORITY,)):
    """A scheme's commands are open to this tenant from here on."""

    plugin: str


class PluginSwitchedOff(Event, name="tenancy.plugin_switched_off", tags=(AUTHORITY,)):
    """A scheme's commands are closed; its history stays."""

    plugin: str


AUTHORITY_EVENTS = (
    RoleGranted,
    RoleRevoked,
    PluginSwitchedOn,
    PluginSwitchedOff,
    RulesAdopted,
)
