"""Roll: units, people and posts as their events leave them. Folding checks nothing."""

from collections.abc import Callable
from datetime import date
from typing import Any

from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.codes import CodeScheme
from taizhang.domain.organisations.dated import Dated
from taizhang.domain.organisations.people_events import (
    PersonCounted,
    PersonErased,
    PersonRegistered,
    PersonRenamed,
    PostLeft,
    PostTaken,
)
from taizhang.domain.organisations.tenure import Tenure
from taizhang.domain.organisations.tenures import Posts
from taizhang.domain.organisations.unit import Unit
from taizhang.events.event import Event


class Roll(Posts):
    """All that was read of the register; `size` counts the events, so that any change shows."""

    def __init__(self) -> None:
        super().__init__()
        self.size = 0
        self.units: dict[str, Unit] = {}
        self.codes: dict[str, str] = {}
        """By code, the unit that has it now."""

    def take(self, event: Event) -> None:
        """Fold an event."""
        self.size += 1
        FOLDS[type(event)](self, event)

    def unit(self, id: str) -> Unit:
        """A unit, known or not."""
        return self.units.setdefault(id, Unit(id))

    def name_of(self, id: str, day: date | None = None) -> str:
        """What a unit is called, on a day or now; its identifier where it is not known."""
        names = self.units[id].names if id in self.units else Dated[str]()
        return (names.on(day) if day else names.now) or id


def _registered(roll: Roll, event: e.OrganisationRegistered) -> None:
    unit = roll.unit(event.organisation)
    unit.registered = True
    unit.names = unit.names.then(date.min, event.name)
    unit.kinds = unit.kinds.then(date.min, event.kind)
    unit.labels = unit.labels.then(date.min, event.labels)


def _renamed(roll: Roll, event: e.OrganisationRenamed) -> None:
    unit = roll.unit(event.organisation)
    unit.names = unit.names.then(event.since, event.name)


def _reclassified(roll: Roll, event: e.OrganisationReclassified) -> None:
    unit = roll.unit(event.organisation)
    unit.kinds = unit.kinds.then(event.since, event.kind)


def _labelled(roll: Roll, event: e.OrganisationLabelled) -> None:
    unit = roll.unit(event.organisation)
    unit.labels = unit.labels.then(event.since, event.labels)


def _placed(roll: Roll, event: e.OrganisationPlaced) -> None:
    unit = roll.unit(event.organisation)
    unit.superiors = unit.superiors.then(event.since, event.superior)


def _coded(roll: Roll, event: e.CodeGiven) -> None:
    unit, scheme = roll.unit(event.organisation), CodeScheme(event.scheme)
    known = unit.codes.get(scheme, Dated[str | None]())
    unit.codes = unit.codes | {scheme: known.then(event.since, event.code)}
    if event.replaces and roll.codes.get(event.replaces) == event.organisation:
        del roll.codes[event.replaces]
    if event.code:
        roll.codes[event.code] = event.organisation


def _succeeded(roll: Roll, event: e.OrganisationSucceeded) -> None:
    unit = roll.unit(event.organisation)
    unit.changes = (*unit.changes, event)


def _person(roll: Roll, event: PersonRegistered) -> None:
    roll.tenures.setdefault(event.person, [])


def _taken(roll: Roll, event: PostTaken) -> None:
    tenure = Tenure(event.person, event.organisation, event.post, event.since)
    roll.tenures.setdefault(event.person, []).append(tenure)


def _left(roll: Roll, event: PostLeft) -> None:
    place = (event.organisation, event.post)
    tenures = roll.tenures.setdefault(event.person, [])
    for number, each in enumerate(tenures):
        if each.place == place and each.until is None:
            tenures[number] = Tenure(event.person, *place, each.since, event.until)


def _counted(roll: Roll, event: PersonCounted) -> None:
    known = roll.counted.get(event.person, Dated[tuple[str, str]]())
    roll.counted[event.person] = known.then(event.since, (event.organisation, event.post))


def _erased(roll: Roll, event: PersonErased) -> None:
    roll.erased.add(event.person)


FOLDS: dict[type[Event], Callable[[Roll, Any], None]] = {
    e.OrganisationRegistered: _registered,
    e.OrganisationRenamed: _renamed,
    e.OrganisationReclassified: _reclassified,
    e.OrganisationLabelled: _labelled,
    e.OrganisationPlaced: _placed,
    e.CodeGiven: _coded,
    e.OrganisationSucceeded: _succeeded,
    PersonRegistered: _person,
    PersonRenamed: lambda roll, event: None,
    PostTaken: _taken,
    PostLeft: _left,
    PersonCounted: _counted,
    PersonErased: _erased,
}
