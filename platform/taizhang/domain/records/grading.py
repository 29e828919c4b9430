"""The grade of one subject in one cycle, as it stands: what every entry of a record rests on."""

from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected
from taizhang.domain.names import CYCLE, SUBJECT, CycleId, SubjectId, is_person
from taizhang.domain.organisations.boundaries import of_units
from taizhang.domain.organisations.reading import RegisterSlice
from taizhang.errors import Refusal, Refused

NO_GRADE = Refusal(
    "records.no_grade",
    zh="“{name}”在考核周期“{cycle}”还没有考核等次",
    en="{name} has no grade in {cycle} yet",
    status=409,
)


class GradedCommand(Command):
    """Asks something about somebody's result in a cycle."""

    cycle: CycleId
    subject: SubjectId


Ask = TypeVar("Ask", bound=GradedCommand)


class OfGraded(RegisterSlice[Ask]):
    """The grade that was assigned, or took its place."""

    grade: str | None = None

    def consistency_boundary(self) -> list[Selector]:
        cycle, subject = self.ask.cycle, self.ask.subject
        graded = Selector([GradeAssigned, GradeCorrected], [CYCLE(cycle), SUBJECT(subject)])
        return [graded, *([] if is_person(subject) else of_units([subject]))]

    @event(GradeAssigned)
    def _assigned(self, grade: str) -> None:
        self.grade = grade

    @event(GradeCorrected)
    def _corrected(self, grade: str) -> None:
        self.grade = grade

    @property
    def name(self) -> str:
        """What the unit is called on the day; a person by the identifier alone."""
        subject = self.ask.subject
        if is_person(subject):
            return subject
        return self.roll.unit(subject).names.on(self.context.on) or subject

    def require_grade(self) -> str:
        """The grade. Raises Refused where there is none."""
        if self.grade is None:
            raise Refused(NO_GRADE(name=self.name, cycle=self.ask.cycle))
        return self.grade
