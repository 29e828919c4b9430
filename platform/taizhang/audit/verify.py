"""Verifying a log over what is stored: nothing is taken from memory, everything is read again."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from msgspec import Struct

from taizhang.audit.fault import Fault
from taizhang.audit.snapshot import snapshot
from taizhang.audit.succession import Succession
from taizhang.events.catalogue import Catalogue

_NOTHING: Mapping[int, str] = MappingProxyType({})


class Verdict(Struct, frozen=True):
    """What a log holds, and what is wrong with it."""

    size: int
    root: str
    """The Merkle root over all leaves (RFC 6962), in hex."""
    faults: list[Fault]
    """The first faults; `found` counts all of them."""
    found: int

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.found == 0


async def verify(
    pool: Any,
    catalogue: Catalogue,
    tenant: UUID,
    *,
    known: Mapping[int, str] = _NOTHING,
    limit: int = 100,
) -> Verdict:
    """Check a tenant's whole log, at most `limit` faults told. Raises LookupError without a log.

    `known` holds roots from before, in hex by size: without one, a change inside a body that
    still reads well shows only in the root. `pool` acts as `taizhang_app`.
    """
    faults: list[Fault] = []
    found = 0
    async with snapshot(pool, tenant) as stored:
        log = Succession(tenant, catalogue, known)
        async for place in stored.places():
            for fault in log.faults(place):
                found += 1
                if found <= limit:
                    faults.append(fault)
        ends = list(log.end(stored.head))
    found += len(ends)
    return Verdict(log.tree.size, log.tree.root().hex(), [*faults, *ends][:limit], found)
