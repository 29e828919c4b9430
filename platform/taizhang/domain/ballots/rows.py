"""What is shown of a vote. While a box is open nothing is shown that its ballots say."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.ballots.events import (
    BoxClosed,
    BoxOpened,
    SlipsSealed,
    SlipVoided,
    Tallied,
)
from taizhang.domain.names import BoxId, CycleId, MeetingId, OrganisationId
from taizhang.projections.row import At, Key, Row, folds

State = Literal["prepared", "open", "closed", "invalid", "tallied"]
_FOUR_PLACES = Decimal("0.0001")


class Box(Row, key=("box",), title="票箱", plural="Boxes"):
    """One ballot box, from the printing of its slips to the count."""

    box: BoxId
    meeting: MeetingId
    state: Annotated[State, Meta(title="状态")]
    registered: Annotated[int, Meta(title="印制选票")]
    slips_root: Annotated[str, Meta(title="选票校验值")]
    void: Annotated[int, Meta(title="作废选票")] = 0
    cycle: CycleId | None = None
    questions: Annotated[int, Meta(title="测评对象数")] = 0
    present_at_opening: Annotated[int | None, Meta(title="开箱时到会人数")] = None
    checked_in: Annotated[int | None, Meta(title="签到人数")] = None
    cast: Annotated[int | None, Meta(title="投票数")] = None
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


@folds(Box, BoxClosed, "box")
def _(row: Box | None, event: BoxClosed, at: At) -> Box | None:
    share = Decimal(event.cast) / event.checked_in if event.checked_in else None
    return row and replace(
        row,
        state="closed" if event.valid else "invalid",
        checked_in=event.checked_in,
        cast=event.cast,
        turnout=share and share.quantize(_FOUR_PLACES),
    )


@folds(Box, Tallied, "box")
def _(row: Box | None, event: Tallied, at: At) -> Box | None:
    return row and replace(row, state="tallied")


class Tally(Row, key=("box", "organisation"), title="测评结果", plural="Tallies"):
    """What a vote came to for one unit."""

    box: BoxId
    organisation: OrganisationId
    cycle: CycleId
    meeting: MeetingId
    counts: Annotated[dict[str, int], Meta(title="各项票数")]
    blank: Annotated[int, Meta(title="空白票")]
    invalid: Annotated[int, Meta(title="无效票")]
    list_hash: Annotated[str, Meta(title="计票清单校验值")]


def _subjects(event: Tallied) -> list[Key]:
    return [(event.box, each.subject) for each in event.counts]


@folds(Tally, Tallied, _subjects)
def _(row: Tally | None, event: Tallied, at: At) -> Tally:
    box, organisation = at.key
    each = next(each for each in event.counts if each.subject == organisation)
    return Tally(
        box=box,
        organisation=organisation,
        cycle=event.cycle,
        meeting=event.meeting,
        counts=each.counts,
        blank=each.blank,
        invalid=each.invalid,
        list_hash=event.list_hash,
    )
