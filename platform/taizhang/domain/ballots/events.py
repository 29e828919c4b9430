"""What can happen to a ballot box (票箱), from its opening to its close. No event names a voter."""

from typing import Any, Literal

from taizhang.domain.ballots.questions import Question
from taizhang.domain.names import BoxId, CycleId, MeetingId, SlipHash
from taizhang.events.event import Event

Duty = Literal["scrutineer", "counter", "writer"]


class OfficerNamed(
    Event, name="ballots.officer_named", title="推选监票人、计票人、代写人", annuls=True
):
    """An attendee, by number, watches the box, counts, or writes for who cannot."""

    box: BoxId
    meeting: MeetingId
    attendee: str
    duty: Duty


class BoxOpened(
    Event,
    name="ballots.box_opened",
    title="开箱",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """Enough people were present, and ballots may be cast (S0-08, S2-11)."""

    box: BoxId
    meeting: MeetingId
    cycle: CycleId
    public_key: str
    questions: list[Question]
    present: int


class BallotCast(
    Event,
    name="ballots.ballot_cast",
    title="投票",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """A ballot was cast with a slip. What it says is sealed under the box's key."""

    box: BoxId
    slip: SlipHash
    sealed: bytes


class CastingEnded(
    Event,
    name="ballots.casting_ended",
    title="停止投票",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """No phone casts any more. Papers that were handed in may still be entered."""

    box: BoxId


def _closed_without_papers(body: dict[str, Any]) -> dict[str, Any]:
    missing = ("voters", "void", "unused", "papers", "given_out", "returned")
    return body | dict.fromkeys(missing)


class BoxClosed(
    Event,
    name="ballots.box_closed",
    title="封箱",
    version=2,
    upcasts={1: _closed_without_papers},
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """No ballot may be cast any more, and the numbers of the vote stand.

    `entitled` slips were printed and not void; `checked_in` people had come, whether or not
    they stayed, `voters` of whom draw a slip by the tenant's choice. More ballots than voters,
    or more papers back than given out, make the vote invalid. Printed = `cast` + `unused` +
    `void`; `papers` of those cast came on paper.
    """

    box: BoxId
    meeting: MeetingId
    cycle: CycleId
    entitled: int
    checked_in: int
    cast: int
    valid: bool
    voters: int | None = None
    void: int | None = None
    unused: int | None = None
    papers: int | None = None
    given_out: int | None = None
    returned: int | None = None
