"""What is shown of reports."""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import CycleId, OrganisationId
from taizhang.domain.reports.events import (
    ReportAccepted,
    ReportReturned,
    ReportSubmitted,
    Section,
)
from taizhang.projections.row import At, Row, folds


class Report(Row, key=("cycle", "organisation"), title="述职报告"):
    """A unit's debrief report in one cycle; earlier versions are in its history."""

    cycle: CycleId
    organisation: OrganisationId
    state: Annotated[str, Meta(title="状态")]
    version: Annotated[int, Meta(title="版本")]
    sections: Annotated[list[Section], Meta(title="内容")]
    characters: Annotated[int, Meta(title="字数")]
    achievement_characters: Annotated[int, Meta(title="成绩字数")]
    returned_because: Annotated[str | None, Meta(title="退回原因")] = None
    missing_heads: Annotated[list[int], Meta(title="缺少的内容项")] = []


@folds(Report, ReportSubmitted, ("cycle", "organisation"))
def _(row: Report | None, event: ReportSubmitted, at: At) -> Report:
    return Report(
        cycle=event.cycle,
        organisation=event.organisation,
        state="submitted",
        version=event.version,
        sections=event.sections,
        characters=event.characters,
        achievement_characters=event.achievement_characters,
    )


@folds(Report, ReportReturned, ("cycle", "organisation"))
def _(row: Report | None, event: ReportReturned, at: At) -> Report | None:
    return row and replace(
        row,
        state="returned",
        returned_because=event.reason,
        missing_heads=event.missing_heads,
    )


@folds(Report, ReportAccepted, ("cycle", "organisation"))
def _(row: Report | None, event: ReportAccepted, at: At) -> Report | None:
    return row and replace(row, state="accepted", returned_because=None, missing_heads=[])
