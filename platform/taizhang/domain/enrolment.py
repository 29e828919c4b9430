"""Who is assessed in a cycle: enrolled, withdrawn, or succeeded by another unit."""

from taizhang.commands.slice import event
from taizhang.domain.assessed import Ask, Assessed
from taizhang.domain.cycles.events import (
    PersonEnrolled,
    SubjectEnrolled,
    SubjectSucceeded,
    SubjectWithdrawn,
)
from taizhang.events.event import Event

ENROLMENT: tuple[type[Event], ...] = (
    SubjectEnrolled,
    PersonEnrolled,
    SubjectWithdrawn,
    SubjectSucceeded,
)


class Enrolment(Assessed[Ask]):
    """Knows who is assessed, as far as its boundary holds `ENROLMENT` of the cycle."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.enrolled: set[str] = set()

    def enrol(self, subject: str) -> None:
        """Take somebody up."""
        self.enrolled.add(subject)

    def withdraw(self, subject: str) -> None:
        """Take somebody off."""
        self.enrolled.discard(subject)

    @event(SubjectEnrolled)
    def _enrolled(self, organisation: str) -> None:
        self.enrol(organisation)

    @event(SubjectWithdrawn)
    def _withdrawn(self, subject: str) -> None:
        self.withdraw(subject)

    @event(SubjectSucceeded)
    def _succeeded(self, organisation: str) -> None:
        self.withdraw(organisation)  # a successor who is new to the list is enrolled beside it
