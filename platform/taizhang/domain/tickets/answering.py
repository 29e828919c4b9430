"""Who answers for a ticket: its unit, or whoever follows a unit that is gone."""

from datetime import date
from typing import NamedTuple, TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector
from taizhang.domain.naming import Naming, registered
from taizhang.domain.organisations.boundaries import successions
from taizhang.domain.organisations.reading_changes import ChangesReading
from taizhang.domain.organisations.succession import Purpose, end_of, stand_in
from taizhang.domain.tickets.transfer_events import TicketTransferred
from taizhang.tenancy.roles import Role

Ask = TypeVar("Ask", bound=Command)


class Held(NamedTuple):
    """What of a ticket goes along when it is handed over."""

    ticket: str
    problem: str
    unit: str
    into: str | None = None


class End(NamedTuple):
    """Since when and by which document a unit hands over, and to whom."""

    heir: str
    since: date
    document: str


def answering() -> list[Selector]:
    """The part of a boundary from which follows who answers, with all names."""
    return [*successions(), *registered()]


class Answering(ChangesReading[Ask], Naming[Ask]):
    """Knows who answers for tickets, as far as its boundary holds `answering()`."""

    def end_of(self, unit: str) -> End | None:
        """How a unit ended, and who follows it by now; None while it exists."""
        ended = end_of(self.roll.units, unit)
        if ended is None:
            return None
        return self.following(ended.tickets, ended.since, ended.document)

    def following(self, named: str, since: date, document: str) -> End:
        """Whoever was named as the successor, or follows that one by now."""
        heir = stand_in(self.roll.units, named, Purpose.TICKETS)
        assert heir is not None  # tickets are always taken over by somebody
        return End(heir, since, document)

    def responsible(self, unit: str) -> str:
        """The unit's secretary, where exactly one has an account; else the unit by its name."""
        sought = (Role.UNIT_SECRETARY, unit)
        grants = self.context.authority.grants
        holders = [actor for actor, role, where in grants if (role, where) == sought]
        return holders[0] if len(holders) == 1 else self.name_of(unit)

    def hand_over(self, held: Held, end: End) -> None:
        """Record that another unit answers for a ticket."""
        self.record(
            TicketTransferred(
                ticket=held.ticket,
                organisation=end.heir,
                previous=held.unit,
                problem=held.problem,
                responsible=self.responsible(end.heir),
                into=held.into,
                since=end.since,
                document=end.document,
            )
        )
