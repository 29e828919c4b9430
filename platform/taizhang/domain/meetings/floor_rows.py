"""What is shown of what was said from the floor, and of lists typed from paper."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.meetings.floor_events import (
    OpinionSubmitted,
    QuestionAnswered,
    QuestionAsked,
)
from taizhang.domain.meetings.paper_events import SheetConfirmed, SheetEntered, SheetRejected
from taizhang.domain.names import CycleId, MeetingId, OrganisationId, PersonId
from taizhang.projections.row import At, Row, folds


class FloorQuestion(Row, key=("meeting", "organisation", "question"), title="现场提问"):
    """A question about a debrief, and its answer (S0-12)."""

    meeting: MeetingId
    organisation: OrganisationId
    question: Annotated[str, Meta(title="编号")]
    cycle: CycleId
    category: Annotated[str, Meta(title="提问人类别")]
    text: Annotated[str, Meta(title="问题")]
    answerer: Annotated[PersonId | None, Meta(title="答复人")] = None
    answer: Annotated[str | None, Meta(title="答复")] = None


_QUESTION = ("meeting", "organisation", "question")


@folds(FloorQuestion, QuestionAsked, _QUESTION)
def _(row: FloorQuestion | None, event: QuestionAsked, at: At) -> FloorQuestion:
    return FloorQuestion(
        meeting=event.meeting,
        organisation=event.organisation,
        question=event.question,
        cycle=event.cycle,
        category=event.category,
        text=event.text,
    )


@folds(FloorQuestion, QuestionAnswered, _QUESTION)
def _(row: FloorQuestion | None, event: QuestionAnswered, at: At) -> FloorQuestion | None:
    return row and replace(row, answerer=event.answerer, answer=event.text)


class FloorOpinion(Row, key=("meeting", "opinion"), title="意见建议"):
    """A written opinion or suggestion. Who wrote it is not known (S0-11)."""

    meeting: MeetingId
    opinion: Annotated[str, Meta(title="编号")]
    cycle: CycleId
    organisation: OrganisationId | None
    kind: Annotated[str, Meta(title="类型")]
    text: Annotated[str, Meta(title="内容")]


@folds(FloorOpinion, OpinionSubmitted, ("meeting", "opinion"))
def _(row: FloorOpinion | None, event: OpinionSubmitted, at: At) -> FloorOpinion:
    return FloorOpinion(
        meeting=event.meeting,
        opinion=event.opinion,
        cycle=event.cycle,
        organisation=event.organisation,
        kind=event.kind,
        text=event.text,
    )


class CheckInSheet(Row, key=("meeting", "sheet"), title="签到表"):
    """A list typed from paper: by whom, for which day, and who checked it."""

    meeting: MeetingId
    sheet: Annotated[str, Meta(title="编号")]
    day: Annotated[date, Meta(title="会议日期")]
    people: Annotated[int, Meta(title="人数")]
    entered_by: Annotated[str, Meta(title="录入人")]
    state: Annotated[str, Meta(title="状态")] = "entered"
    checked_by: Annotated[str | None, Meta(title="核对人")] = None
    reason: Annotated[str | None, Meta(title="退回原因")] = None


_SHEET = ("meeting", "sheet")


@folds(CheckInSheet, SheetEntered, _SHEET)
def _(row: CheckInSheet | None, event: SheetEntered, at: At) -> CheckInSheet:
    return CheckInSheet(
        meeting=event.meeting,
        sheet=event.sheet,
        day=event.day,
        people=len({each.number for each in event.attendees}),
        entered_by=event.clerk,
    )


@folds(CheckInSheet, SheetConfirmed, _SHEET)
def _(row: CheckInSheet | None, event: SheetConfirmed, at: At) -> CheckInSheet | None:
    return row and replace(row, state="confirmed", checked_by=event.clerk)


@folds(CheckInSheet, SheetRejected, _SHEET)
def _(row: CheckInSheet | None, event: SheetRejected, at: At) -> CheckInSheet | None:
    return row and replace(row, state="rejected", checked_by=event.clerk, reason=event.reason)
