"""What every decision about the grade list of a cycle starts from."""

from decimal import Decimal
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.grades import checks
from taizhang.domain.grades.events import (
    Graded,
    GradesConfirmed,
    GradesDrafted,
    Input,
    InputsRecorded,
    QuotaExcepted,
    UnitClassed,
    UnitLeftUndetermined,
    UnitsRanked,
    UnitTakenUpAgain,
)
from taizhang.domain.grades.sheet import Sheet
from taizhang.domain.names import CYCLE, CycleId
from taizhang.domain.naming import Naming, registered
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.errors import Refused
from taizhang.events.event import Event


class ListCommand(Command):
    """Asks something about the grade list of one cycle."""

    cycle: CycleId


Ask = TypeVar("Ask", bound=ListCommand)
OF_LIST: tuple[type[Event], ...] = (
    SubjectEnrolled,
    UnitClassed,
    UnitLeftUndetermined,
    UnitTakenUpAgain,
    InputsRecorded,
    UnitsRanked,
    QuotaExcepted,
    GradesDrafted,
    GradesConfirmed,
)


class Listing(Naming[Ask]):
    """Where the list of one cycle stands.

    Classes and names come from the same boundary, so that a quota is taken on one state.
    """

    confirmed_in = ""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.sheet = Sheet(name_of=self.name_of, kind_of=self.kind_of)

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_LIST, [CYCLE(self.ask.cycle)]), *registered()]

    @event(SubjectEnrolled)
    def _enrolled(self, organisation: str) -> None:
        self.sheet.subjects.add(organisation)

    @event(UnitClassed)
    def _classed(self, subject: str, group: str) -> None:
        self.sheet.chosen[subject] = group
        self.sheet.ranks = {}  # they were taken on another state

    @event(UnitLeftUndetermined)
    def _left_undetermined(self, subject: str) -> None:
        self.sheet.undetermined.add(subject)
        self.sheet.ranks = {}

    @event(UnitTakenUpAgain)
    def _taken_up_again(self, subject: str) -> None:
        self.sheet.undetermined.discard(subject)
        self.sheet.ranks = {}

    @event(InputsRecorded)
    def _found(self, subject: str, inputs: list[Input]) -> None:
        if _scores(self.sheet.inputs.get(subject, [])) != _scores(inputs):
            self.sheet.ranks = {}
        self.sheet.inputs[subject] = inputs

    @event(UnitsRanked)
    def _ranked(self, ranks: dict[str, int]) -> None:
        self.sheet.ranks = ranks

    @event(QuotaExcepted)
    def _excepted(self, grade: str, group: str | None, most: int) -> None:
        self.sheet.exceptions[grade, group] = most

    @event(GradesDrafted)
    def _drafted(self, lines: list[Graded]) -> None:
        self.sheet.lines = lines

    @event(GradesConfirmed)
    def _confirmed(self, meeting: str) -> None:
        self.confirmed_in = meeting

    def require_open(self) -> None:
        """Raise Refused unless the cycle is known and its list not yet confirmed."""
        self.require_known()
        fine = not self.confirmed_in
        state = wrong_state("等次名单", self.ask.cycle, "已审定", "未审定")
        self.refuse_unless(fine, state)

    def require_known(self) -> None:
        """Raise Refused unless somebody is assessed in the cycle."""
        known = bool(self.sheet.subjects)
        self.refuse_unless(known, unknown("考核周期", self.ask.cycle))

    def require_graded(self, unit: str) -> None:
        """Raise Refused unless a unit is assessed and gets a grade."""
        if wrong := list(checks.foreign(self.sheet, unit)):
            raise Refused(*wrong)


def _scores(inputs: list[Input]) -> dict[str, Decimal | None]:
    return {each.name: each.score for each in inputs}
