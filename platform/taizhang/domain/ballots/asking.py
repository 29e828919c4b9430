"""Asking: what a ballot may ask, of whom, and when in a meeting.

Units and persons enrolled in the cycle, one question a line, each item with the tenant's own
words. A person is heard and commented on with the unit that they serve.
"""

from taizhang.commands.slice import event
from taizhang.domain.ballots import refusals
from taizhang.domain.ballots.commands import OpenBox
from taizhang.domain.ballots.questions import Question, called
from taizhang.domain.ballots.rules import BallotRules, Form
from taizhang.domain.enrolment import Enrolment
from taizhang.domain.meetings.agenda import keep_order
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.meetings.kinds import kind_of
from taizhang.domain.meetings.rules import MeetingRules, Step
from taizhang.domain.meetings.sitting import Sitting
from taizhang.domain.refusals import not_assessed


class Asking(Sitting[OpenBox], Enrolment[OpenBox]):
    """Knows who is assessed, and how far the meeting has got with each unit."""

    def __init__(self, ask: OpenBox) -> None:
        super().__init__(ask)
        self.steps: dict[str, set[Step]] = {}

    @event(DebriefHeld)
    def _debriefed(self, organisation: str) -> None:
        self.steps.setdefault(organisation, set()).add("debrief")

    @event(CommentGiven)
    def _commented(self, organisation: str) -> None:
        self.steps.setdefault(organisation, set()).add("comment")

    def check_questions(self) -> None:
        """Raise Refused for a line that stands twice, a stranger, or words of one's own."""
        forms = self.context.rules.of(BallotRules).forms
        seen: set[str] = set()
        for question in self.ask.questions:
            subject, name = question.subject, self.name_of(question.subject)
            line = {"subject": question.line, "name": called(question, name)}
            twice = refusals.SUBJECT_TWICE(item=question.item, **line)
            self.refuse_unless(question.line not in seen, twice)
            seen.add(question.line)
            stranger = not_assessed(subject, name, self.ask.cycle)
            self.refuse_unless(question.subject in self.enrolled, stranger)
            self._check_words(question, forms)
            self._check_item(question)

    def _check_item(self, question: Question) -> None:
        """What one kind of meeting votes on, another may not (S2-08, S2-11)."""
        kind = kind_of(self.context.rules.of(MeetingRules), self.kind)
        if kind is None or kind.items is None:
            return
        elsewhere = refusals.NOT_ASKED_HERE(
            clause=kind.basis("items"),
            item=question.item,
            kind=kind.name,
            known="、".join(kind.items),
        )
        self.refuse_unless(question.item in kind.items, elsewhere)

    def _check_words(self, question: Question, forms: dict[str, Form]) -> None:
        form = forms.get(question.item)
        if form is None:
            own, known = (
                next(iter(forms.values())),
                "、".join(item or "（不分项）" for item in forms),
            )
            clause = own.basis("item")
            item = refusals.UNKNOWN_ITEM(clause=clause, item=question.item, known=known)
            self.refuse_unless(False, item)
            return
        given, scale = "、".join(question.choices), "、".join(form.scale)
        other = refusals.SCALE(
            clause=form.basis("scale"),
            subject=question.line,
            name=called(question, self.name_of(question.subject)),
            given=given,
            scale=scale,
        )
        self.refuse_unless(question.choices == form.scale, other)

    def check_agenda(self) -> None:
        """Raise Refused, or warn, where it is not the ballot's turn for a unit."""
        units = dict.fromkeys(self.unit_of(each.subject) for each in self.ask.questions)
        keep_order(
            self, self.provisions.agenda, "ballot", [(u, self.steps.get(u, set())) for u in units]
        )
