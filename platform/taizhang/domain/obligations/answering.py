"""Answering: what happens, as one obligation's declaration and the clock see it."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct

from taizhang.commands.command import Command
from taizhang.commands.obligation import Obligation, Owed
from taizhang.commands.policy import Occasion, Policy
from taizhang.domain.clock.deadlines import SetDeadline
from taizhang.domain.clock.events import DayBegan, DeadlineReached
from taizhang.domain.obligations import events as e
from taizhang.domain.obligations.meeting import MeetDuty
from taizhang.domain.obligations.missing import MissDuties
from taizhang.domain.obligations.names import DUE, OBLIGATION
from taizhang.domain.obligations.opening import OpenPeriod
from taizhang.domain.obligations.owing import OweDuty
from taizhang.domain.obligations.page_events import DuePassed, PeriodOpened
from taizhang.domain.obligations.spans import Span, beginning, holding
from taizhang.domain.obligations.succeeding import HandOverDuties
from taizhang.domain.obligations.taking_back import TakeBackDuties
from taizhang.domain.organisations.events import OrganisationSucceeded
from taizhang.events.amendments import FactAnnulled
from taizhang.events.event import Event
from taizhang.measures.working_days import DAY

DEADLINE = "obligations.due"


class Answers(Struct, frozen=True):
    """How one obligation answers what happens."""

    scheme: str
    obligation: Obligation

    def policy(self) -> Policy:
        """Its name is stored, and stays whatever facts the obligation names."""
        declared = [kind for kind, _ in (*self.obligation.owed, *self.obligation.met)]
        own: list[type[Event]] = [DeadlineReached, DuePassed, OrganisationSucceeded, FactAnnulled]
        own += [e.ObligationTakenBack]
        own += [DayBegan, PeriodOpened] if self.obligation.every else []
        first, *others = dict.fromkeys([*declared, *own])
        return Policy(f"{self.obligation.name}.obligation", first, self.respond, tuple(others))

    def respond(self, event: Event, occasion: Occasion) -> Iterable[Command]:
        """What the declaration says of a fact; then what the clock and the register ask for."""
        for kind, owes in self.obligation.owed:
            for owed in owes(event, occasion) if type(event) is kind else ():
                yield from self._owe(owed, occasion)
        for kind, meets in self.obligation.met:
            for met in meets(event, occasion) if type(event) is kind else ():
                yield from self._meet(met.subject, met.key, occasion)
        if isinstance(event, DayBegan):
            yield from self._begin(event, occasion)
        yield from self._go_on(event)

    def _owe(self, owed: Owed, occasion: Occasion) -> Iterator[Command]:
        yield OweDuty(
            obligation=self.obligation.name,
            scheme=self.scheme,
            title=self.obligation.title,
            rule=self.obligation.rule,
            subject=owed.subject,
            key=owed.key,
            due=owed.due,
            source=occasion.position,
        )
        yield self._watch(owed.due)

    def _meet(self, subject: str | None, key: str, occasion: Occasion) -> Iterator[Command]:
        name, position, day = self.obligation.name, occasion.position, occasion.on
        recurs = self.obligation.every
        spans = [] if recurs is None else holding(recurs, occasion.rules, day)
        each = [(s.key, s.last) for s in spans] if recurs else [(key, None)]
        for key, last in each:
            yield MeetDuty(
                obligation=name, subject=subject, key=key, source=position, day=day, last=last
            )

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

    def _next_page(self, page: PeriodOpened) -> Command:
        """Only a period that is wholly opened is watched: then all of it is there to be missed."""
        if page.next is None:
            return self._watch(page.due)
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

    def _watch(self, due: date) -> Command:
        """One deadline for all that an obligation asks for by a day."""
        subject = f"{self.obligation.name}/{due.isoformat()}"
        return SetDeadline(day=due + DAY, kind=DEADLINE, subject=subject)
