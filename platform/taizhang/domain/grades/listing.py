"""What every decision about a grade list of a cycle starts from."""

from decimal import Decimal
from typing import TypeVar

from taizhang.commands.slice import Selector, event
from taizhang.domain.enrolment import ENROLMENT, Enrolment
from taizhang.domain.grades import checks
from taizhang.domain.grades.asking import ListCommand, list_of
from taizhang.domain.grades.confirmation_events import GradesConfirmed
from taizhang.domain.grades.events import (
    Graded,
    GradesDrafted,
    Input,
    InputsRecorded,
    LeftUndetermined,
    ListOf,
    QuotaExcepted,
    SubjectClassed,
    SubjectsRanked,
    TakenUpAgain,
)
from taizhang.domain.grades.rules import GradeRules, rules_of
from taizhang.domain.grades.sheet import Sheet
from taizhang.domain.names import CYCLE
from taizhang.domain.naming import registered
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.errors import Reason, Refused
from taizhang.events.event import Event

Ask = TypeVar("Ask", bound=ListCommand)
OF_LIST: tuple[type[Event], ...] = (
    *ENROLMENT,
    SubjectClassed,
    LeftUndetermined,
    TakenUpAgain,
    InputsRecorded,
    SubjectsRanked,
    QuotaExcepted,
    GradesDrafted,
    GradesConfirmed,
)
TITLES: dict[ListOf, str] = {"units": "等次名单", "persons": "个人等次名单"}


class Listing(Enrolment[Ask]):
    """Where one list of one cycle stands; what happens to the other list is passed over.

    Classes and names come from the same boundary, so that a quota is taken on one state. Who is
    assessed is settled by the confirmation: what happens to units later changes no decided list.
    """

    confirmed_in = ""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.of = ask.about
        self.sheet = Sheet(name_of=self.name_of, kind_of=self.kind_of)

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_LIST, [CYCLE(self.ask.cycle)]), *registered()]

    @property
    def rules(self) -> GradeRules:
        """The tenant's rules for this list. Raises Refused(`rules.not_adopted`)."""
        return rules_of(self.context.rules, self.of)

    @property
    def title(self) -> str:
        """What the list is called."""
        return TITLES[self.of]

    def enrol(self, subject: str) -> None:
        """Put somebody on the list, or into another post, while it is not confirmed."""
        if not self.is_graded(subject):
            self.withdraw(subject)
        elif self._ours(subject) and not self.confirmed_in:
            self.sheet.subjects.add(subject)
            self.sheet.ranks = {}

    def withdraw(self, subject: str) -> None:
        """Take somebody off the list, while it is not confirmed."""
        if self._ours(subject) and not self.confirmed_in:
            self.sheet.subjects.discard(subject)
            self.sheet.ranks = {}

    @event(SubjectClassed)
    def _classed(self, subject: str, group: str) -> None:
        if self._ours(subject):
            self.sheet.chosen[subject] = group
            self.sheet.ranks = {}  # they were taken on another state

    @event(LeftUndetermined)
    def _left_undetermined(self, subject: str) -> None:
        if self._ours(subject):
            self.sheet.undetermined.add(subject)
            self.sheet.ranks = {}

    @event(TakenUpAgain)
    def _taken_up_again(self, subject: str) -> None:
        if self._ours(subject):
            self.sheet.undetermined.discard(subject)
            self.sheet.ranks = {}

    @event(InputsRecorded)
    def _found(self, subject: str, inputs: list[Input]) -> None:
        if self._ours(subject):
            if _scores(self.sheet.inputs.get(subject, [])) != _scores(inputs):
                self.sheet.ranks = {}
            self.sheet.inputs[subject] = inputs

    @event(SubjectsRanked)
    def _ranked(self, ranks: dict[str, int], of: ListOf) -> None:
        if of == self.of:
            self.sheet.ranks = ranks

    @event(QuotaExcepted)
    def _excepted(self, grade: str, group: str | None, most: int, of: ListOf) -> None:
        if of == self.of:
            self.sheet.exceptions[grade, group] = most

    @event(GradesDrafted)
    def _drafted(self, lines: list[Graded], of: ListOf) -> None:
        if of == self.of:
            self.sheet.lines = lines

    @event(GradesConfirmed)
    def _confirmed(self, meeting: str, of: ListOf) -> None:
        if of == self.of:
            self.confirmed_in = meeting

    def require_open(self) -> None:
        """Raise Refused unless somebody is on the list, and it is not confirmed yet."""
        self.require_known()
        self.refuse_unless(not self.confirmed_in, self.state("已审定", "未审定"))

    def require_known(self) -> None:
        """Raise Refused unless somebody is assessed in the cycle."""
        kind = "考核周期" if self.of == "units" else "列有个人考核对象的考核周期"
        self.refuse_unless(bool(self.sheet.subjects), unknown(kind, self.ask.cycle))

    def require_graded(self, subject: str) -> None:
        """Raise Refused unless somebody is assessed and gets a grade."""
        if wrong := list(checks.foreign(self.sheet, subject)):
            raise Refused(*wrong)

    def state(self, state: str, needed: str) -> Reason:
        """The list is in one state, and this needs another."""
        return wrong_state(self.title, self.ask.cycle, state, needed)

    def _ours(self, subject: str) -> bool:
        return list_of(subject) == self.of


def _scores(inputs: list[Input]) -> dict[str, Decimal | None]:
    return {each.name: each.score for each in inputs}
