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


class FloorQuestion(
    Row, key=("meeting", "organisation", "question"), title="现场提问", rules=("S0-12",)
):
    """A question about a debrief, and its answer (S0-12)."""

    meeting: MeetingId
    organisation: OrganisationId
    question: Annotated[str, Meta(title="编号", description="The question's number")]
    cycle: CycleId
    category: Annotated[str, Meta(title="提问人类别", description="The category of who asked")]
    text: Annotated[str, Meta(title="问题", description="The question as asked")]
    answerer: Annotated[PersonId | None, Meta(title="答复人")] = None
    answer: Annotated[str | None, Meta(title="答复", description="What was answered")] = None


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


class FloorOpinion(Row, key=("meeting", "opinion"), title="意见建议", rules=("S0-11",)):
    """A written opinion or suggestion. Who wrote it is not known (S0-11)."""

    meeting: MeetingId
    opinion: Annotated[str, Meta(title="编号", description="The opinion's number")]
    cycle: CycleId
    organisation: OrganisationId | None
    kind: Annotated[str, Meta(title="类型", description="What sort it is")]
    text: Annotated[str, Meta(title="内容", description="What it says")]


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
    sheet: Annotated[str, Meta(title="编号", description="The sheet's number")]
    day: Annotated[date, Meta(title="会议日期", description="The day of the meeting")]
    people: Annotated[int, Meta(title="人数", description="How many people")]
    entered_by: Annotated[str, Meta(title="录入人", description="Who entered it")]
    state: Annotated[
        str, Meta(title="状态", description="entered 待复核，confirmed 已确认，rejected 已退回")
    ] = "entered"
    checked_by: Annotated[str | None, Meta(title="核对人", description="Who checked it")] = None
    reason: Annotated[str | None, Meta(title="退回原因", description="Why it was returned")] = None


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
