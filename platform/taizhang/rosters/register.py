"""The register as the log holds it, with the names of people in clear."""

from typing import Any
from uuid import UUID

from msgspec import Struct

from taizhang.database.pool import answering
from taizhang.dispatch.decision import events_of, name_of
from taizhang.domain.organisations.boundaries import whole_register
from taizhang.domain.organisations.people_events import PersonRegistered, PersonRenamed
from taizhang.domain.organisations.roll import Roll
from taizhang.events.catalogue import Catalogue, Unknown
from taizhang.events.sealing import unsealed
from taizhang.log.log import Log
from taizhang.log.model import Selector
from taizhang.tenancy.keyring import Keyring


class Register(Struct, frozen=True):
    """All units, people and posts. `names` holds nobody who was erased."""

    roll: Roll
    names: dict[str, str]


class Registers:
    """Reads registers of tenants."""

    def __init__(self, log: Log, catalogue: Catalogue, keyring: Keyring, pool: Any) -> None:
        self._log = log
        self._catalogue = catalogue
        self._keyring = keyring
        self._pool = pool

    async def read(self, tenant: UUID) -> Register:
        """The register of a tenant as of now."""
        selectors = [
            Selector(tuple(name_of(kind) for kind in s.types), tuple(s.tags))
            for s in whole_register()
        ]
        boundary = await self._log.read_boundary(tenant, selectors)
        roll, sealed = Roll(), dict[str, tuple[str, str]]()
        for _, event in events_of(self._catalogue, boundary.events):
            if isinstance(event, Unknown):
                continue
            roll.take(event)
            if isinstance(event, PersonRegistered | PersonRenamed):
                sealed[event.person] = (event.event_name, event.name)
        return Register(roll, await self._names(tenant, sealed))

    async def _names(self, tenant: UUID, sealed: dict[str, tuple[str, str]]) -> dict[str, str]:
        async with answering(), self._pool.acquire() as connection:
            keys = await self._keyring.read(connection, tenant, sealed)
        names = {
            person: unsealed(text, keys.get(person), tenant, kind, "name")
            for person, (kind, text) in sealed.items()
        }
        return {person: name for person, name in names.items() if name is not None}
