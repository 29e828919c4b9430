"""Moving a rehearsal's clock on, never back."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.setup.events import SETUP, ClockMoved, TenantOpened
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NOT_A_REHEARSAL = Refusal(
    "setup.not_a_rehearsal",
    zh="本单位不是演练单位，时钟不能拨动",
    en="this tenant is no rehearsal; its clock cannot be moved",
    status=403,
)
BACKWARDS = Refusal(
    "setup.clock_backwards",
    zh="演练时钟只能向前拨：现在是 {now}，不能拨到 {to}",
    en="a rehearsal's clock only moves on: it is {now}, not yet {to}",
)
TOO_FAR = Refusal(
    "setup.clock_too_far",
    zh="演练时钟最远拨到 {last} 年，不能拨到 {to}",
    en="a rehearsal's clock goes to the year {last} at most, not to {to}",
)
LAST_YEAR = 2200


class MoveClock(Command, name="setup.move_clock", title="拨动演练时钟"):
    """Let a rehearsal stand at a later moment."""

    to: Annotated[datetime, Meta(tz=True, title="拨到的时间")]


@decides(MoveClock, by=(Role.CLERK, Role.SYSTEM))
class ClockMoving(Slice[MoveClock]):
    """Only in a rehearsal, and only onwards."""

    rehearsal = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([TenantOpened], [SETUP])]

    @event(TenantOpened)
    def _(self, rehearsal: bool) -> None:
        self.rehearsal = rehearsal

    def execute(self) -> None:
        to, now = self.ask.to, self.context.now
        self.refuse_unless(self.rehearsal, NOT_A_REHEARSAL())
        backwards = BACKWARDS(now=now.isoformat(), to=to.isoformat())
        self.refuse_unless(to > now, backwards)
        # The clock never goes back, and there is a last moment that it could not pass.
        fine = to.year <= LAST_YEAR
        self.refuse_unless(fine, TOO_FAR(last=LAST_YEAR, to=to.isoformat()))
        self.clock = to
        self.record(ClockMoved(to=to))
