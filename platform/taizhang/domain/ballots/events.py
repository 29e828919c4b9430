"""What can happen to a ballot box (票箱) and its slips (选票). No event names a voter."""

from typing import Annotated

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


class SlipsRegistered(Event, name="ballots.slips_registered", title="登记选票"):
    """A batch of slips was printed. The hashes are sorted: their order says nothing."""

    box: BoxId
    meeting: MeetingId
    batch: int
    hashes: list[SlipHash]


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


class BoxClosed(Event, name="ballots.box_closed", title="封箱"):
    """No ballot may be cast any more, and the numbers of the vote stand.

    `entitled` slips were printed and not void; `checked_in` people had come, whether or not
    they stayed. More ballots than people make the vote invalid.
    """

    box: BoxId
    meeting: MeetingId
    cycle: CycleId
    entitled: int
    checked_in: int
    cast: int
    valid: bool


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
