"""Answering: what happens, as one obligation's declaration and the clock see it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from taizhang.commands.command import Command
from taizhang.commands.obligation import Obligation
from taizhang.commands.policy import Occasion, Policy
from taizhang.domain.clock.events import DayBegan, DeadlineReached
from taizhang.domain.obligations import events as e
from taizhang.domain.obligations.missing import MissDuties
from taizhang.domain.obligations.names import DUE, OBLIGATION
from taizhang.domain.obligations.opening import OpenPeriod
from taizhang.domain.obligations.page_events import DuePassed, PeriodOpened
from taizhang.domain.obligations.resting import DEADLINE, Resting, watch
from taizhang.domain.obligations.spans import Span, beginning
from taizhang.domain.obligations.succeeding import HandOverDuties
from taizhang.domain.obligations.taking_back import TakeBackDuties
from taizhang.domain.organisations.events import OrganisationSucceeded
from taizhang.events.amendments import FactAnnulled, FactCorrected
from taizhang.events.event import Event


class Answers(Struct, frozen=True):
    """How one obligation answers what happens."""

    scheme: str
    obligation: Obligation

    @property
    def _resting(self) -> Resting:
        return Resting(self.scheme, self.obligation)

    def policy(self) -> Policy:
        """Its name is stored, and stays whatever facts the obligation names."""
        said = self.obligation
        declared = [kind for kind, _ in (*said.owed, *said.met, *said.waived)]
        own: list[type[Event]] = [DeadlineReached, DuePassed, OrganisationSucceeded, FactAnnulled]
        own += [FactCorrected, e.ObligationTakenBack]
        own += [DayBegan, PeriodOpened] if self.obligation.every else []
        own += [e.ObligationOwed] if self.obligation.owed else []
        first, *others = dict.fromkeys([*declared, *own])
        return Policy(f"{self.obligation.name}.obligation", first, self.respond, tuple(others))

    def respond(self, event: Event, occasion: Occasion) -> Iterable[Command]:
        """What the declaration says of a fact; then what the clock and the register ask for."""
        yield from self._resting.recorded(event, occasion)
        if isinstance(event, DayBegan):
            yield from self._begin(event, occasion)
        if occasion.corrected is not None:
            yield from self._resting.corrected(occasion.corrected)
        yield from self._go_on(event)
        yield from self._late(event, occasion)

    def _begin(self, event: DayBegan, occasion: Occasion) -> Iterator[Command]:
        if recurs := self.obligation.every:
            for span in beginning(recurs, occasion.rules, event.since, event.day):
                yield self._open(span)

    def _open(self, span: Span) -> Command:
        every = span.every
        return OpenPeriod(
            obligation=self.obligation.name,
            scheme=self.scheme,
            title=self.obligation.title,
            rule=self.obligation.rule,
            key=span.key,
            first=span.first,
            last=span.last,
            kinds=list(every.kinds),
            labels=list(every.labels),
            times=every.times,
        )

    def _go_on(self, event: Any) -> Iterator[Command]:
        name = self.obligation.name
        match event:
            case DeadlineReached(kind=kind, subject=subject) if kind == DEADLINE:
                of, _, due = subject.rpartition("/")
                if of == name:
                    yield MissDuties(obligation=name, due=date.fromisoformat(due))
            case DuePassed(obligation=of, due=due, next=after) if of == name:
                yield MissDuties(obligation=name, due=due, after=after)
            case e.ObligationTakenBack(obligation=of, due=due) if of == name:
                yield MissDuties(obligation=name, due=due)
            case PeriodOpened(obligation=of) if of == name:
                yield self._next_page(event)
            case OrganisationSucceeded(continues=False, organisation=unit, tickets=heir):
                yield HandOverDuties(obligation=name, organisation=unit, successor=heir)
            case FactAnnulled():
                yield from self._annulled(event)

    def _late(self, event: Any, occasion: Occasion) -> Iterator[Command]:
        """What was owed when its day was over already, though its deadline be reached before."""
        name = self.obligation.name
        match event:
            case e.ObligationOwed(obligation=of, first=None, due=due, duty=duty) if of == name:
                if due < occasion.on:
                    yield MissDuties(obligation=name, due=due, duty=duty)
            case PeriodOpened(obligation=of, next=None, due=due) if of == name:
                if due < occasion.on:
                    yield MissDuties(obligation=name, due=due)

    def _next_page(self, page: PeriodOpened) -> Command:
        """Only a period that is wholly opened is watched: then all of it is there to be missed."""
        if page.next is None:
            return watch(self.obligation.name, page.due)
        return OpenPeriod(
            obligation=page.obligation,
            scheme=self.scheme,
            title=self.obligation.title,
            rule=self.obligation.rule,
            key=page.key,
            first=page.first,
            last=page.due,
            kinds=page.kinds,
            labels=page.labels,
            times=page.times,
            after=page.next,
        )

    def _annulled(self, event: FactAnnulled) -> Iterator[Command]:
        name = self.obligation.name
        declared = (*self.obligation.owed, *self.obligation.met)
        if event.event in {kind.event_name for kind, _ in declared}:
            yield TakeBackDuties(obligation=name, source=event.fact)
        waived = event.event == e.ObligationWaived.event_name
        if waived and OBLIGATION(name) in event.about:
            days = (tag.removeprefix(DUE("")) for tag in event.about if tag.startswith(DUE("")))
            for day in days:
                yield MissDuties(obligation=name, due=date.fromisoformat(day))
