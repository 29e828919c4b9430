"""The storm's own scheme: its rows, and a policy that thanks for ballots."""

from collections.abc import Iterable

from storm.events import EVENTS, BallotCast, BallotThanked, is_thanked
from storm.rows import ROWS

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Slice, decides
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes
from taizhang.tenancy.events import AUTHORITY_EVENTS
from taizhang.tenancy.roles import Role


class Thank(Command, name="storm.thank", title="致谢"):
    slip: str
    ballot: int


@decides(Thank, by=Role.SYSTEM)
class Thanking(Slice[Thank]):
    def execute(self) -> None:
        self.record(BallotThanked(slip=self.ask.slip, ballot=self.ask.ballot))


@policy("storm.thanking", on=BallotCast)
def thanking(event: BallotCast, occasion: Occasion) -> Iterable[Command]:
    if is_thanked(event.slip):
        yield Thank(slip=event.slip, ballot=occasion.position)


STORM = Scheme("storm", "风暴", EVENTS, (Thank,), ROWS, policies=(thanking,), core=True)
SCHEMES = Schemes([Scheme("tenancy", "单位", events=AUTHORITY_EVENTS, core=True), STORM])
