"""Opening a period: whoever exists at its beginning owes what recurs in it."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.names import ROSTER
from taizhang.domain.obligations import events as e
from taizhang.domain.obligations.missing import PAGE
from taizhang.domain.obligations.names import DUE, OBLIGATION, duty_of
from taizhang.domain.obligations.page_events import PeriodOpened
from taizhang.domain.obligations.standing import OfDuties
from taizhang.domain.organisations.events import (
    OrganisationLabelled,
    OrganisationReclassified,
    OrganisationRegistered,
    OrganisationSucceeded,
)
from taizhang.domain.organisations.reading_units import UnitsReading
from taizhang.domain.organisations.unit import Unit
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

_REGISTER: tuple[type[Event], ...] = (
    OrganisationRegistered,
    OrganisationReclassified,
    OrganisationLabelled,
    OrganisationSucceeded,
)


class OpenPeriod(Command, name="obligations.open_period", title="应办事项开期"):
    """Let each unit of these kinds, with one of these labels, owe something in a period; or the
    tenant itself, where neither is named. One page of them.
    """

    obligation: Annotated[str, Meta(title="应办事项")]
    scheme: Annotated[str, Meta(title="方案")]
    title: Annotated[str, Meta(title="名称")]
    rule: Annotated[str | None, Meta(title="规则编号")]
    key: Annotated[str, Meta(title="期次或事由")]
    first: Annotated[date, Meta(title="本期首日")]
    last: Annotated[date, Meta(title="本期末日")]
    kinds: Annotated[list[str], Meta(title="单位类别")]
    labels: Annotated[list[str], Meta(title="单位标签")]
    times: Annotated[int, Meta(title="应办次数")]
    after: Annotated[str, Meta(title="本页起点")] = ""


@decides(OpenPeriod, by=Role.SYSTEM)
class Opening(OfDuties[OpenPeriod], UnitsReading[OpenPeriod]):
    """Units that are gone on the first day are left out. What was done ahead is counted."""

    def __init__(self, ask: OpenPeriod) -> None:
        super().__init__(ask)
        self.pages: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        kinds = (e.ObligationOwed, e.ObligationMetAhead, e.ObligationTakenBack, PeriodOpened)
        own = Selector(kinds, [DUE(ask.last.isoformat()), OBLIGATION(ask.obligation)])
        return [own, Selector(_REGISTER, [ROSTER])] if ask.kinds or ask.labels else [own]

    @event(PeriodOpened)
    def _opened(self, key: str, after: str) -> None:
        if key == self.ask.key:
            self.pages.add(after)

    def execute(self) -> None:
        ask = self.ask
        if ask.after in self.pages:
            return
        if not (ask.kinds or ask.labels):
            self._owe(None)
            self._turn_page(None, 1)
            return
        behind = sorted(u.id for u in self.roll.units.values() if self._owes(u))
        behind = [unit for unit in behind if unit > ask.after]
        for unit in behind[:PAGE]:
            self._owe(unit)
        self._turn_page(behind[PAGE - 1] if behind[PAGE:] else None, len(behind[:PAGE]))

    def _owes(self, unit: Unit) -> bool:
        ask, day = self.ask, self.ask.first
        if not unit.lives(day) or (ask.kinds and unit.kinds.on(day) not in ask.kinds):
            return False
        return not ask.labels or not set(ask.labels).isdisjoint(unit.labels.on(day) or [])

    def _owe(self, unit: str | None) -> None:
        ask, id = self.ask, duty_of(self.ask.obligation, unit, self.ask.key)
        if id in self.duties:
            return
        self.record(
            e.ObligationOwed(
                duty=id,
                obligation=ask.obligation,
                scheme=ask.scheme,
                title=ask.title,
                rule=ask.rule,
                subject=unit,
                key=ask.key,
                first=ask.first,
                due=ask.last,
                previous=None,
                times=ask.times,
                source=None,
            )
        )
        duty = self.duties[id]
        for source, day in self.ahead.get(id, {}).items():
            if not duty.done:
                self.count(duty, ask.obligation, source, day)

    def _turn_page(self, following: str | None, opened: int) -> None:
        ask = self.ask
        self.record(
            PeriodOpened(
                obligation=ask.obligation,
                key=ask.key,
                first=ask.first,
                due=ask.last,
                kinds=ask.kinds,
                labels=ask.labels,
                times=ask.times,
                after=ask.after,
                next=following,
                opened=opened,
            )
        )
