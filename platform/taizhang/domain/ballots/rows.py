"""What is shown of a box. While a box is open nothing is shown that its ballots say."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.ballots.count_events import Tallied
from taizhang.domain.ballots.events import BoxClosed, BoxOpened, CastingEnded, Duty, OfficerNamed
from taizhang.domain.ballots.paper_events import (
    PapersCounted,
)
from taizhang.domain.ballots.slip_events import SlipsSealed, SlipVoided
from taizhang.domain.names import BoxId, CycleId, MeetingId
from taizhang.projections.row import At, Row, folds

State = Literal["prepared", "open", "ended", "closed", "invalid", "tallied"]
_FOUR_PLACES = Decimal("0.0001")


class Box(Row, key=("box",), title="票箱", plural="Boxes", rules=("S1-12", "S2-08")):
    """One ballot box, from the printing of its slips to the count."""

    box: BoxId
    meeting: MeetingId
    state: Annotated[
        State,
        Meta(
            title="状态",
            description="prepared 已印票，open 投票中，ended 投票结束，"
            "closed 已封箱，invalid 无效，tallied 已计票",
        ),
    ]
    registered: Annotated[int, Meta(title="印制选票", description="Slips printed")]
    slips_root: Annotated[str, Meta(title="选票校验值", description="The Merkle root of the slips")]
    void: Annotated[int, Meta(title="作废选票", description="Slips that are void")] = 0
    cycle: CycleId | None = None
    questions: Annotated[int, Meta(title="测评题数", description="How many questions")] = 0
    present_at_opening: Annotated[
        int | None, Meta(title="开箱时到会人数", description="Present when it was opened")
    ] = None
    checked_in: Annotated[int | None, Meta(title="签到人数", description="How many checked in")] = (
        None
    )
    cast: Annotated[int | None, Meta(title="投票数", description="Ballots cast")] = None
    unused: Annotated[int | None, Meta(title="未用选票", description="Slips not used")] = None
    papers: Annotated[int | None, Meta(title="纸质票数", description="Ballots on paper")] = None
    given_out: Annotated[int | None, Meta(title="发出纸质票", description="Papers given out")] = (
        None
    )
    returned: Annotated[
        int | None, Meta(title="收回纸质票", description="Papers that came back")
    ] = None
    turnout: Annotated[Decimal | None, Meta(title="投票率", description="cast / checked in")] = None


@folds(Box, SlipsSealed, "box")
def _(row: Box | None, event: SlipsSealed, at: At) -> Box:
    return Box(
        box=event.box,
        meeting=event.meeting,
        state="prepared",
        registered=event.count,
        slips_root=event.root,
    )


@folds(Box, SlipVoided, "box")
def _(row: Box | None, event: SlipVoided, at: At) -> Box | None:
    return row and replace(row, void=row.void + 1)


@folds(Box, BoxOpened, "box")
def _(row: Box | None, event: BoxOpened, at: At) -> Box | None:
    return row and replace(
        row,
        cycle=event.cycle,
        state="open",
        questions=len(event.questions),
        present_at_opening=event.present,
    )


@folds(Box, PapersCounted, "box")
def _(row: Box | None, event: PapersCounted, at: At) -> Box | None:
    return row and replace(row, given_out=event.given_out, returned=event.returned)


@folds(Box, CastingEnded, "box")
def _(row: Box | None, event: CastingEnded, at: At) -> Box | None:
    return row and replace(row, state="ended")


@folds(Box, BoxClosed, "box")
def _(row: Box | None, event: BoxClosed, at: At) -> Box | None:
    share = Decimal(event.cast) / event.checked_in if event.checked_in else None
    return row and replace(
        row,
        state="closed" if event.valid else "invalid",
        checked_in=event.checked_in,
        cast=event.cast,
        unused=event.unused,
        papers=event.papers,
        turnout=share and share.quantize(_FOUR_PLACES),
    )


@folds(Box, Tallied, "box")
def _(row: Box | None, event: Tallied, at: At) -> Box | None:
    return row and replace(row, state="tallied")


class Officer(Row, key=("box", "attendee"), title="监票人、计票人、代写人", plural="Officers"):
    """Who does which duty at a box, by number in the list of attendees."""

    box: BoxId
    attendee: Annotated[
        str, Meta(title="参会人编号", description="The number on the list of attendees")
    ]
    duty: Annotated[
        Duty, Meta(title="职责", description="scrutineer 监票人，counter 计票人，writer 代写人")
    ]


@folds(Officer, OfficerNamed, ("box", "attendee"))
def _(row: Officer | None, event: OfficerNamed, at: At) -> Officer:
    return Officer(box=event.box, attendee=event.attendee, duty=event.duty)
