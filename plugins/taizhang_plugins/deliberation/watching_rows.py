"""What is shown of objections to matters, and of reviews of files."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang import At, Row, folds
from taizhang.core import OrganisationId
from taizhang_plugins.deliberation import watching_events as w
from taizhang_plugins.deliberation.names import FileReviewId, MatterId, MatterObjectionId


class MatterObjection(Row, key=("objection",), title="监督异议", rules=("S0-31",)):
    """An objection of a supervising body, and its answer."""

    objection: MatterObjectionId
    matter: MatterId
    organisation: OrganisationId
    body: Annotated[str, Meta(title="监督机构", description="The body that supervises")]
    text: Annotated[str, Meta(title="异议", description="What is objected to")]
    before: Annotated[str | None, Meta(title="在哪一步之前", description="Before which step")]
    stops: Annotated[
        bool,
        Meta(title="答复前不得办理下一步", description="It stops the next step until answered"),
    ]
    raised_on: Annotated[date, Meta(title="提出日期", description="When it was raised")]
    answer: Annotated[str | None, Meta(title="答复", description="What was answered")] = None
    answered_on: Annotated[
        date | None, Meta(title="答复日期", description="When it was answered")
    ] = None


@folds(MatterObjection, w.ObjectionRaised, "objection")
def _(row: MatterObjection | None, event: w.ObjectionRaised, at: At) -> MatterObjection:
    return MatterObjection(
        objection=event.objection,
        matter=event.matter,
        organisation=event.organisation,
        body=event.body,
        text=event.text,
        before=event.before,
        stops=event.stops,
        raised_on=at.on,
    )


@folds(MatterObjection, w.ObjectionAnswered, "objection")
def _(row: MatterObjection | None, event: w.ObjectionAnswered, at: At) -> MatterObjection | None:
    return row and replace(row, answer=event.answer, answered_on=at.on)


class FileReview(Row, key=("review",), title="查阅资料", rules=("S2-10", "S4-11", "S4-13")):
    """What was looked for in a village's files, and what was there (S2-10, S4-11, S4-13)."""

    review: FileReviewId
    organisation: OrganisationId
    reviewed_on: Annotated[date, Meta(title="查阅日期", description="When files were reviewed")]
    reviewers: Annotated[list[str], Meta(title="查阅人", description="Who reviewed")]
    items: Annotated[list[w.Reviewed], Meta(title="查阅事项", description="What was looked for")]
    lacking: Annotated[int, Meta(title="缺少的项数", description="How many were lacking")]


@folds(FileReview, w.FilesReviewed, "review")
def _(row: FileReview | None, event: w.FilesReviewed, at: At) -> FileReview:
    return FileReview(
        review=event.review,
        organisation=event.organisation,
        reviewed_on=event.reviewed_on,
        reviewers=event.reviewers,
        items=event.items,
        lacking=event.lacking,
    )
