"""Cloning: a cycle with last year's subjects as they exist now, and with their classes."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.cycles import clone_changes as told
from taizhang.domain.cycles.beginning import BeginCommand, Beginning
from taizhang.domain.cycles.events import (
    CycleCloned,
    CycleOpened,
    SubjectEnrolled,
    SubjectSucceeded,
    SubjectWithdrawn,
)
from taizhang.domain.cycles.refusals import NOBODY
from taizhang.domain.grades.events import SubjectClassed
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.names import CYCLE, CycleId
from taizhang.domain.organisations.succession import Purpose, stand_in
from taizhang.domain.refusals import unknown
from taizhang.errors import Reason
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

_OF_SOURCE: tuple[type[Event], ...] = (
    CycleOpened,
    SubjectEnrolled,
    SubjectWithdrawn,
    SubjectSucceeded,
    SubjectClassed,
)


class CloneCycle(BeginCommand, name="cycles.clone", title="沿用上一周期启动"):
    """Open a cycle with the subjects and classes of another. Persons are enrolled anew."""

    source: Annotated[CycleId, Meta(title="沿用的周期")]


@decides(CloneCycle, by=Role.CLERK)
class Cloning(Beginning[CloneCycle]):
    """Units that are gone are followed by whoever took their place; each change is told."""

    organiser: str | None = None
    ended = date.max
    """By when the source was to be concluded."""

    def __init__(self, ask: CloneCycle) -> None:
        super().__init__(ask)
        self.subjects: dict[str, None] = {}
        self.classes: dict[str, str] = {}

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), Selector(_OF_SOURCE, [CYCLE(self.ask.source)])]

    @event(CycleOpened)
    def _opened_by(self, cycle: str, year: str, organiser: str | None, deadline: date) -> None:
        self.cycles[cycle] = year
        if cycle == self.ask.source:
            self.organiser, self.ended = organiser, deadline

    @event(SubjectEnrolled)
    def _enrolled(self, organisation: str) -> None:
        self.subjects[organisation] = None

    @event(SubjectWithdrawn)
    def _withdrawn(self, subject: str) -> None:
        self.subjects.pop(subject, None)

    @event(SubjectSucceeded)
    def _succeeded(self, organisation: str) -> None:
        self.subjects.pop(organisation, None)

    @event(SubjectClassed)
    def _classed(self, subject: str, group: str) -> None:
        self.classes[subject] = group

    def execute(self) -> None:
        source = self.ask.source
        self.require_free()
        self.refuse_unless(source in self.cycles, unknown("考核周期", source))
        heirs = {unit: self._heir(unit) for unit in self.subjects}
        subjects = list(dict.fromkeys(heir for heir in heirs.values() if heir is not None))
        clause = self.rules.subjects.basis("kinds")
        self.refuse_unless(bool(subjects), NOBODY(clause=clause, sought=source))
        self.require_turn()
        for reason in self._changes(heirs):
            self.warn(reason)
        self.begin(subjects)
        self.record(CycleCloned(cycle=self.ask.cycle, source=source))
        self._keep_classes(subjects)

    def _heir(self, unit: str) -> str | None:
        return stand_in(self.roll.units, unit, Purpose.QUOTA)

    def _changes(self, heirs: dict[str, str | None]) -> Iterator[Reason]:
        """What a clerk should see before the list is taken over: a dry run shows it."""
        for unit, heir in heirs.items():
            was, now = self.name_of(unit, self.ended), self.name_of(unit)
            if heir is None:
                yield told.UNIT_GONE(name=now)
            elif heir != unit:
                name = self.name_of(heir)
                yield told.FOLLOWED(name=now, successor=heir, successor_name=name)
            elif was != now:
                yield told.RENAMED(was=was, name=now)
        rule = self.rules.organiser
        if self.organiser is not None and rule.body != self.organiser:
            organiser = rule.body or "（未定）"
            clause = rule.basis("body")
            yield told.OTHER_ORGANISER(clause=clause, was=self.organiser, organiser=organiser)

    def _keep_classes(self, subjects: list[str]) -> None:
        """The class that was chosen for a unit, where the rules still name it."""
        grades = self.context.rules.find(GradeRules)
        names = grades.classes.names if grades else []
        for unit in subjects:
            group = self.classes.get(unit)
            if group is None:
                continue
            if names and group not in names:
                clause = grades.classes.basis("names") if grades else None
                gone = told.CLASS_GONE(clause=clause, name=self.name_of(unit), group=group)
                self.warn(gone)
            else:
                self.record(SubjectClassed(cycle=self.ask.cycle, subject=unit, group=group))
