"""Tallying: every ballot of a closed box is accounted for in the list of every question."""

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots import refusals
from taizhang.domain.ballots.breakdown import tells_nothing, weighted
from taizhang.domain.ballots.commands import RecordTally
from taizhang.domain.ballots.events import (
    BoxClosed,
    BoxOpened,
    BreakdownTallied,
    Question,
    SubjectTally,
    Tallied,
    WeightedShares,
)
from taizhang.domain.ballots.lists import BLANK, ChoiceList, list_hash
from taizhang.domain.ballots.rules import BallotRules, Weights
from taizhang.domain.names import BOX
from taizhang.errors import Refused
from taizhang.tenancy.roles import Role

#: A tally is tagged with each of its subjects, and the log takes 64 tags an event.
TOGETHER = 60


@decides(RecordTally, by=Role.TELLER)
class Tallying(Slice[RecordTally]):
    """No result before the close. A recount records nothing new, or is refused if it differs."""

    recorded: str | None = None
    state = "open"
    meeting = ""
    cycle = ""
    cast = 0
    checked_in = 0
    given_out: int | None = None
    returned: int | None = None

    def __init__(self, ask: RecordTally) -> None:
        super().__init__(ask)
        self.questions: list[Question] = []
        self.hash = list_hash(ask.lists)

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([BoxOpened, BoxClosed, Tallied], [BOX(self.ask.box)])]

    @event(BoxOpened)
    def _(self, meeting: str, cycle: str, questions: list[Question]) -> None:
        self.meeting, self.cycle, self.questions = meeting, cycle, questions

    @event(BoxClosed)
    def _(
        self,
        cast: int,
        checked_in: int,
        valid: bool,
        given_out: int | None,
        returned: int | None,
    ) -> None:
        self.cast, self.checked_in = cast, checked_in
        self.given_out, self.returned = given_out, returned
        self.state = "closed" if valid else "invalid"

    @event(Tallied)
    def _(self, list_hash: str) -> None:
        self.recorded = list_hash

    def execute(self) -> None:
        box, recorded = self.ask.box, self.recorded
        self.refuse_unless(self.state != "open", refusals.NOT_CLOSED(box=box))
        self._check_valid()
        self._check_lists()
        differs = refusals.RECOUNT_DIFFERS(box=box, recorded=recorded, given=self.hash)
        self.refuse_unless(recorded in (None, self.hash), differs)
        if recorded is None:
            self._check_parts()
            self._record_totals()
            self._record_breakdown()

    def _check_valid(self) -> None:
        given_out, returned = self.given_out or 0, self.returned or 0
        papers = refusals.TOO_MANY_PAPERS(returned=returned, given_out=given_out)
        self.refuse_unless(self.state != "invalid" or returned <= given_out, papers)
        many = refusals.INVALID_VOTE(cast=self.cast, checked_in=self.checked_in)
        self.refuse_unless(self.state != "invalid", many)

    def _check_lists(self) -> None:
        asked = [question.subject for question in self.questions]
        given = [each.subject for each in self.ask.lists]
        other = refusals.WRONG_LISTS(required="、".join(asked), given="、".join(given))
        self.refuse_unless(given == asked, other)
        for question, each in zip(self.questions, self.ask.lists, strict=True):
            self._check_list(each, {BLANK, *question.choices})

    def _check_list(self, each: ChoiceList, words: set[str]) -> None:
        subject, listed = each.subject, len(each.items) + each.invalid
        self.refuse_unless(each.is_sorted(), refusals.UNSORTED(subject=subject))
        if foreign := [choice for _, choice in each.items if choice not in words]:
            raise Refused(refusals.FOREIGN_CHOICE(subject=subject, choice=foreign[0]))
        miscounted = refusals.MISCOUNTED(subject=subject, listed=listed, cast=self.cast)
        self.refuse_unless(listed == self.cast, miscounted)

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
                    organisations=[each.subject for each in some],
                    counts=some,
                    list_hash=self.hash,
                )
            )

    def _check_parts(self) -> None:
        """Whoever counts may not show more than the rules allow."""
        asked = {question.subject for question in self.questions}
        for part in self.ask.parts:
            own = part.tally is None or part.tally.subject == part.subject
            other = refusals.FOREIGN_PART(category=part.category, subject=part.subject)
            self.refuse_unless(own and part.subject in asked, other)
        breakdown = self.context.rules.of(BallotRules).breakdown
        minimum = breakdown.minimum if breakdown else None
        clause = breakdown.basis("minimum") if breakdown else None
        for total in self.totals:
            mine = [part for part in self.ask.parts if part.subject == total.subject]
            fine = not mine or (minimum is not None and tells_nothing(total, mine, minimum))
            telling = refusals.TELLING(clause=clause, subject=total.subject, minimum=minimum)
            self.refuse_unless(fine, telling)

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
        by_subject = (
            [part for part in self.ask.parts if part.subject == question.subject]
            for question in self.questions
        )
        found = (weighted(parts, weights.by_category) for parts in by_subject)
        return [each for each in found if each is not None]
