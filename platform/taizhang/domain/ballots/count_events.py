"""What the count of a closed box comes to. Nothing of it exists before the close."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from taizhang.domain.ballots.questions import Line
from taizhang.domain.names import BoxId, CycleId, MeetingId, SubjectId
from taizhang.events.event import Event


class SubjectTally(Line, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often each choice was made on one line; blank and invalid votes apart."""

    counts: Annotated[dict[str, int], Meta(title="各选项票数")]
    blank: Annotated[int, Meta(title="弃权票数")]
    invalid: Annotated[int, Meta(title="废票数")]


class CategoryTally(Line, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one category of attendees said on one line; None where it would reveal a voter."""

    category: Annotated[str, Meta(title="参会类别")]
    tally: Annotated[SubjectTally | None, Meta(title="计票结果")]


class WeightedShares(Line, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The share of each choice on one line, each category with its weight; blank apart."""

    shares: dict[str, Decimal]


class Tallied(
    Event,
    name="ballots.tallied",
    title="计票",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """The ballots of a closed box were counted.

    `list_hash` binds the lists that were counted. `subjects` are those of the counts, so that
    the result is part of each one's own history.
    """

    box: BoxId
    cycle: CycleId
    meeting: MeetingId
    subjects: list[SubjectId]
    counts: list[SubjectTally]
    list_hash: str


class BreakdownTallied(
    Event,
    name="ballots.breakdown_tallied",
    title="分类计票",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """The ballots of a box by category, as far as no voter shows; the totals are in `Tallied`.

    Categories with fewer than `minimum` ballots, or of one mind, are withheld.
    """

    box: BoxId
    cycle: CycleId
    meeting: MeetingId
    minimum: int
    parts: list[CategoryTally]
    weighted: list[WeightedShares]
