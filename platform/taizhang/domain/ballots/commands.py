"""What can be asked about a ballot box."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.domain.ballots.events import Question
from taizhang.domain.ballots.lists import ChoiceList
from taizhang.domain.names import BoxId, CycleId, MeetingId, SlipHash, Text

#: A tally is tagged with each of its subjects, and the log takes 64 tags an event.
MAX_QUESTIONS = 60

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$", description="SHA-256 in hex")]
Proof = Annotated[Digest, Meta(title="选票凭证", description="SHA-256 of the code on the slip")]
PublicKey = Annotated[
    str,
    Meta(
        pattern="^04[0-9a-f]{128}$",
        title="票箱公钥",
        description="a point of P-256, uncompressed (SEC 1), in hex",
    ),
]


class RegisterSlips(Command, name="ballots.register_slips", title="登记选票"):
    """Log the hashes of all slips printed for a box, before it opens."""

    box: BoxId
    meeting: MeetingId
    hashes: Annotated[list[SlipHash], Meta(min_length=1, max_length=5000)]
    root: Digest


class VoidSlip(Command, name="ballots.void_slip", title="作废选票"):
    """Make an unused slip good for nothing."""

    box: BoxId
    slip: SlipHash
    reason: Text


class OpenBox(Command, name="ballots.open_box", title="开箱"):
    """Let the slips of a box be used from here on."""

    box: BoxId
    meeting: MeetingId
    cycle: CycleId
    public_key: PublicKey
    questions: Annotated[list[Question], Meta(min_length=1, max_length=MAX_QUESTIONS)]


class CastBallot(Command, name="ballots.cast", title="投票"):
    """Cast one sealed ballot with the code printed on a slip.

    `proof` is the hash of the code. The log knows only the hash of that hash, so nobody who
    reads the log can vote; this one is spent as it is recorded.
    """

    box: BoxId
    proof: Proof
    sealed: Annotated[bytes, Meta(max_length=4096)]


class CloseBox(Command, name="ballots.close_box", title="封箱"):
    """End the casting of ballots."""

    box: BoxId
    meeting: MeetingId


class RecordTally(Command, name="ballots.record_tally", title="登记计票结果"):
    """Record the lists of a closed box, one a question in the order of the box."""

    box: BoxId
    lists: Annotated[list[ChoiceList], Meta(min_length=1, max_length=MAX_QUESTIONS)]
