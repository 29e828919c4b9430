"""Tallying: every ballot of a closed box is accounted for in the list of every question."""

from collections.abc import Iterator

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.assessed import Assessed, of_subjects
from taizhang.domain.ballots import count_refusals, paper_refusals
from taizhang.domain.ballots.accounting import amiss, telling
from taizhang.domain.ballots.breakdown import weighted
from taizhang.domain.ballots.commands import RecordTally
from taizhang.domain.ballots.count_events import (
    BreakdownTallied,
    SubjectTally,
    Tallied,
    WeightedShares,
)
from taizhang.domain.ballots.events import BoxClosed, BoxOpened
from taizhang.domain.ballots.lists import list_hash
from taizhang.domain.ballots.questions import Line, Question, called
from taizhang.domain.ballots.rules import BallotRules, Weights
from taizhang.domain.names import BOX
from taizhang.errors import Reason, Refused
from taizhang.tenancy.roles import Role

#: Lines an event: a tally is tagged with their subjects, and the log takes 64 tags an event.
TOGETHER = 60


@decides(RecordTally, by=Role.TELLER)
class Tallying(Assessed[RecordTally]):
    """No result before the close. A recount records nothing new, or is refused if it differs."""

    recorded: str | None = None
    state = "open"
    meeting = ""
    cycle = ""
    cast = 0
    voters = 0
    given_out: int | None = None
    returned: int | None = None

    def __init__(self, ask: RecordTally) -> None:
        super().__init__(ask)
        self.questions: list[Question] = []
        self.hash = list_hash(ask.lists)

    def consistency_boundary(self) -> list[Selector]:
        counted = {each.subject for each in (*self.ask.lists, *self.ask.parts)}
        box = Selector([BoxOpened, BoxClosed, Tallied], [BOX(self.ask.box)])
        return [box, *of_subjects(counted)]

    @event(BoxOpened)
    def _(self, meeting: str, cycle: str, questions: list[Question]) -> None:
        self.meeting, self.cycle, self.questions = meeting, cycle, questions

    @event(BoxClosed)
    def _(
        self,
        cast: int,
        checked_in: int,
        valid: bool,
        voters: int | None,
        given_out: int | None,
        returned: int | None,
    ) -> None:
        self.cast = cast
        self.voters = checked_in if voters is None else voters
        self.given_out, self.returned = given_out, returned
        self.state = "closed" if valid else "invalid"

    @event(Tallied)
    def _(self, list_hash: str) -> None:
        self.recorded = list_hash

    def execute(self) -> None:
        box, recorded = self.ask.box, self.recorded
        self.refuse_unless(self.state != "open", count_refusals.NOT_CLOSED(box=box))
        self._check_valid()
        self._refuse(amiss(self.questions, self.ask.lists, self.cast, self.line_of))
        differs = count_refusals.RECOUNT_DIFFERS(box=box, recorded=recorded, given=self.hash)
        self.refuse_unless(recorded in (None, self.hash), differs)
        if recorded is None:
            breakdown = self.context.rules.of(BallotRules).breakdown
            self._refuse(telling(self.totals, self.ask.parts, breakdown, self.line_of))
            self._record_totals()
            self._record_breakdown()

    def _refuse(self, reasons: Iterator[Reason]) -> None:
        if found := list(reasons):
            raise Refused(*found)

    def _check_valid(self) -> None:
        given_out, returned = self.given_out or 0, self.returned or 0
        papers = paper_refusals.TOO_MANY_PAPERS(returned=returned, given_out=given_out)
        self.refuse_unless(self.state != "invalid" or returned <= given_out, papers)
        clause = self.context.rules.of(BallotRules).voters.basis("subjects_vote")
        many = count_refusals.INVALID_VOTE(clause=clause, cast=self.cast, voters=self.voters)
        self.refuse_unless(self.state != "invalid", many)

    def line_of(self, line: Line) -> str:
        """What people call a line of the ballot."""
        return called(line, self.name_of(line.subject))

    @property
    def totals(self) -> list[SubjectTally]:
        """Of each question; these are always shown."""
        pairs = zip(self.questions, self.ask.lists, strict=True)
        return [each.tally(question.choices) for question, each in pairs]

    def _record_totals(self) -> None:
        totals = self.totals
        for start in range(0, len(totals), TOGETHER):
            some = totals[start : start + TOGETHER]
            self.record(
                Tallied(
                    box=self.ask.box,
                    cycle=self.cycle,
                    meeting=self.meeting,
                    subjects=list(dict.fromkeys(each.subject for each in some)),
                    counts=some,
                    list_hash=self.hash,
                )
            )

    def _record_breakdown(self) -> None:
        rules = self.context.rules.of(BallotRules)
        if not self.ask.parts or rules.breakdown is None:
            return
        self.record(
            BreakdownTallied(
                box=self.ask.box,
                cycle=self.cycle,
                meeting=self.meeting,
                minimum=rules.breakdown.minimum,
                parts=self.ask.parts,
                weighted=self._weighted(rules.weights),
            )
        )

    def _weighted(self, weights: Weights | None) -> list[WeightedShares]:
        if weights is None:
            return []
        by_line = (
            [part for part in self.ask.parts if part.line == question.line]
            for question in self.questions
        )
        found = (weighted(parts, weights.by_category) for parts in by_line)
        return [each for each in found if each is not None]
