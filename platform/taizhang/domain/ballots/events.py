"""What can happen to a ballot box (票箱) and its slips (选票). No event names a voter."""

from decimal import Decimal
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from taizhang.domain.ballots.rules import Choice
from taizhang.domain.names import BoxId, CycleId, MeetingId, OrganisationId, SlipHash, Text
from taizhang.events.event import Event


class Question(Struct, frozen=True, forbid_unknown_fields=True):
    """One question of a ballot: which word fits this unit?"""

    subject: OrganisationId
    text: Text
    choices: Annotated[list[Choice], Meta(min_length=1, max_length=20)]


class SubjectTally(Struct, frozen=True, forbid_unknown_fields=True):
    """How often each choice was made for one unit; blank and invalid votes apart."""

    subject: OrganisationId
    counts: dict[str, int]
    blank: int
    invalid: int


class CategoryTally(Struct, frozen=True, forbid_unknown_fields=True):
    """What one category of attendees said of one unit; None where it would reveal a voter."""

    category: str
    subject: OrganisationId
    tally: SubjectTally | None


class WeightedShares(Struct, frozen=True, forbid_unknown_fields=True):
    """The share of each choice on one unit, each category with its weight; blank apart."""

    subject: OrganisationId
    shares: dict[str, Decimal]


Duty = Literal["scrutineer", "counter", "writer"]


def _without_category(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"category": None}


class SlipsRegistered(
    Event,
    name="ballots.slips_registered",
    title="登记选票",
    version=2,
    upcasts={1: _without_category},
):
    """A batch of slips was printed. The hashes are sorted: their order says nothing.

    A `category` is one of attendees, whose pile this is; None: anybody's.
    """

    box: BoxId
    meeting: MeetingId
    batch: int
    hashes: list[SlipHash]
    category: str | None = None


class SlipsSealed(Event, name="ballots.slips_sealed", title="选票封存"):
    """The slips of a box are complete: `root` is their Merkle root (RFC 6962), in hex."""

    box: BoxId
    meeting: MeetingId
    count: int
    root: str


class SlipVoided(Event, name="ballots.slip_voided", title="作废选票"):
    """An unused slip was spoiled or lost, and is good for nothing from here on."""

    box: BoxId
    slip: SlipHash
    reason: str


class BoxOpened(Event, name="ballots.box_opened", title="开箱"):
    """Enough people were present, and ballots may be cast (S0-08, S2-11)."""

    box: BoxId
    meeting: MeetingId
    cycle: CycleId
    public_key: str
    questions: list[Question]
    present: int


class BallotCast(Event, name="ballots.ballot_cast", title="投票"):
    """A ballot was cast with a slip. What it says is sealed under the box's key."""

    box: BoxId
    slip: SlipHash
    sealed: bytes


class SlipReissued(Event, name="ballots.slip_reissued", title="补发选票"):
    """A spare slip, registered like all others, was given out in the place of a void one."""

    box: BoxId
    slip: SlipHash
    void: SlipHash
    reason: str


class PaperEntered(Event, name="ballots.paper_entered", title="录入纸质选票"):
    """Somebody entered a paper that was handed in; it counts once another has confirmed it.

    `check` binds what the paper says to the code on it: without the paper it tells nothing.
    """

    box: BoxId
    slip: SlipHash
    sealed: bytes
    check: str
    by: str


class PaperConfirmed(Event, name="ballots.paper_confirmed", title="复核纸质选票"):
    """Another person read the same from the paper; the ballot is cast with this entry."""

    box: BoxId
    slip: SlipHash
    by: str


class PaperRejected(Event, name="ballots.paper_rejected", title="退回纸质选票录入"):
    """Another person read something else, or found no such paper: the entry is nothing."""

    box: BoxId
    slip: SlipHash
    by: str
    reason: str


class PapersCounted(Event, name="ballots.papers_counted", title="清点纸质选票"):
    """The papers were counted by hand: given out, returned, and set aside unentered with why."""

    box: BoxId
    given_out: int
    returned: int
    set_aside: int
    note: str | None


class CastingEnded(Event, name="ballots.casting_ended", title="停止投票"):
    """No phone casts any more. Papers that were handed in may still be entered."""

    box: BoxId


def _closed_without_papers(body: dict[str, Any]) -> dict[str, Any]:
    return body | dict.fromkeys(("void", "unused", "papers", "given_out", "returned"))


class BoxClosed(
    Event,
    name="ballots.box_closed",
    title="封箱",
    version=2,
    upcasts={1: _closed_without_papers},
):
    """No ballot may be cast any more, and the numbers of the vote stand.

    `entitled` slips were printed and not void; `checked_in` people had come, whether or not
    they stayed. More ballots than people, or more papers back than given out, make the vote
    invalid. Printed = `cast` + `unused` + `void`; `papers` of those cast came on paper.
    """

    box: BoxId
    meeting: MeetingId
    cycle: CycleId
    entitled: int
    checked_in: int
    cast: int
    valid: bool
    void: int | None = None
    unused: int | None = None
    papers: int | None = None
    given_out: int | None = None
    returned: int | None = None


class Tallied(Event, name="ballots.tallied", title="计票"):
    """The ballots of a closed box were counted.

    `list_hash` binds the lists that were counted. `organisations` are the subjects again, so
    that the result is part of each unit's own history.
    """

    box: BoxId
    cycle: CycleId
    meeting: MeetingId
    organisations: list[OrganisationId]
    counts: list[SubjectTally]
    list_hash: str


class BreakdownTallied(Event, name="ballots.breakdown_tallied", title="分类计票"):
    """The ballots of a box by category, as far as no voter shows; the totals are in `Tallied`.

    Categories with fewer than `minimum` ballots, or of one mind, are withheld.
    """

    box: BoxId
    cycle: CycleId
    meeting: MeetingId
    minimum: int
    parts: list[CategoryTally]
    weighted: list[WeightedShares]


class OfficerNamed(Event, name="ballots.officer_named", title="推选监票人、计票人、代写人"):
    """An attendee, by number, watches the box, counts, or writes for who cannot."""

    box: BoxId
    meeting: MeetingId
    attendee: str
    duty: Duty
