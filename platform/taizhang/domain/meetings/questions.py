"""Questions from the floor on a debrief, answered by whoever debriefed (S0-12)."""

from typing import Annotated, TypeVar

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.meetings.admission import check_categories
from taizhang.domain.meetings.floor_events import (
    QuestionAnswered,
    QuestionAsked,
)
from taizhang.domain.meetings.subjects import OnSubject, SubjectCommand
from taizhang.domain.names import MEETING, ORGANISATION, PersonId, Text
from taizhang.domain.refusals import TAKEN, unknown, wrong_state
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NO_QUESTIONS = Refusal(
    "meetings.no_questions",
    zh="本次会议不安排现场提问",
    en="no questions are taken from the floor",
    rule="S0-12",
)
NOT_THE_DEBRIEFER = Refusal(
    "meetings.not_the_debriefer",
    zh="现场提问由“{name}”的述职人（{debriefer}）答复，不是 {person}",
    en="{debriefer} debriefed for {name} and answers, not {person}",
    rule="S0-12",
)

ItemId = Annotated[str, Meta(min_length=1, max_length=64, pattern=r"^[^\s:/\x00]+$")]


class QuestionCommand(SubjectCommand):
    """Asks something about one question from the floor."""

    question: Annotated[ItemId, Meta(title="提问编号")]
    text: Annotated[Text, Meta(title="内容")]


class AskQuestion(QuestionCommand, name="meetings.ask_question", title="现场提问"):
    """Record a question that an attendee of a category asked about a debrief."""

    category: Annotated[Text, Meta(title="参会类别")]


class AnswerQuestion(QuestionCommand, name="meetings.answer_question", title="现场答复"):
    """Record the answer to a question. Whoever debriefed answers."""

    answerer: Annotated[PersonId | None, Meta(title="答复人")] = None


Asked = TypeVar("Asked", bound=QuestionCommand)


class OnQuestion(OnSubject[Asked]):
    """Knows the questions that were asked about a unit here."""

    def __init__(self, ask: Asked) -> None:
        super().__init__(ask)
        self.asked: set[str] = set()
        self.answered: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        about = [MEETING(self.ask.meeting), ORGANISATION(self.ask.organisation)]
        kinds = [QuestionAsked, QuestionAnswered]
        return [*super().consistency_boundary(), Selector(kinds, about)]

    @event(QuestionAsked)
    def _was_asked(self, question: str) -> None:
        self.asked.add(question)

    @event(QuestionAnswered)
    def _was_answered(self, question: str) -> None:
        self.answered.add(question)


@decides(AskQuestion, by=(Role.CLERK, Role.TELLER))
class Asking(OnQuestion[AskQuestion]):
    """A question is about a debrief that was held, by somebody of a category that was invited."""

    def execute(self) -> None:
        ask = self.ask
        self.require_subject(ask.organisation)
        rules = self.provisions
        barred = NO_QUESTIONS(clause=rules.questions.basis("allowed"))
        self.refuse_unless(rules.questions.allowed is not False, barred)
        check_categories([ask.category], rules.attendees)
        unheard = wrong_state("述职", ask.organisation, "未述职", "已述职", name=self.name)
        self.refuse_unless("debrief" in self.steps, unheard)
        self.refuse_unless(ask.question not in self.asked, TAKEN(kind="提问", id=ask.question))
        self.record(
            QuestionAsked(
                meeting=ask.meeting,
                cycle=self.cycle,
                organisation=ask.organisation,
                question=ask.question,
                category=ask.category,
                text=ask.text,
            )
        )


@decides(AnswerQuestion, by=(Role.CLERK, Role.TELLER))
class Answering(OnQuestion[AnswerQuestion]):
    """A question is answered once, by whoever debriefed."""

    def execute(self) -> None:
        ask, debriefer = self.ask, self.debriefer
        self.require_subject(ask.organisation)
        self.refuse_unless(ask.question in self.asked, unknown("提问", ask.question))
        answered = wrong_state("提问", ask.question, "已答复", "未答复")
        self.refuse_unless(ask.question not in self.answered, answered)
        answerer = ask.answerer or debriefer
        fitting = debriefer is None or answerer == debriefer
        clause = self.provisions.questions.basis("allowed")
        said = {"name": self.name, "debriefer": debriefer, "person": answerer}
        other = NOT_THE_DEBRIEFER(clause=clause, organisation=ask.organisation, **said)
        self.refuse_unless(fitting, other)
        self.record(
            QuestionAnswered(
                meeting=ask.meeting,
                cycle=self.cycle,
                organisation=ask.organisation,
                question=ask.question,
                answerer=answerer,
                text=ask.text,
            )
        )
