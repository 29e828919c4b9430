"""What is shown of a matter: where it stands, and what was found of it."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang import At, Row, folds
from taizhang.core import OrganisationId
from taizhang_plugins.deliberation import events as e
from taizhang_plugins.deliberation import watching_events as w
from taizhang_plugins.deliberation.names import MatterId


class Matter(Row, key=("matter",), title="议事事项", rules=("S0-23",)):
    """A matter, from the day it was opened to the disclosure of its outcome (S0-23)."""

    matter: MatterId
    organisation: OrganisationId
    title: Annotated[str, Meta(title="事项", description="What it is about")]
    kind: Annotated[str, Meta(title="事项类别", description="The kind of matter")]
    way: Annotated[str, Meta(title="办法", description="The way it is decided")]
    villagers: Annotated[
        bool, Meta(title="须由村民决定", description="Villagers have to decide it")
    ]
    state: Annotated[
        str,
        Meta(
            title="状态",
            description="open 议事中，resolved 已决议，lost 未通过，"
            "disclosed 决议已公开，finished 实施结果已公开，withdrawn 已撤回",
        ),
    ]
    opened_on: Annotated[date, Meta(title="登记日期", description="When it was entered")]
    steps: Annotated[list[str], Meta(title="全部步骤", description="All steps of its way")]
    done: Annotated[list[str], Meta(title="已办步骤", description="The steps done")] = []
    step: Annotated[str | None, Meta(title="目前步骤", description="Where it stands")] = None
    next_step: Annotated[
        str | None, Meta(title="下一步骤", description="The step that comes next")
    ] = None
    attempt: Annotated[int, Meta(title="第几次提出", description="Which attempt this is")] = 1
    provisional: Annotated[
        bool,
        Meta(
            title="暂算",
            description="Something of it rests on a national text that is not verified",
        ),
    ] = False
    resolved_on: Annotated[
        date | None, Meta(title="决议日期", description="When it was resolved")
    ] = None
    disclosed_on: Annotated[
        date | None, Meta(title="公开决议日期", description="When the resolution was disclosed")
    ] = None
    outcome_on: Annotated[
        date | None, Meta(title="公开结果日期", description="When the outcome was disclosed")
    ] = None
    until: Annotated[date | None, Meta(title="公开到", description="Disclosed up to this day")] = (
        None
    )
    objections: Annotated[
        int, Meta(title="未答复的异议", description="Objections not answered")
    ] = 0
    traced: Annotated[int, Meta(title="跟踪督查次数", description="How often it was traced")] = 0
    finding: Annotated[
        str | None, Meta(title="最近督查情况", description="What was found last")
    ] = None
    verdict: Annotated[str | None, Meta(title="述职评议意见", description="The verdict on it")] = (
        None
    )
    withdrawn_because: Annotated[
        str | None, Meta(title="撤回原因", description="Why it was withdrawn")
    ] = None


@folds(Matter, e.MatterOpened, "matter")
def _(row: Matter | None, event: e.MatterOpened, at: At) -> Matter:
    steps = [step.name for step in event.steps]
    return Matter(
        matter=event.matter,
        organisation=event.organisation,
        title=event.title,
        kind=event.kind,
        way=event.way,
        villagers=event.villagers,
        state="open",
        opened_on=at.on,
        steps=steps,
        next_step=steps[0] if steps else None,
        provisional=event.provisional,
    )


@folds(Matter, e.StepTaken, "matter")
def _(row: Matter | None, event: e.StepTaken, at: At) -> Matter | None:
    if row is None:
        return None
    row = _advanced(row, [event.step, *event.merged], event.provisional)
    if event.act != "resolve":
        return replace(row, state="open")
    return replace(row, state="resolved", resolved_on=event.held_on)


@folds(Matter, e.VoteLost, "matter")
def _(row: Matter | None, event: e.VoteLost, at: At) -> Matter | None:
    return row and replace(
        row,
        state="lost",
        done=[],
        step=event.step,
        next_step=next(iter(row.steps), None),
        attempt=row.attempt + 1,
        provisional=row.provisional or event.provisional,
    )


@folds(Matter, e.Disclosed, "matter")
def _(row: Matter | None, event: e.Disclosed, at: At) -> Matter | None:
    if row is None:
        return None
    row = replace(_advanced(row, [event.step], event.provisional), until=event.until)
    if event.act == "disclose_resolution":
        return replace(row, state="disclosed", disclosed_on=event.held_on)
    return replace(row, state="finished", outcome_on=event.held_on)


@folds(Matter, e.DisclosureEnded, "matter")
def _(row: Matter | None, event: e.DisclosureEnded, at: At) -> Matter | None:
    return row and replace(row, until=None)


@folds(Matter, e.MatterWithdrawn, "matter")
def _(row: Matter | None, event: e.MatterWithdrawn, at: At) -> Matter | None:
    return row and replace(row, state="withdrawn", next_step=None, withdrawn_because=event.reason)


@folds(Matter, w.ObjectionRaised, "matter")
def _(row: Matter | None, event: w.ObjectionRaised, at: At) -> Matter | None:
    return row and replace(row, objections=row.objections + 1)


@folds(Matter, w.ObjectionAnswered, "matter")
def _(row: Matter | None, event: w.ObjectionAnswered, at: At) -> Matter | None:
    return row and replace(row, objections=max(0, row.objections - 1))


@folds(Matter, w.MatterTraced, "matter")
def _(row: Matter | None, event: w.MatterTraced, at: At) -> Matter | None:
    return row and replace(row, traced=row.traced + 1, finding=event.finding)


@folds(Matter, w.MatterJudged, "matter")
def _(row: Matter | None, event: w.MatterJudged, at: At) -> Matter | None:
    return row and replace(row, verdict=event.verdict)


def _advanced(row: Matter, steps: list[str], provisional: bool) -> Matter:
    done = [*row.done, *steps]
    return replace(
        row,
        done=done,
        step=steps[-1],
        next_step=next((step for step in row.steps if step not in done), None),
        provisional=row.provisional or provisional,
    )
