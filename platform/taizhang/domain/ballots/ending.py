"""Ending the casting: rests on the box alone, so that it succeeds amid any rush of ballots."""

from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.ballots.commands import EndCasting
from taizhang.domain.ballots.events import BoxClosed, BoxOpened, CastingEnded
from taizhang.domain.names import BOX
from taizhang.domain.refusals import wrong_state
from taizhang.tenancy.roles import Role


@decides(EndCasting, by=(Role.CLERK, Role.TELLER))
class CastingEnding(Slice[EndCasting]):
    """Each ballot rests on this not having happened; the close then counts what stands still."""

    state = "未开箱"

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([BoxOpened, CastingEnded, BoxClosed], [BOX(self.ask.box)])]

    @event(BoxOpened)
    def _(self) -> None:
        self.state = "已开箱"

    @event(CastingEnded)
    def _(self) -> None:
        self.state = "已停止投票"

    @event(BoxClosed)
    def _(self) -> None:
        self.state = "已封箱"

    def execute(self) -> None:
        not_open = wrong_state("票箱", self.ask.box, self.state, "已开箱")
        self.refuse_unless(self.state == "已开箱", not_open)
        self.record(CastingEnded(box=self.ask.box))
