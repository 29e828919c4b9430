"""Concluding the results of a cycle: what the rules make mandatory has been done, or is named."""

from collections.abc import Iterator

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.grades.events import GradeCorrected
from taizhang.domain.names import CYCLE
from taizhang.domain.refusals import wrong_state
from taizhang.domain.results.events import (
    ObjectionAnswered,
    ObjectionReceived,
    ResultsConcluded,
)
from taizhang.domain.results.rules import ResultRules
from taizhang.domain.results.standing import ResultsCommand, Standing
from taizhang.errors import Reason, Refusal, Refused
from taizhang.events.event import Event
from taizhang.tenancy.roles import Role

OBJECTED: tuple[type[Event], ...] = (ObjectionReceived, ObjectionAnswered, GradeCorrected)
NOT_PUBLISHED = Refusal(
    "results.publication_missing",
    zh="周期“{cycle}”的考核结果还没有公布(或更正后没有重新公布),不能办结",
    en="the grades of {cycle}, as they stand, were not published",
    rule="S0-16",
    status=409,
)
PERIOD_RUNS = Refusal(
    "results.objection_period_runs",
    zh="异议期到 {until} 为止,{on} 还不能办结",
    en="objections are taken until {until}; {on} is too early",
    rule="S0-16",
    status=409,
)
UNANSWERED = Refusal(
    "results.objections_unanswered",
    zh="尚有 {count} 件异议没有答复:{objections}",
    en="{count} objections have not been answered: {objections}",
    rule="S0-16",
    status=409,
)
UNCORRECTED = Refusal(
    "results.correction_missing",
    zh="异议成立,但等次还没有更正:{names}",
    en="objections were upheld and the grades not corrected: {names}",
    rule="S0-16",
    status=409,
)


class ConcludeResults(ResultsCommand, name="results.conclude", title="办结考核结果"):
    """Conclude the results of a cycle."""


@decides(ConcludeResults, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Concluding(Standing[ConcludeResults]):
    """S0-13 and S0-16 are mandatory where the tenant's document says so; objections are done."""

    def __init__(self, ask: ConcludeResults) -> None:
        super().__init__(ask)
        self.open: set[str] = set()
        self.to_correct: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), Selector(OBJECTED, [CYCLE(self.ask.cycle)])]

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
        self.require_graded()
        state = wrong_state("考核结果", self.ask.cycle, "已办结", "未办结")
        self.refuse_unless(not self.concluded, state)
        if outstanding := [*self.untold(), *self._unpublished(), *self._objected()]:
            raise Refused(*outstanding)
        self.record(ResultsConcluded(cycle=self.ask.cycle))

    def _unpublished(self) -> Iterator[Reason]:
        publication = self.context.rules.of(ResultRules).publication
        stale = bool(self.published) and self.published != self.grades
        if stale or (publication.required and not self.published):
            yield NOT_PUBLISHED(clause=publication.basis("required"), cycle=self.ask.cycle)

    def _objected(self) -> Iterator[Reason]:
        clause = self.context.rules.of(ResultRules).objections.basis("days")
        on = self.context.on
        if self.until is not None and on <= self.until:
            yield PERIOD_RUNS(clause=clause, until=self.until.isoformat(), on=on.isoformat())
        if self.open:
            told = "、".join(sorted(self.open))
            yield UNANSWERED(clause=clause, count=len(self.open), objections=told)
        if units := sorted(self.to_correct):
            names = "、".join(map(self.name_of, units))
            yield UNCORRECTED(clause=clause, subjects="、".join(units), names=names)
