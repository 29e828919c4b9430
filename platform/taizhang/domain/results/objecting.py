"""Objecting to a published grade (异议): received within the period, answered, upheld or not."""

from datetime import date
from typing import Annotated, TypeVar

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.assessed import Assessed, enrolled
from taizhang.domain.grades.asking import list_of
from taizhang.domain.grades.events import ListOf
from taizhang.domain.names import CYCLE, OBJECTION, CycleId, ObjectionId, SubjectId, Text
from taizhang.domain.refusals import TAKEN, unknown, wrong_state
from taizhang.domain.results.events import (
    AssessmentPublished,
    ObjectionAnswered,
    ObjectionReceived,
)
from taizhang.domain.results.rules import rules_of
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NO_OBJECTIONS = Refusal(
    "results.no_objections",
    zh="公布“{name}”的考核结果时没有规定异议期，不受理异议",
    en="the grade of {name} was published without a period for objections",
    rule="S0-16",
)
TOO_LATE = Refusal(
    "results.objection_late",
    zh="对“{name}”的异议须在 {until} 以前提出，{on} 已经过期",
    en="objections to the grade of {name} were taken until {until}; {on} is too late",
    rule="S0-16",
)


class ObjectionCommand(Command):
    """Asks something about one objection."""

    objection: ObjectionId


class ReceiveObjection(ObjectionCommand, name="results.receive_objection", title="受理异议"):
    """Record an objection to a published grade: a unit's own, or what a clerk was told."""

    cycle: CycleId
    subject: SubjectId
    text: Annotated[Text, Meta(title="异议内容")]


class AnswerObjection(ObjectionCommand, name="results.answer_objection", title="答复异议"):
    """Answer an objection. What is upheld is put right by a correction of the grade."""

    upheld: Annotated[bool, Meta(title="是否成立")]
    answer: Annotated[Text, Meta(title="答复")]


Ask = TypeVar("Ask", bound=ObjectionCommand)


class Objecting(Assessed[Ask]):
    """Where one objection stands."""

    about: tuple[str, str] | None = None
    """Cycle and subject, once it was received."""
    answered = False

    def consistency_boundary(self) -> list[Selector]:
        tags = [OBJECTION(self.ask.objection)]
        return [Selector([ObjectionReceived, ObjectionAnswered], tags)]

    @event(ObjectionReceived)
    def _received(self, cycle: str, subject: str) -> None:
        self.about = (cycle, subject)

    @event(ObjectionAnswered)
    def _answered(self) -> None:
        self.answered = True


@decides(ReceiveObjection, by=(Role.CLERK, Role.UNIT_SECRETARY), version=2)
class Receiving(Objecting[ReceiveObjection]):
    """To a grade that was published, and not after the period."""

    published = False
    until: date | None = None

    def consistency_boundary(self) -> list[Selector]:
        return [
            *super().consistency_boundary(),
            Selector([AssessmentPublished], [CYCLE(self.ask.cycle)]),
            *enrolled(self.ask.cycle, self.ask.subject),
        ]

    @event(AssessmentPublished)
    def _published(self, grades: dict[str, str], objections_until: date | None, of: ListOf) -> None:
        if of == list_of(self.ask.subject):
            self.published = self.ask.subject in grades
            self.until = objections_until

    def execute(self) -> None:
        ask = self.ask
        unit = self.unit_of(ask.subject)
        named = self.name_of(unit)
        self.context.require_unit(unit, Role.UNIT_SECRETARY, Role.CLERK, name=named)
        self.refuse_unless(self.about is None, TAKEN(kind="异议", id=ask.objection))
        name = self.name_of(ask.subject)
        unseen = wrong_state("考核结果", ask.subject, "未公布", "已公布", name=name)
        self.refuse_unless(self.published, unseen)
        self._require_period(name)
        self.record(
            ObjectionReceived(
                objection=ask.objection,
                cycle=ask.cycle,
                subject=ask.subject,
                text=ask.text,
            )
        )

    def _require_period(self, name: str) -> None:
        clause = rules_of(self.context.rules, list_of(self.ask.subject)).objections.basis("days")
        on, until = self.context.on, self.until
        self.refuse_unless(until is not None, NO_OBJECTIONS(clause=clause, name=name))
        assert until is not None
        late = TOO_LATE(clause=clause, name=name, until=until.isoformat(), on=on.isoformat())
        self.refuse_unless(on <= until, late)


@decides(AnswerObjection, by=Role.COMMITTEE_SECRETARY)
class Answering(Objecting[AnswerObjection]):
    """Each once."""

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(self.about is not None, unknown("异议", ask.objection))
        assert self.about is not None
        state = wrong_state("异议", ask.objection, "已答复", "未答复")
        self.refuse_unless(not self.answered, state)
        cycle, subject = self.about
        self.record(
            ObjectionAnswered(
                objection=ask.objection,
                cycle=cycle,
                subject=subject,
                upheld=ask.upheld,
                answer=ask.answer,
            )
        )
