"""What is shown of a vote. While a box is open nothing is shown that its ballots say."""

from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.ballots.events import (
    BoxClosed,
    BoxOpened,
    BreakdownTallied,
    CastingEnded,
    Duty,
    OfficerNamed,
    PaperConfirmed,
    PaperEntered,
    PaperRejected,
    PapersCounted,
    SlipReissued,
    SlipsSealed,
    SlipVoided,
    Tallied,
)
from taizhang.domain.names import BoxId, CycleId, MeetingId, OrganisationId, SlipHash
from taizhang.projections.row import At, Key, Row, folds

State = Literal["prepared", "open", "ended", "closed", "invalid", "tallied"]
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
    unused: Annotated[int | None, Meta(title="未用选票")] = None
    papers: Annotated[int | None, Meta(title="纸质票数")] = None
    given_out: Annotated[int | None, Meta(title="发出纸质票")] = None
    returned: Annotated[int | None, Meta(title="收回纸质票")] = None
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


class VoidedSlip(Row, key=("box", "slip"), title="作废选票登记", plural="VoidedSlips"):
    """A slip that is void: why, by whom, and which spare one stands in for it."""

    box: BoxId
    slip: SlipHash
    reason: Annotated[str, Meta(title="作废原因")]
    by: Annotated[str, Meta(title="经办人")]
    spare: Annotated[str | None, Meta(title="补发选票")] = None


@folds(VoidedSlip, SlipVoided, ("box", "slip"))
def _(row: VoidedSlip | None, event: SlipVoided, at: At) -> VoidedSlip:
    return VoidedSlip(box=event.box, slip=event.slip, reason=event.reason, by=at.actor)


@folds(VoidedSlip, SlipReissued, ("box", "void"))
def _(row: VoidedSlip | None, event: SlipReissued, at: At) -> VoidedSlip | None:
    return row and replace(row, spare=event.slip)


class EnteredPaper(Row, key=("box", "slip"), title="纸质选票录入", plural="EnteredPapers"):
    """The entry of a paper that was handed in. What the paper says is not shown."""

    box: BoxId
    slip: SlipHash
    state: Annotated[Literal["waiting", "confirmed", "rejected"], Meta(title="状态")]
    entered_by: Annotated[str, Meta(title="录入人")]
    checked_by: Annotated[str | None, Meta(title="复核人")] = None
    reason: Annotated[str | None, Meta(title="退回原因")] = None


@folds(EnteredPaper, PaperEntered, ("box", "slip"))
def _(row: EnteredPaper | None, event: PaperEntered, at: At) -> EnteredPaper:
    return EnteredPaper(box=event.box, slip=event.slip, state="waiting", entered_by=event.by)


@folds(EnteredPaper, PaperConfirmed, ("box", "slip"))
def _(row: EnteredPaper | None, event: PaperConfirmed, at: At) -> EnteredPaper | None:
    return row and replace(row, state="confirmed", checked_by=event.by)


@folds(EnteredPaper, PaperRejected, ("box", "slip"))
def _(row: EnteredPaper | None, event: PaperRejected, at: At) -> EnteredPaper | None:
    return row and replace(row, state="rejected", checked_by=event.by, reason=event.reason)


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


class CategoryResult(
    Row, key=("box", "organisation", "category"), title="分类测评结果", plural="CategoryResults"
):
    """What one category of attendees said of one unit; nothing where it would tell who."""

    box: BoxId
    organisation: OrganisationId
    category: Annotated[str, Meta(title="参会人员类别")]
    cycle: CycleId
    meeting: MeetingId
    withheld: Annotated[bool, Meta(title="不公布")]
    counts: Annotated[dict[str, int], Meta(title="各项票数")] = {}
    blank: Annotated[int | None, Meta(title="空白票")] = None
    invalid: Annotated[int | None, Meta(title="无效票")] = None


def _parts(event: BreakdownTallied) -> list[Key]:
    return [(event.box, each.subject, each.category) for each in event.parts]


@folds(CategoryResult, BreakdownTallied, _parts)
def _(row: CategoryResult | None, event: BreakdownTallied, at: At) -> CategoryResult:
    box, organisation, category = at.key
    tally = next(
        p.tally for p in event.parts if (p.subject, p.category) == (organisation, category)
    )
    return CategoryResult(
        box=box,
        organisation=organisation,
        category=category,
        cycle=event.cycle,
        meeting=event.meeting,
        withheld=tally is None,
        counts=tally.counts if tally else {},
        blank=tally.blank if tally else None,
        invalid=tally.invalid if tally else None,
    )


class Officer(Row, key=("box", "attendee"), title="监票人、计票人、代写人", plural="Officers"):
    """Who does which duty at a box, by number in the list of attendees."""

    box: BoxId
    attendee: Annotated[str, Meta(title="参会人编号")]
    duty: Annotated[Duty, Meta(title="职责")]


@folds(Officer, OfficerNamed, ("box", "attendee"))
def _(row: Officer | None, event: OfficerNamed, at: At) -> Officer:
    return Officer(box=event.box, attendee=event.attendee, duty=event.duty)
