"""Resting: what of an obligation rests on a fact, as it is recorded and as it is corrected."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from msgspec import Struct

from taizhang.commands.command import Command
from taizhang.commands.obligation import Met, Obligation, Owed
from taizhang.commands.policy import Corrected, Occasion
from taizhang.domain.clock.deadlines import SetDeadline
from taizhang.domain.obligations.meeting import MeetDuty
from taizhang.domain.obligations.names import duty_of
from taizhang.domain.obligations.owing import OweDuty
from taizhang.domain.obligations.spans import holding
from taizhang.domain.obligations.taking_back import TakeBackDuties
from taizhang.domain.obligations.waiving import WaiveDuty
from taizhang.events.event import Event
from taizhang.events.foreign import seen
from taizhang.measures.working_days import DAY

DEADLINE = "obligations.due"


class Said(NamedTuple):
    """What a declaration says of a fact: of most, nothing."""

    owed: list[Owed]
    met: list[Met]


class Resting(Struct, frozen=True):
    """What one obligation's declaration makes of facts."""

    scheme: str
    obligation: Obligation

    def recorded(self, event: Event, occasion: Occasion) -> Iterator[Command]:
        """What follows from a fact, is done by it, or need not be done after it."""
        yield from self._asked(self._said(event, occasion), occasion)
        name = self.obligation.name
        for waives in (waives for kind, waives in self.obligation.waived if type(event) is kind):
            for let in waives(event, occasion):
                who, why = let.subject, let.reason
                yield WaiveDuty(obligation=name, subject=who, key=let.key, reason=why)

    def corrected(self, fact: Corrected) -> Iterator[Command]:
        """What the fact says no more is taken back; what it says now is owed or done. Nothing,
        where the correction changes neither.
        """
        on, was = fact.occasion, fact.was
        now = self._seen(fact.becomes, on)
        if was is not None and self._seen(was, on) == now:
            return
        name = self.obligation.name
        met = [duty_of(name, m.subject, key) for m in now.met for key, _ in self._periods(m, on)]
        owed = [duty_of(name, each.subject, each.key) for each in now.owed]
        yield TakeBackDuties(obligation=name, source=on.position, still_owed=owed, still_met=met)
        yield from self._asked(now, on)

    def _seen(self, event: Event, occasion: Occasion) -> Said:
        """Of a fact that was not handed in as each declared type reads it."""
        kinds = dict.fromkeys(kind for kind, _ in (*self.obligation.owed, *self.obligation.met))
        each = [self._said(fact, occasion) for fact in seen(event, kinds)]
        return Said([o for s in each for o in s.owed], [m for s in each for m in s.met])

    def _said(self, event: Event, occasion: Occasion) -> Said:
        owes = [owes for kind, owes in self.obligation.owed if type(event) is kind]
        meets = [meets for kind, meets in self.obligation.met if type(event) is kind]
        return Said(
            [owed for each in owes for owed in each(event, occasion)],
            [met for each in meets for met in each(event, occasion)],
        )

    def _asked(self, said: Said, occasion: Occasion) -> Iterator[Command]:
        for owed in said.owed:
            yield self._owe(owed, occasion)
            yield watch(self.obligation.name, owed.due)
        for met in said.met:
            for key, last in self._periods(met, occasion):
                yield self._meet(met.subject, key, last, occasion)

    def _periods(self, met: Met, occasion: Occasion) -> list[tuple[str, date | None]]:
        """By which keys it is met; where it recurs, with the last day of the period."""
        recurs = self.obligation.every
        if recurs is None:
            return [(met.key, None)]
        return [(each.key, each.last) for each in holding(recurs, occasion.rules, occasion.on)]

    def _owe(self, owed: Owed, occasion: Occasion) -> Command:
        return OweDuty(
            obligation=self.obligation.name,
            scheme=self.scheme,
            title=self.obligation.title,
            rule=self.obligation.rule,
            subject=owed.subject,
            key=owed.key,
            due=owed.due,
            source=occasion.position,
        )

    def _meet(
        self, subject: str | None, key: str, last: date | None, occasion: Occasion
    ) -> Command:
        return MeetDuty(
            obligation=self.obligation.name,
            subject=subject,
            key=key,
            source=occasion.position,
            day=occasion.on,
            last=last,
        )


def watch(obligation: str, due: date) -> Command:
    """One deadline for all that an obligation asks for by a day."""
    return SetDeadline(day=due + DAY, kind=DEADLINE, subject=f"{obligation}/{due.isoformat()}")
