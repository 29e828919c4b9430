"""What is shown of a count. Nothing of it is there before the close."""

from typing import Annotated

from msgspec import Meta

from taizhang.domain.ballots.count_events import BreakdownTallied, Tallied
from taizhang.domain.ballots.rules import Item
from taizhang.domain.names import BoxId, CycleId, MeetingId, SubjectId
from taizhang.projections.row import At, Key, Row, folds


class Tally(
    Row,
    key=("box", "subject", "item"),
    title="测评结果",
    plural="Tallies",
    rules=("S0-11", "S1-12", "S2-08"),
):
    """What a vote came to on one line of the ballot."""

    box: BoxId
    subject: SubjectId
    item: Item
    cycle: CycleId
    meeting: MeetingId
    counts: Annotated[dict[str, int], Meta(title="各项票数", description="Votes for each choice")]
    blank: Annotated[int, Meta(title="空白票", description="Blank votes")]
    invalid: Annotated[int, Meta(title="无效票", description="Invalid votes")]
    list_hash: Annotated[
        str, Meta(title="计票清单校验值", description="The hash of the list that was counted")
    ]


def _subjects(event: Tallied) -> list[Key]:
    return [(event.box, each.subject, each.item) for each in event.counts]


@folds(Tally, Tallied, _subjects)
def _(row: Tally | None, event: Tallied, at: At) -> Tally:
    box, subject, item = at.key
    each = next(e for e in event.counts if (e.subject, e.item) == (subject, item))
    return Tally(
        box=box,
        subject=subject,
        item=item,
        cycle=event.cycle,
        meeting=event.meeting,
        counts=each.counts,
        blank=each.blank,
        invalid=each.invalid,
        list_hash=event.list_hash,
    )


class CategoryResult(
    Row, key=("box", "subject", "item", "category"), title="分类测评结果", plural="CategoryResults"
):
    """What one category of attendees said on one line; nothing where it would tell who."""

    box: BoxId
    subject: SubjectId
    item: Item
    category: Annotated[str, Meta(title="参会人员类别", description="The category of attendees")]
    cycle: CycleId
    meeting: MeetingId
    withheld: Annotated[bool, Meta(title="不公布", description="Withheld, as it would tell who")]
    counts: Annotated[
        dict[str, int], Meta(title="各项票数", description="Votes for each choice")
    ] = {}
    blank: Annotated[int | None, Meta(title="空白票", description="Blank votes")] = None
    invalid: Annotated[int | None, Meta(title="无效票", description="Invalid votes")] = None


def _parts(event: BreakdownTallied) -> list[Key]:
    return [(event.box, each.subject, each.item, each.category) for each in event.parts]


@folds(CategoryResult, BreakdownTallied, _parts)
def _(row: CategoryResult | None, event: BreakdownTallied, at: At) -> CategoryResult:
    box, subject, item, category = at.key
    tally = next(
        p.tally for p in event.parts if (p.subject, p.item, p.category) == (subject, item, category)
    )
    return CategoryResult(
        box=box,
        subject=subject,
        item=item,
        category=category,
        cycle=event.cycle,
        meeting=event.meeting,
        withheld=tally is None,
        counts=tally.counts if tally else {},
        blank=tally.blank if tally else None,
        invalid=tally.invalid if tally else None,
    )
