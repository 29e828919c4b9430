"""Handing over: the duties of a unit that is gone, to whoever follows it."""

from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.domain.obligations.duty import Duty
from taizhang.domain.obligations.standing import OfDuties
from taizhang.domain.obligations.succession_events import (
    Done,
    ObligationHandedOver,
    ObligationLapsed,
)
from taizhang.domain.organisations.reading_changes import ChangesReading
from taizhang.domain.organisations.reorganising import Reorganisation
from taizhang.domain.organisations.succession import Purpose, end_of, stand_in

Ask = TypeVar("Ask", bound=Command)


class Handing(OfDuties[Ask], ChangesReading[Ask]):
    """Follows units, as far as its boundary holds `successions()`."""

    def follow(self, duty: Duty, obligation: str, *, once: bool) -> None:
        """Hand a duty over where its unit is gone.

        What recurs was owed by each unit for itself: of a dissolved one nobody owes it. Where the
        successor owes the same already, it is owed `once` or beside it.
        """
        unit = duty.subject
        ended = end_of(self.roll.units, unit) if unit else None
        if unit is None or ended is None:
            return
        heir = stand_in(self.roll.units, ended.tickets, Purpose.TICKETS)
        assert heir is not None  # tickets are always taken over by somebody
        if duty.first and ended.change == Reorganisation.DISSOLUTION:
            self._lapse(duty, obligation, unit, ended.document, None)
        elif once and (twin := self._twin(duty, heir)):
            self._lapse(duty, obligation, unit, ended.document, twin.id)
        else:
            self.record(
                ObligationHandedOver(
                    duty=duty.id,
                    obligation=obligation,
                    title=duty.title,
                    subject=heir,
                    previous=unit,
                    key=duty.key,
                    first=duty.first,
                    due=duty.due,
                    times=duty.times,
                    source=duty.source,
                    met=[Done(source, day) for source, day in duty.met.items()],
                    missed=duty.missed,
                    since=ended.since,
                    document=ended.document,
                )
            )

    def _twin(self, duty: Duty, heir: str) -> Duty | None:
        """The same, as the successor owes it already."""
        owed = (d for d in self.duties.values() if d.subject == heir and not d.lapsed)
        return next((each for each in owed if each.key == duty.key), None)

    def _lapse(
        self, duty: Duty, obligation: str, unit: str, document: str, into: str | None
    ) -> None:
        self.record(
            ObligationLapsed(
                duty=duty.id,
                obligation=obligation,
                subject=unit,
                key=duty.key,
                due=duty.due,
                into=into,
                document=document,
            )
        )
