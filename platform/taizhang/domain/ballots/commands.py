"""What can be asked about a ballot box."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command, Fresh
from taizhang.domain.ballots.count_events import CategoryTally
from taizhang.domain.ballots.events import Duty
from taizhang.domain.ballots.lists import ChoiceList
from taizhang.domain.ballots.questions import Question
from taizhang.domain.names import BoxId, CycleId, MeetingId, SlipHash, Text

#: 72 subjects with up to three questions each; a sealed ballot then has 3754 bytes.
MAX_QUESTIONS = 216

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
    """Log the hashes of all slips printed for a box, before it opens.

    `piles` tells which of them are for which category of attendees; empty: all for everybody.
    """

    box: BoxId
    meeting: MeetingId
    hashes: Annotated[list[SlipHash], Meta(min_length=1, max_length=5000, title="全部选票")]
    root: Annotated[Digest, Meta(title="选票总校验值")]
    piles: Annotated[dict[Text, list[SlipHash]], Meta(title="各类参会人的选票")] = {}


class VoidSlip(Command, name="ballots.void_slip", title="作废选票"):
    """Make an unused slip good for nothing."""

    box: BoxId
    slip: SlipHash
    reason: Annotated[Text, Meta(title="作废原因")]


class ReissueSlip(Command, name="ballots.reissue_slip", title="补发选票"):
    """Void an unused slip and give out a spare one of the same box in its place."""

    box: BoxId
    slip: SlipHash
    spare: Annotated[SlipHash, Meta(title="备用选票")]
    reason: Annotated[Text, Meta(title="补发原因")]


class OpenBox(Command, name="ballots.open_box", title="开箱"):
    """Let the slips of a box be used from here on."""

    box: BoxId
    meeting: MeetingId
    cycle: CycleId
    public_key: PublicKey
    questions: Annotated[
        list[Question], Meta(min_length=1, max_length=MAX_QUESTIONS, title="测评题目")
    ]


class CastBallot(Command, name="ballots.cast", title="投票"):
    """Cast one sealed ballot with the code printed on a slip.

    `proof` is the hash of the code. The log knows only the hash of that hash, so nobody who
    reads the log can vote; this one is spent as it is recorded.
    """

    box: BoxId
    proof: Proof
    sealed: Annotated[bytes, Meta(max_length=4096, title="密封的选票")]


class EnterPaper(Command, name="ballots.enter_paper", title="录入纸质选票"):
    """Enter a paper that was handed in, sealed like any ballot. The desk makes this command, and
    seals it anew when it is sent again; `check` says whether it is the same paper, read the same.
    """

    box: BoxId
    proof: Proof
    sealed: Annotated[bytes, Meta(max_length=4096, title="密封的选票"), Fresh()]
    check: Annotated[Digest, Meta(title="票面核对值")]


class ConfirmPaper(Command, name="ballots.confirm_paper", title="复核纸质选票"):
    """Confirm another person's entry, by what oneself has read from the same paper."""

    box: BoxId
    proof: Proof
    check: Annotated[Digest, Meta(title="票面核对值")]


class RejectPaper(Command, name="ballots.reject_paper", title="退回纸质选票录入"):
    """Reject another person's entry; the paper may be entered again."""

    box: BoxId
    slip: SlipHash
    reason: Annotated[Text, Meta(title="退回原因")]


class CountPapers(Command, name="ballots.count_papers", title="清点纸质选票"):
    """Record how many papers were given out and came back; the last count holds.

    `set_aside` of those returned are not entered, for the reason in `note`: without a code of
    this box, or of a slip that voted by phone.
    """

    box: BoxId
    given_out: Annotated[int, Meta(ge=0, le=5000, title="发出纸质票数")]
    returned: Annotated[int, Meta(ge=0, le=5000, title="收回纸质票数")]
    set_aside: Annotated[int, Meta(ge=0, le=5000, title="不予录入票数")] = 0
    note: Annotated[Text | None, Meta(title="不予录入原因")] = None


class EndCasting(Command, name="ballots.end_casting", title="停止投票"):
    """End the casting by phone. Rests on no ballot, so that no rush of them can delay it."""

    box: BoxId


class CloseBox(Command, name="ballots.close_box", title="封箱"):
    """End the casting of ballots."""

    box: BoxId
    meeting: MeetingId


class RecordTally(Command, name="ballots.record_tally", title="登记计票结果"):
    """Record the lists of a closed box, one a question in the order of the box.

    `parts` are the results of single categories, without those that would reveal a voter.
    """

    box: BoxId
    lists: Annotated[
        list[ChoiceList], Meta(min_length=1, max_length=MAX_QUESTIONS, title="计票清单")
    ]
    parts: Annotated[
        list[CategoryTally], Meta(max_length=20 * MAX_QUESTIONS, title="分类结果")
    ] = []


class NameOfficer(Command, name="ballots.name_officer", title="推选监票人、计票人、代写人"):
    """Name a scrutineer, a counter, or a writer for those who cannot read or write."""

    box: BoxId
    meeting: MeetingId
    attendee: Annotated[Text, Meta(title="参会人编号")]
    duty: Annotated[Duty, Meta(title="职责")]
