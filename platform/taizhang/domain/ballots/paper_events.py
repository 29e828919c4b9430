"""What can happen to papers: slips that were ticked by hand and handed in."""

from taizhang.domain.names import BoxId, SlipHash
from taizhang.events.event import Event


class PaperEntered(
    Event,
    name="ballots.paper_entered",
    title="录入纸质选票",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """Somebody entered a paper that was handed in; it counts once another has confirmed it.

    `check` binds what the paper says to the code on it: without the paper it tells nothing.
    """

    box: BoxId
    slip: SlipHash
    sealed: bytes
    check: str
    by: str


class PaperConfirmed(
    Event,
    name="ballots.paper_confirmed",
    title="复核纸质选票",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """Another person read the same from the paper; the ballot is cast with this entry."""

    box: BoxId
    slip: SlipHash
    by: str


class PaperRejected(
    Event,
    name="ballots.paper_rejected",
    title="退回纸质选票录入",
    final="选票和票箱一经记录不能改动；有误的，另设票箱重新投票",
):
    """Another person read something else, or found no such paper: the entry is nothing."""

    box: BoxId
    slip: SlipHash
    by: str
    reason: str


class PapersCounted(Event, name="ballots.papers_counted", title="清点纸质选票", final="重新清点"):
    """The papers were counted by hand: given out, returned, and set aside unentered with why."""

    box: BoxId
    given_out: int
    returned: int
    set_aside: int
    note: str | None
