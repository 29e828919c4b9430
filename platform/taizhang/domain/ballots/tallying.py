"""Tallying: every ballot of a closed box is accounted for in the list of every question."""

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots import refusals
from taizhang.domain.ballots.commands import RecordTally
from taizhang.domain.ballots.events import BoxClosed, BoxOpened, Question, Tallied
from taizhang.domain.ballots.lists import BLANK, ChoiceList, list_hash
from taizhang.domain.names import BOX
from taizhang.errors import Refused
from taizhang.tenancy.roles import Role


@decides(RecordTally, by=Role.TELLER)
class Tallying(Slice[RecordTally]):
    """No result before the close. A recount records nothing new, or is refused if it differs."""

    recorded: str | None = None
    state = "open"
    meeting = ""
    cycle = ""
    cast = 0
    checked_in = 0

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
    def _(self, cast: int, checked_in: int, valid: bool) -> None:
        self.cast, self.checked_in = cast, checked_in
        self.state = "closed" if valid else "invalid"

    @event(Tallied)
    def _(self, list_hash: str) -> None:
        self.recorded = list_hash

    def execute(self) -> None:
        box, recorded = self.ask.box, self.recorded
        self.refuse_unless(self.state != "open", refusals.NOT_CLOSED(box=box))
        many = refusals.INVALID_VOTE(cast=self.cast, checked_in=self.checked_in)
        self.refuse_unless(self.state != "invalid", many)
        self._check_lists()
        differs = refusals.RECOUNT_DIFFERS(box=box, recorded=recorded, given=self.hash)
        self.refuse_unless(recorded in (None, self.hash), differs)
        if recorded is None:
            self.record(self._tallied())

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

    def _tallied(self) -> Tallied:
        pairs = zip(self.questions, self.ask.lists, strict=True)
        return Tallied(
            box=self.ask.box,
            cycle=self.cycle,
            meeting=self.meeting,
            organisations=[question.subject for question in self.questions],
            counts=[each.tally(question.choices) for question, each in pairs],
            list_hash=self.hash,
        )
