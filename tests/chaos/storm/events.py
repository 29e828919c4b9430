"""What happens in a town under the storm. `ask` names what somebody wanted, whatever its id."""

from typing import Annotated

from taizhang.events.event import Event
from taizhang.events.tags import Tag

BOX, SLIP = Tag("box"), Tag("slip")


class BallotCast(Event, name="storm.ballot_cast", title="投票"):
    ask: str
    box: Annotated[str, BOX]
    slip: Annotated[str, SLIP]


class BallotNoted(Event, name="storm.ballot_noted", title="备注"):
    """Follows a ballot within the same command."""

    ask: str
    slip: Annotated[str, SLIP]
    place: int


class BoxCounted(Event, name="storm.box_counted", title="点票"):
    """How many ballots lay in the box at this very position."""

    ask: str
    box: Annotated[str, BOX]
    ballots: int


class RemarkMade(Event, name="storm.remark_made", title="发言"):
    """Happens on no condition, so that nothing but its command's id keeps it from coming twice."""

    ask: str


class BallotThanked(Event, name="storm.ballot_thanked", title="致谢"):
    """A policy's answer to a ballot."""

    slip: Annotated[str, SLIP]
    ballot: int


EVENTS = (BallotCast, BallotNoted, BoxCounted, RemarkMade, BallotThanked)


def is_thanked(slip: str) -> bool:
    """Whether the policy answers this slip's ballot: every third."""
    return int(slip) % 3 == 0
