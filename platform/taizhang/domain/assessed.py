"""Whoever is assessed, by name: a unit, or a person as the holder of a post in a unit.

Names of persons are sealed and never in a refusal: a person is told by unit, post and identifier.
"""

from collections.abc import Iterable
from typing import TypeVar

from msgspec import Struct

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.cycles.events import PersonEnrolled
from taizhang.domain.names import CYCLE, PERSON, person_of, subject_of
from taizhang.domain.naming import Naming, registered

Ask = TypeVar("Ask", bound=Command)


class Held(Struct, frozen=True):
    """In which unit, post and class a person is assessed."""

    organisation: str
    post: str
    group: str
    graded: bool = True


def enrolled(cycle: str, subject: str) -> list[Selector]:
    """The part of a boundary that names one subject of a cycle."""
    person = person_of(subject)
    if person is None:
        return registered(subject)
    return [Selector([PersonEnrolled], [CYCLE(cycle), PERSON(person)]), *registered()]


def of_subjects(subjects: Iterable[str]) -> list[Selector]:
    """The part of a boundary that names subjects of a cycle that is not known yet, and all units.

    A person is told by the post of the last enrolment.
    """
    people = sorted(filter(None, map(person_of, subjects)))
    return [*(Selector([PersonEnrolled], [PERSON(each)]) for each in people), *registered()]


class Assessed(Naming[Ask]):
    """Knows what subjects are called, as far as its boundary holds `enrolled(...)`."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.held: dict[str, Held] = {}
        """By person, as a subject."""

    @event(PersonEnrolled)
    def _held(self, person: str, organisation: str, post: str, group: str, graded: bool) -> None:
        self.held[subject_of(person)] = Held(organisation, post, group, graded)
        self.enrol(subject_of(person))

    def enrol(self, subject: str) -> None:
        """Take a person up; of those who only want names, nobody."""

    def is_graded(self, subject: str) -> bool:
        """Whether somebody who is assessed gets a grade, or is only voted on."""
        held = self.held.get(subject)
        return held is None or held.graded

    def name_of(self, unit: str) -> str:
        """What a unit is called; of a person: the unit, the post and the identifier."""
        held = self.held.get(unit)
        if held is None:
            return super().name_of(unit)
        return f"{super().name_of(held.organisation)}{held.post}（{person_of(unit)}）"

    def kind_of(self, unit: str) -> str:
        """The kind of a unit in the register; of a person: the class of the enrolment."""
        held = self.held.get(unit)
        return held.group if held else super().kind_of(unit)

    def unit_of(self, subject: str) -> str:
        """The unit itself, or the one in which a person holds the post."""
        held = self.held.get(subject)
        return held.organisation if held else subject
