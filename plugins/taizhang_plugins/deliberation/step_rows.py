"""What is shown of each step of a matter, as it was held."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang import At, Row, folds
from taizhang.core import AttachmentHash, OrganisationId
from taizhang_plugins.deliberation import events as e
from taizhang_plugins.deliberation.names import MatterId


class MatterStep(Row, key=("matter", "attempt", "step"), title="议事步骤", rules=("S0-23",)):
    """One step of a matter as it was held: a sitting with its figures, or a disclosure."""

    matter: MatterId
    attempt: Annotated[int, Meta(title="第几次提出", description="Which attempt this is")]
    step: Annotated[str, Meta(title="步骤", description="The step's name")]
    held_on: Annotated[date, Meta(title="日期", description="The day it was held")]
    organisation: OrganisationId
    act: Annotated[str, Meta(title="性质", description="What sort of step")]
    merged: Annotated[
        list[str], Meta(title="合并的步骤", description="Steps held together with it")
    ] = []
    body: Annotated[str | None, Meta(title="议事机构", description="The body that sat")] = None
    whole: Annotated[int | None, Meta(title="全体人数", description="How many it has in all")] = (
        None
    )
    due: Annotated[int | None, Meta(title="应到人数", description="How many were due")] = None
    present: Annotated[int | None, Meta(title="实到人数", description="How many came")] = None
    votes_for: Annotated[int | None, Meta(title="赞成", description="Votes for it")] = None
    against: Annotated[int | None, Meta(title="反对", description="Votes against it")] = None
    abstain: Annotated[int | None, Meta(title="弃权", description="Abstentions")] = None
    carried: Annotated[bool | None, Meta(title="通过", description="Whether it was carried")] = None
    notice_on: Annotated[
        date | None, Meta(title="通知日期", description="When notice was given")
    ] = None
    minutes: Annotated[str | None, Meta(title="会议记录", description="What was recorded")] = None
    evidence: AttachmentHash | None = None
    places: Annotated[list[str], Meta(title="公开地点", description="Where it was disclosed")] = []
    until: Annotated[date | None, Meta(title="公开到", description="Disclosed up to this day")] = (
        None
    )
    ended_on: Annotated[
        date | None, Meta(title="公开期满日期", description="When the disclosure ended")
    ] = None
    texts: Annotated[
        list[str], Meta(title="依据的国家文本", description="The national texts it rests on")
    ] = []
    provisional: Annotated[
        bool, Meta(title="暂算", description="It rests on a text that is not verified")
    ] = False


@folds(MatterStep, e.StepTaken, ("matter", "attempt", "step"))
def _(row: MatterStep | None, event: e.StepTaken, at: At) -> MatterStep:
    return _sat(event, carried=True)


@folds(MatterStep, e.VoteLost, ("matter", "attempt", "step"))
def _(row: MatterStep | None, event: e.VoteLost, at: At) -> MatterStep:
    return _sat(event, carried=False)


@folds(MatterStep, e.Disclosed, ("matter", "attempt", "step"))
def _(row: MatterStep | None, event: e.Disclosed, at: At) -> MatterStep:
    return MatterStep(
        matter=event.matter,
        attempt=event.attempt,
        step=event.step,
        held_on=event.held_on,
        organisation=event.organisation,
        act=event.act,
        places=event.places,
        until=event.until,
        evidence=event.evidence,
        texts=event.texts,
        provisional=event.provisional,
    )


@folds(MatterStep, e.DisclosureEnded, ("matter", "attempt", "step"))
def _(row: MatterStep | None, event: e.DisclosureEnded, at: At) -> MatterStep | None:
    return row and replace(row, ended_on=event.ended_on)


def _sat(event: e.StepTaken | e.VoteLost, *, carried: bool) -> MatterStep:
    return MatterStep(
        matter=event.matter,
        attempt=event.attempt,
        step=event.step,
        held_on=event.held_on,
        organisation=event.organisation,
        act=event.act,
        merged=event.merged,
        body=event.body,
        whole=event.whole,
        due=event.due,
        present=event.present,
        votes_for=event.votes_for,
        against=event.against,
        abstain=event.abstain,
        carried=carried,
        notice_on=event.notice_on,
        minutes=event.minutes,
        evidence=event.evidence,
        texts=event.texts,
        provisional=event.provisional,
    )
