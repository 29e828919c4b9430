"""What is kept of a tenant's authority between decisions: a start, to which every boundary adds
what came after it.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple
from uuid import UUID

from taizhang.log.log import Log
from taizhang.log.model import Boundary, Selector
from taizhang.tenancy.authority import Authority


class Known(NamedTuple):
    """Authority as it was in one incarnation of a log."""

    incarnation: str | None
    """None: read from nowhere, and true of every log."""
    authority: Authority

    def holds(self, boundary: Boundary) -> bool:
        """Whether it is of the history that was read now: a restored log may lack what it was
        folded from, even before it is declared to go on.
        """
        same = self.incarnation in (None, boundary.incarnation)
        return same and self.authority.position <= boundary.head


NOTHING = Known(None, Authority())

KEPT = 2_000
"""Tenants whose authority a process keeps, 15 to 20 kB each. Others' is read from the log again."""


class Since(NamedTuple):
    """A boundary, the authority that it starts from, and the selectors that it was read with."""

    base: Authority
    selectors: Sequence[Selector]
    boundary: Boundary


async def read_since(
    log: Log, tenant: UUID, known: Known, selectors_of: Callable[[Authority], Sequence[Selector]]
) -> Since:
    """A boundary from what is known on, or from nothing where the log has become another."""
    selectors = selectors_of(known.authority)
    boundary = await log.read_boundary(tenant, selectors)
    if known.holds(boundary):
        return Since(known.authority, selectors, boundary)
    return await read_since(log, tenant, NOTHING, selectors_of)
