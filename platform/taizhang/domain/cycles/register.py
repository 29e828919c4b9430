"""The register of units, as the decisions on a cycle's list read it: by name, kind and label."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector
from taizhang.domain.cycles.refusals import GONE
from taizhang.domain.names import ROSTER
from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.reading import RegisterSlice
from taizhang.domain.refusals import unknown
from taizhang.errors import Reason

Ask = TypeVar("Ask", bound=Command)
_UNITS = (
    e.OrganisationRegistered,
    e.OrganisationRenamed,
    e.OrganisationReclassified,
    e.OrganisationLabelled,
    e.OrganisationSucceeded,
)


def units() -> list[Selector]:
    """All units with their names, kinds, labels and successors."""
    return [Selector(_UNITS, [ROSTER])]


class OfUnits(RegisterSlice[Ask]):
    """Knows all units, as far as its boundary holds `units()`."""

    def living(self) -> list[str]:
        """All units that exist on the day."""
        return [id for id, unit in self.roll.units.items() if unit.lives(self.context.on)]

    def of_kinds(self, kinds: Iterable[str]) -> list[str]:
        """Those of these kinds."""
        on, wanted = self.context.on, set(kinds)
        return [unit for unit in self.living() if self.roll.unit(unit).kinds.on(on) in wanted]

    def labelled(self, labels: Iterable[str]) -> list[str]:
        """Those with one of these labels."""
        on, wanted = self.context.on, set(labels)
        found = ((unit, self.roll.unit(unit).labels.on(on)) for unit in self.living())
        return [unit for unit, held in found if wanted.intersection(held or ())]

    def missing(self, units: Iterable[str]) -> Iterator[Reason]:
        """Units that the register does not have, or no more."""
        for id in units:
            unit = self.roll.unit(id)
            if not unit.registered:
                yield unknown("单位", id)
            elif not unit.lives(self.context.on):
                heirs = unit.changes[-1].successors
                told = {"name": self.name_of(id), "names": self.named(heirs) or "（无）"}
                yield GONE(closed=str(unit.closed), successors="、".join(heirs), **told)
