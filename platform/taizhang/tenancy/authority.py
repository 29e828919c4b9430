"""Authority: who may do what in a tenant, under which rules. Folded from the log, never edited."""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from taizhang.events.event import Event
from taizhang.rules.events import RulesAdopted
from taizhang.rules.in_force import Adopted, RulesInForce
from taizhang.tenancy.clients import (
    Access,
    AccessGranted,
    AccessWithdrawn,
    DocumentRegistered,
    DocumentRetired,
    client_of,
)
from taizhang.tenancy.events import (
    PluginSwitchedOff,
    PluginSwitchedOn,
    RoleGranted,
    RoleRevoked,
)
from taizhang.tenancy.roles import Role

Grant = tuple[str, str, str | None]


class Authority(Struct, frozen=True):
    """The state of authority after a position. An old one is never changed."""

    position: int = 0
    grants: frozenset[Grant] = frozenset()
    plugins: frozenset[str] = frozenset()
    adoptions: tuple[Adopted, ...] = ()
    clients: Mapping[str, Access] = {}

    def then(self, position: int, event: Event) -> "Authority":
        """The state after one more event."""
        return replace(self, position=position, **self._changes(position, event))

    def _changes(self, position: int, event: Event) -> dict[str, object]:
        match event:
            case RoleGranted():
                return {"grants": self.grants | {(event.actor, event.role, event.unit)}}
            case RoleRevoked():
                return {"grants": self.grants - {(event.actor, event.role, event.unit)}}
            case PluginSwitchedOn():
                return {"plugins": self.plugins | {event.plugin}}
            case PluginSwitchedOff():
                return {"plugins": self.plugins - {event.plugin}}
            case RulesAdopted():
                return {"adoptions": (*self.adoptions, Adopted(position, event))}
        return {"clients": _clients(self.clients, position, event)}

    def rules(self, on: date) -> RulesInForce:
        """The rules for a decision of one business date."""
        return RulesInForce(self.adoptions, on)

    def roles(self, actor: str) -> frozenset[str]:
        """All roles of an actor, whatever their unit."""
        client = frozenset((Role.CLIENT,)) if self.access(actor) else frozenset()
        return client | frozenset(role for who, role, _ in self.grants if who == actor)

    def access(self, actor: str) -> Access | None:
        """What an actor may read as another system; None for people, and where nothing is."""
        client = client_of(actor)
        return None if client is None else self.clients.get(client)

    def units(self, actor: str, role: str) -> frozenset[str]:
        """The units for which an actor holds a role."""
        held = (unit for who, what, unit in self.grants if (who, what) == (actor, role))
        return frozenset(unit for unit in held if unit is not None)

    def may(self, actor: str, roles: Iterable[str]) -> bool:
        """Whether an actor holds one of these roles."""
        return not self.roles(actor).isdisjoint(roles)


def _clients(known: Mapping[str, Access], position: int, event: Event) -> Mapping[str, Access]:
    match event:
        case AccessGranted(client=client):
            documents = known[client].documents if client in known else {}
            return {**known, client: Access(position, event, documents)}
        case AccessWithdrawn(client=client):
            return {name: access for name, access in known.items() if name != client}
        case DocumentRegistered(client=client) if client in known:
            access = known[client]
            documents = {**access.documents, event.document: event.text}
            return {**known, client: replace(access, documents=documents)}
        case DocumentRetired(client=client) if client in known:
            access = known[client]
            documents = {n: text for n, text in access.documents.items() if n != event.document}
            return {**known, client: replace(access, documents=documents)}
    return known
