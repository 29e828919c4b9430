"""Standing authority: who might do what, and which rules held, at the place of each event."""

from collections.abc import Sequence

from taizhang.dispatch.decision import Placed, authority_after, authority_selector, events_of
from taizhang.dispatch.known_authority import NOTHING, Known, read_since
from taizhang.events.catalogue import Catalogue
from taizhang.log.log import Log
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.register import Tenant


class Standing:
    """Authority as of any position behind the one it is based on, and as of now.

    A policy that runs late, or once more after a crash, answers as it would have at once.
    """

    def __init__(self, incarnation: str, base: Authority, later: Sequence[Placed]) -> None:
        self._incarnation = incarnation
        self._base = base
        self._later = later

    def as_of(self, position: int) -> Authority:
        """The state that an event at this position left or found."""
        return authority_after(self._base, (e for e in self._later if e[0] <= position))

    def known(self, position: int) -> Known:
        """What to start from next time, for events beyond this position."""
        return Known(self._incarnation, self.as_of(position))

    def now(self) -> Authority:
        """The state that is known last."""
        return authority_after(self._base, self._later)


async def standing(
    log: Log, catalogue: Catalogue, tenant: Tenant, known: Known = NOTHING
) -> Standing:
    """All that has changed since what is known."""
    base, _, boundary = await read_since(log, tenant.id, known, lambda a: [authority_selector(a)])
    return Standing(boundary.incarnation, base, events_of(catalogue, boundary.events))
