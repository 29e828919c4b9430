"""Concluding the results of a cycle: what the rules make mandatory has been done, or is named."""

from collections.abc import Iterator

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.enrolment import ENROLMENT
from taizhang.domain.grades.asking import list_of
from taizhang.domain.grades.confirmation_events import GradeCorrected
from taizhang.domain.grades.events import LeftUndetermined, TakenUpAgain
from taizhang.domain.grades.listing import TITLES
from taizhang.domain.names import CYCLE
from taizhang.domain.publicity.outstanding import WithPublicity, publicity_of
from taizhang.domain.refusals import wrong_state
from taizhang.domain.results.events import (
    ObjectionAnswered,
    ObjectionReceived,
    ResultsConcluded,
)
from taizhang.domain.results.refusals import NOT_PUBLISHED, PERIOD_RUNS, UNANSWERED, UNCORRECTED
from taizhang.domain.results.rules import rules_of
from taizhang.domain.results.standing import ResultsCommand, Standing
from taizhang.errors import Reason, Refused
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

OUTSTANDING: tuple[type[Event], ...] = (
    *ENROLMENT,
    LeftUndetermined,
    TakenUpAgain,
    ObjectionReceived,
    ObjectionAnswered,
    GradeCorrected,
)


class ConcludeResults(ResultsCommand, name="results.conclude", title="办结考核结果"):
    """Conclude the results of a cycle."""


@decides(ConcludeResults, by=(Role.CLERK, Role.COMMITTEE_SECRETARY), version=2)
class Concluding(Standing[ConcludeResults], WithPublicity[ConcludeResults]):
    """S0-13, S0-16, S1-13 are mandatory where the tenant's document says so; objections done."""

    def __init__(self, ask: ConcludeResults) -> None:
        super().__init__(ask)
        self.undetermined: set[str] = set()
        self.open: set[str] = set()
        self.to_correct: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        cycle = self.ask.cycle
        own = Selector(OUTSTANDING, [CYCLE(cycle)])
        return [*super().consistency_boundary(), own, *publicity_of(cycle)]

    @event(LeftUndetermined)
    def _left_undetermined(self, subject: str) -> None:
        self.undetermined.add(subject)

    @event(TakenUpAgain)
    def _taken_up_again(self, subject: str) -> None:
        self.undetermined.discard(subject)

    @event(ObjectionReceived)
    def _received(self, objection: str) -> None:
        self.open.add(objection)

    @event(ObjectionAnswered)
    def _answered(self, objection: str, subject: str, upheld: bool) -> None:
        self.open.discard(objection)
        if upheld:
            self.to_correct.add(subject)

    @event(GradeCorrected)
    def _corrected(self, subject: str) -> None:
        self.to_correct.discard(subject)

    def execute(self) -> None:
        self.refuse_unless(bool(self.grades), self.ungraded("units"))
        state = wrong_state("考核结果", self.ask.cycle, "已办结", "未办结")
        self.refuse_unless(not self.concluded, state)
        if outstanding := [
            *self._ungraded(),
            *(reason for of in TITLES for reason in self.untold(of)),
            *self._unpublished(),
            *self._objected(),
            *self.unpublicised(),
        ]:
            raise Refused(*outstanding)
        self.record(ResultsConcluded(cycle=self.ask.cycle))

    def _ungraded(self) -> Iterator[Reason]:
        graded = filter(self.is_graded, self.enrolled - self.undetermined)
        for of in sorted({list_of(subject) for subject in graded}):
            if not self.grades_of(of):
                yield self.ungraded(of)

    def _unpublished(self) -> Iterator[Reason]:
        for of in TITLES:
            publication = rules_of(self.context.rules, of).publication
            grades, published = self.grades_of(of), self.published.get(of)
            missing = publication.required and bool(grades) and not published
            if missing or (published and published != grades):
                yield NOT_PUBLISHED(
                    clause=publication.basis("required"),
                    cycle=self.ask.cycle,
                    list=TITLES[of],
                    of=of,
                )

    def _objected(self) -> Iterator[Reason]:
        clause = rules_of(self.context.rules, "units").objections.basis("days")
        yield from self._running()
        if self.open:
            told = "、".join(sorted(self.open))
            yield UNANSWERED(clause=clause, count=len(self.open), objections=told)
        if subjects := sorted(self.to_correct):
            names = "、".join(map(self.name_of, subjects))
            yield UNCORRECTED(clause=clause, subjects="、".join(subjects), names=names)

    def _running(self) -> Iterator[Reason]:
        on = self.context.on
        for of, until in self.until.items():
            if until is not None and on <= until:
                yield PERIOD_RUNS(
                    clause=rules_of(self.context.rules, of).objections.basis("days"),
                    list=TITLES[of],
                    of=of,
                    until=until.isoformat(),
                    on=on.isoformat(),
                )
