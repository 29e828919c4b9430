"""What is shown of a village as a whole: its compliance list (S0-23, S2-10)."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang import At, Row, folds
from taizhang.core import OrganisationId
from taizhang_plugins.deliberation import events as e
from taizhang_plugins.deliberation import watching_events as w


class ComplianceList(
    Row, key=("organisation",), title="四议两公开落实清单", rules=("S0-23", "S2-10")
):
    """A village's compliance list: its matters by state, what is undisclosed, what files lack."""

    organisation: OrganisationId
    under_way: Annotated[
        list[str], Meta(title="议事中的事项", description="Matters under way")
    ] = []
    undisclosed: Annotated[
        list[str], Meta(title="已决议未公开的事项", description="Resolved, not disclosed")
    ] = []
    disclosed: Annotated[
        int, Meta(title="已公开决议的事项数", description="Matters with a disclosed resolution")
    ] = 0
    finished: Annotated[
        int, Meta(title="已公开结果的事项数", description="Matters with a disclosed outcome")
    ] = 0
    lost: Annotated[int, Meta(title="表决未通过次数", description="Votes that were lost")] = 0
    withdrawn: Annotated[int, Meta(title="撤回的事项数", description="Matters withdrawn")] = 0
    objections: Annotated[
        list[str], Meta(title="未答复的异议", description="Objections not answered")
    ] = []
    traced: Annotated[int, Meta(title="跟踪督查次数", description="How often it was traced")] = 0
    provisional: Annotated[
        bool, Meta(title="暂算", description="It rests on a text that is not verified")
    ] = False
    reviewed_on: Annotated[
        date | None, Meta(title="最近查阅日期", description="When files were reviewed last")
    ] = None
    present: Annotated[
        list[str], Meta(title="资料齐全的事项", description="Items whose files are there")
    ] = []
    lacking: Annotated[
        list[str], Meta(title="资料缺少的事项", description="Items whose files are lacking")
    ] = []
    routines: Annotated[
        int, Meta(title="执行议事制度次数", description="How often its routine was kept")
    ] = 0
    last_routine_on: Annotated[
        date | None,
        Meta(title="最近执行议事制度日期", description="When its routine was kept last"),
    ] = None


def _of(row: ComplianceList | None, organisation: str) -> ComplianceList:
    return row or ComplianceList(organisation=organisation)


def _without(named: list[str], one: str) -> list[str]:
    return [each for each in named if each != one]


@folds(ComplianceList, e.MatterOpened, "organisation")
def _(row: ComplianceList | None, event: e.MatterOpened, at: At) -> ComplianceList:
    row = _of(row, event.organisation)
    provisional = row.provisional or event.provisional
    return replace(row, under_way=[*row.under_way, event.matter], provisional=provisional)


@folds(ComplianceList, e.StepTaken, "organisation")
def _(row: ComplianceList | None, event: e.StepTaken, at: At) -> ComplianceList:
    row = _of(row, event.organisation)
    row = replace(row, provisional=row.provisional or event.provisional)
    if event.act != "resolve":
        return row
    return replace(
        row,
        under_way=_without(row.under_way, event.matter),
        undisclosed=[*row.undisclosed, event.matter],
    )


@folds(ComplianceList, e.VoteLost, "organisation")
def _(row: ComplianceList | None, event: e.VoteLost, at: At) -> ComplianceList:
    row = _of(row, event.organisation)
    provisional = row.provisional or event.provisional
    return replace(row, lost=row.lost + 1, provisional=provisional)


@folds(ComplianceList, e.Disclosed, "organisation")
def _(row: ComplianceList | None, event: e.Disclosed, at: At) -> ComplianceList:
    row = _of(row, event.organisation)
    row = replace(
        row,
        undisclosed=_without(row.undisclosed, event.matter),
        provisional=row.provisional or event.provisional,
    )
    if event.act == "disclose_resolution":
        return replace(row, disclosed=row.disclosed + 1)
    return replace(row, disclosed=max(0, row.disclosed - 1), finished=row.finished + 1)


@folds(ComplianceList, e.MatterWithdrawn, "organisation")
def _(row: ComplianceList | None, event: e.MatterWithdrawn, at: At) -> ComplianceList:
    row = _of(row, event.organisation)
    under_way = _without(row.under_way, event.matter)
    return replace(row, under_way=under_way, withdrawn=row.withdrawn + 1)


@folds(ComplianceList, w.ObjectionRaised, "organisation")
def _(row: ComplianceList | None, event: w.ObjectionRaised, at: At) -> ComplianceList:
    row = _of(row, event.organisation)
    return replace(row, objections=[*row.objections, event.objection])


@folds(ComplianceList, w.ObjectionAnswered, "organisation")
def _(row: ComplianceList | None, event: w.ObjectionAnswered, at: At) -> ComplianceList:
    row = _of(row, event.organisation)
    return replace(row, objections=_without(row.objections, event.objection))


@folds(ComplianceList, w.MatterTraced, "organisation")
def _(row: ComplianceList | None, event: w.MatterTraced, at: At) -> ComplianceList:
    row = _of(row, event.organisation)
    return replace(row, traced=row.traced + 1)


@folds(ComplianceList, w.FilesReviewed, "organisation")
def _(row: ComplianceList | None, event: w.FilesReviewed, at: At) -> ComplianceList:
    return replace(
        _of(row, event.organisation),
        reviewed_on=event.reviewed_on,
        present=[each.item for each in event.items if each.found],
        lacking=[each.item for each in event.items if not each.found],
    )


@folds(ComplianceList, w.RoutineKept, "organisation")
def _(row: ComplianceList | None, event: w.RoutineKept, at: At) -> ComplianceList:
    row = _of(row, event.organisation)
    return replace(row, routines=row.routines + 1, last_routine_on=event.kept_on)
