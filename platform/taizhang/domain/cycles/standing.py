"""Where the lists of one cycle stand: who is on them, and whether they may still change."""

from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, event
from taizhang.domain.cycles.events import (
    CycleOpened,
    Done,
    PersonEnrolled,
    SubjectEnrolled,
    SubjectReinstated,
    SubjectsCounted,
    SubjectSucceeded,
    SubjectWithdrawn,
)
from taizhang.domain.grades.confirmation_events import GradesConfirmed
from taizhang.domain.grades.events import ListOf
from taizhang.domain.names import CYCLE, CycleId, person_of, subject_of
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.events.event import Event


class CycleCommand(Command):
    """Asks something about one cycle."""

    cycle: CycleId


Ask = TypeVar("Ask", bound=CycleCommand)
Place = tuple[str, str, str]
"""The unit, the post and the class in which a person is assessed."""
OF_CYCLE: tuple[type[Event], ...] = (
    CycleOpened,
    SubjectEnrolled,
    PersonEnrolled,
    SubjectWithdrawn,
    SubjectSucceeded,
    GradesConfirmed,
)
_LISTS: dict[ListOf, str] = {"units": "考核对象名单", "persons": "个人考核对象名单"}


class OnCycle(Slice[Ask]):
    """The units and persons that are assessed, and which lists are confirmed."""

    opened = False

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.units: dict[str, None] = {}
        self.persons: dict[str, Place] = {}
        self.voted_only: set[str] = set()
        """Persons who get no grade."""
        self.confirmed: set[ListOf] = set()
        self.left: dict[str, list[Done]] = {}
        """What those had done who have left a list."""

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_CYCLE, [CYCLE(self.ask.cycle)])]

    @event(CycleOpened)
    def _began(self) -> None:
        self.opened = True

    @event(SubjectEnrolled)
    def _enrolled(self, organisation: str) -> None:
        self.units[organisation] = None
        self.left.pop(organisation, None)

    @event(PersonEnrolled)
    def _held(self, person: str, organisation: str, post: str, group: str, graded: bool) -> None:
        self.persons[person] = (organisation, post, group)
        (self.voted_only.discard if graded else self.voted_only.add)(person)
        self.left.pop(subject_of(person), None)

    @event(SubjectWithdrawn)
    def _withdrawn(self, subject: str, done: list[Done]) -> None:
        person = person_of(subject)
        self.left[subject] = done
        if person is None:
            self.units.pop(subject, None)
        else:
            self.persons.pop(person, None)

    @event(SubjectSucceeded)
    def _succeeded(self, organisation: str, done: list[Done]) -> None:
        self.units.pop(organisation, None)
        self.left[organisation] = done

    @event(GradesConfirmed)
    def _confirmed(self, of: ListOf) -> None:
        self.confirmed.add(of)

    def require_open(self, of: ListOf) -> None:
        """Raise Refused unless the cycle is known and this list of it not yet confirmed."""
        id = self.ask.cycle
        self.refuse_unless(self.opened, unknown("考核周期", id))
        state = wrong_state(_LISTS[of], id, "已审定", "未审定")
        self.refuse_unless(of not in self.confirmed, state)

    def enrol(self, subject: str, enrolled: SubjectEnrolled | PersonEnrolled) -> None:
        """Record that somebody is on a list; what they did before they left it counts again."""
        done = self.left.get(subject)
        self.record(enrolled)
        if done:
            self.record(SubjectReinstated(cycle=self.ask.cycle, subject=subject, done=done))

    def count(self) -> None:
        """Record how many stand on the lists now."""
        units, persons = len(self.units), len(set(self.persons) - self.voted_only)
        self.record(SubjectsCounted(cycle=self.ask.cycle, units=units, persons=persons))
