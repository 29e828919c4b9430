"""What is shown of a unit's report in a cycle."""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import CycleId, OrganisationId
from taizhang.domain.reports.contents import Account, Answer, Attachment, Commitment
from taizhang.domain.reports.events import (
    ReportAccepted,
    ReportChecked,
    ReportConfirmed,
    ReportCovered,
    ReportReturned,
    ReportSubmitted,
    ReportWithdrawn,
    Section,
)
from taizhang.projections.row import At, Row, folds


class Report(
    Row,
    key=("cycle", "organisation"),
    title="述职报告",
    rules=("S0-04", "S0-06", "S1-07", "S1-08", "S1-10"),
):
    """A unit's debrief report in one cycle, as it stands; `ReportEdition` shows all versions."""

    cycle: CycleId
    organisation: OrganisationId
    state: Annotated[
        str,
        Meta(
            title="状态",
            description="submitted 待审阅，withdrawn 已撤回，returned 已退回，accepted 已审阅",
        ),
    ]
    version: Annotated[int, Meta(title="版本", description="The version's number")]
    sections: Annotated[
        list[Section], Meta(title="内容", description="Its text in parts, by content head")
    ]
    characters: Annotated[int, Meta(title="字数", description="Length in characters")]
    achievement_characters: Annotated[
        int, Meta(title="成绩字数", description="Characters on achievements")
    ]
    returned_because: Annotated[
        str | None, Meta(title="退回原因", description="Why it was returned")
    ] = None
    missing_heads: Annotated[
        list[int], Meta(title="缺少的内容项", description="Content heads that it lacks")
    ] = []
    commitments: Annotated[
        list[Commitment], Meta(title="整改承诺", description="What the unit commits to mend")
    ] = []
    accounts: Annotated[
        list[Account],
        Meta(
            title="上年承诺和未销号问题的交代", description="Last year's commitments accounted for"
        ),
    ] = []
    attachments: Annotated[
        list[Attachment], Meta(title="附件", description="The files that belong to it")
    ] = []
    entered_by: Annotated[
        str | None, Meta(title="代录人", description="Who entered it on behalf")
    ] = None
    owned_by: Annotated[
        str | None, Meta(title="代录报告的确认方式", description="How the unit made it its own")
    ] = None
    answers: Annotated[
        list[Answer], Meta(title="审阅核对", description="The reviewer's list, answered")
    ] = []


_KEY = ("cycle", "organisation")


@folds(Report, ReportSubmitted, _KEY)
def _(row: Report | None, event: ReportSubmitted, at: At) -> Report:
    return Report(
        cycle=event.cycle,
        organisation=event.organisation,
        state="submitted",
        version=event.version,
        sections=event.sections,
        characters=event.characters,
        achievement_characters=event.achievement_characters,
        commitments=event.commitments,
        accounts=event.accounts,
        attachments=event.attachments,
        entered_by=event.entered_by,
    )


@folds(Report, ReportWithdrawn, _KEY)
def _(row: Report | None, event: ReportWithdrawn, at: At) -> Report | None:
    return row and replace(row, state="withdrawn")


@folds(Report, ReportConfirmed, _KEY)
def _(row: Report | None, event: ReportConfirmed, at: At) -> Report | None:
    return row and replace(row, owned_by="confirmation")


@folds(Report, ReportCovered, _KEY)
def _(row: Report | None, event: ReportCovered, at: At) -> Report | None:
    return row and replace(row, owned_by="scan", attachments=[*row.attachments, event.scan])


@folds(Report, ReportChecked, _KEY)
def _(row: Report | None, event: ReportChecked, at: At) -> Report | None:
    return row and replace(row, answers=event.answers)


@folds(Report, ReportReturned, _KEY)
def _(row: Report | None, event: ReportReturned, at: At) -> Report | None:
    return row and replace(
        row,
        state="returned",
        returned_because=event.reason,
        missing_heads=event.missing_heads,
    )


@folds(Report, ReportAccepted, _KEY)
def _(row: Report | None, event: ReportAccepted, at: At) -> Report | None:
    return row and replace(row, state="accepted", returned_because=None, missing_heads=[])
