"""What can happen to the slips (选票) of a box."""

from typing import Any

from taizhang.domain.names import BoxId, MeetingId, SlipHash
from taizhang.events.event import Event


def _without_category(body: dict[str, Any]) -> dict[str, Any]:
    return body | {"category": None}


class SlipsRegistered(
    Event,
    name="ballots.slips_registered",
    title="登记选票",
    version=2,
    upcasts={1: _without_category},
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """A batch of slips was printed. The hashes are sorted: their order says nothing.

    A `category` is one of attendees, whose pile this is; None: anybody's.
    """

    box: BoxId
    meeting: MeetingId
    batch: int
    hashes: list[SlipHash]
    category: str | None = None


class SlipsSealed(
    Event,
    name="ballots.slips_sealed",
    title="选票封存",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """The slips of a box are complete: `root` is their Merkle root (RFC 6962), in hex."""

    box: BoxId
    meeting: MeetingId
    count: int
    root: str


class SlipVoided(
    Event,
    name="ballots.slip_voided",
    title="作废选票",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """An unused slip was spoiled or lost, and is good for nothing from here on."""

    box: BoxId
    slip: SlipHash
    reason: str


class SlipReissued(
    Event,
    name="ballots.slip_reissued",
    title="补发选票",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """A spare slip, registered like all others, was given out in the place of a void one."""

    box: BoxId
    slip: SlipHash
    void: SlipHash
    reason: str
