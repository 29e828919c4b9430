"""Enrolling persons: the holders of the posts that the rules put into classes (S2-16)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.cycles import refusals
from taizhang.domain.cycles.events import CycleOpened, PersonEnrolled, TenureShort
from taizhang.domain.cycles.register import OfUnits
from taizhang.domain.cycles.rules import CycleRules, Persons
from taizhang.domain.cycles.standing import CycleCommand, OnCycle, Place
from taizhang.domain.names import PersonId, subject_of
from taizhang.domain.organisations.boundaries import whole_register
from taizhang.domain.organisations.tenure import Tenure
from taizhang.errors import Refused
from taizhang.measures.months import whole_months
from taizhang.tenancy.roles import Role


class EnrolPersons(CycleCommand, name="cycles.enrol_persons", title="列入个人考核对象"):
    """Enrol all holders of the posts of the rules' classes, in the units that are assessed.

    As the register has it on a day, today where none is given. Asked again, it adds who came
    since, and tells who has left. Who was withdrawn stays so, unless named in `again`.
    """

    day: Annotated[date | None, Meta(title="登记册日期")] = None
    again: Annotated[list[PersonId], Meta(max_length=5000, title="重新列入的人员")] = []


@decides(EnrolPersons, by=Role.CLERK)
class EnrollingPersons(OnCycle[EnrolPersons], OfUnits[EnrolPersons]):
    """Everybody once, in the class of the post in which they are counted (一肩挑)."""

    deadline = date.max

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), *whole_register()]

    @event(CycleOpened)
    def _began_until(self, deadline: date) -> None:
        self.opened, self.deadline = True, deadline

    @property
    def day(self) -> date:
        """The day whose holders are meant."""
        return self.ask.day or self.context.on

    def execute(self) -> None:
        self.require_open("persons")
        rule = self.context.rules.of(CycleRules).persons
        barred = refusals.NO_PERSONS(clause=rule.basis("classes"))
        self.refuse_unless(rule.classes is not None, barred)
        self.require_now(self.day)
        found = dict(self._holders(rule))
        self._warn_of_leavers(found, rule)
        changed = {p: t for p, t in found.items() if self.persons.get(p) != _place(t, rule)}
        for person, tenure in changed.items():
            self._enrol(person, tenure, rule)
        if changed:
            self.count()

    def _holders(self, rule: Persons) -> Iterator[tuple[str, Tenure]]:
        """Whoever is to be enrolled. Raises Refused where it is open in which post."""
        unclear = []
        for person in filter(self.roll.knows, list(self.roll.tenures)):
            held = self.roll.held(person, self.day)
            assessed = [each for each in held if self._assessed(each, rule)]
            counted = self.roll.counted_in(person, self.day)
            if assessed and counted is None:
                posts = "、".join(map(self._words, held))
                clause = rule.basis("classes")
                unclear.append(refusals.COUNTED_WHERE(clause=clause, person=person, posts=posts))
            elif counted in assessed and counted is not None:
                if self._welcome(person, counted):
                    yield person, counted
            elif assessed and counted is not None:
                words, clause = self._words(counted), rule.basis("classes")
                elsewhere = refusals.COUNTED_ELSEWHERE
                self.warn(elsewhere(clause=clause, person=person, counted=words))
        if unclear:
            raise Refused(*unclear)

    def _welcome(self, person: str, counted: Tenure) -> bool:
        """Whom the clerk has withdrawn, only the clerk takes in again."""
        welcome = subject_of(person) not in self.left or person in self.ask.again
        if not welcome:
            name = f"{self._words(counted)}（{person}）"
            self.warn(refusals.WITHDRAWN(person=person, name=name))
        return welcome

    def _assessed(self, tenure: Tenure, rule: Persons) -> bool:
        return tenure.organisation in self.units and rule.class_of(tenure.post) is not None

    def _enrol(self, person: str, tenure: Tenure, rule: Persons) -> None:
        organisation, post, group = _place(tenure, rule)
        enrolled = PersonEnrolled(
            cycle=self.ask.cycle,
            person=person,
            organisation=organisation,
            post=post,
            group=group,
            graded=group not in (rule.voted_only or ()),
        )
        self.enrol(subject_of(person), enrolled)
        if enrolled.graded:
            self._check_tenure(person, tenure, rule)

    def _check_tenure(self, person: str, tenure: Tenure, rule: Persons) -> None:
        if rule.months is None:
            return
        reference = self.deadline if rule.reference == "deadline" else self.day
        months = whole_months(tenure.since, max(reference, tenure.since))
        if months >= rule.months:
            return
        figures = {"months": months, "least": rule.months}
        words, told = self._words(tenure), reference.isoformat()
        clause = rule.basis("months")
        self.warn(
            refusals.SHORT(clause=clause, person=person, post=words, reference=told, **figures)
        )
        self.record(
            TenureShort(
                cycle=self.ask.cycle,
                person=person,
                reference=reference,
                ground=rule.ground,
                **figures,
            )
        )

    def _warn_of_leavers(self, found: dict[str, Tenure], rule: Persons) -> None:
        for person, (organisation, post, _) in self.persons.items():
            if person not in found:
                was, day = f"{self.name_of(organisation)}{post}", self.day.isoformat()
                clause = rule.basis("classes")
                self.warn(refusals.LEFT_POST(clause=clause, person=person, was=was, day=day))

    def _words(self, tenure: Tenure) -> str:
        return f"{self.name_of(tenure.organisation)}{tenure.post}"


def _place(tenure: Tenure, rule: Persons) -> Place:
    return tenure.organisation, tenure.post, rule.class_of(tenure.post) or ""
