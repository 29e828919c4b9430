"""What the clock tells of a cycle: its deadline, near or passed, and a year without one."""

from datetime import date

from taizhang.domain.cycles.events import Year
from taizhang.domain.names import CycleId
from taizhang.events.event import Event


class CycleDeadlineNear(
    Event,
    name="cycles.deadline_near",
    title="考核周期临近时限",
    final="由系统按时钟记录，不由人更改",
):
    """The deadline of a cycle that is not concluded comes near (S0-02, S1-02)."""

    cycle: CycleId
    deadline: date
    days: int


class CycleOverdueFlagged(
    Event, name="cycles.overdue_flagged", title="考核周期超期", final="由系统按时钟记录，不由人更改"
):
    """A cycle is not concluded though its deadline has passed, by so many days.

    `soft`: the document says “一般”, so that this is a warning.
    """

    cycle: CycleId
    deadline: date
    days: int
    soft: bool


class CycleMissed(
    Event, name="cycles.missed", title="当年未按期开展考核", final="由系统按时钟记录，不由人更改"
):
    """The season of a year is over, with fewer cycles than the document asks for (S0-03)."""

    year: Year
    held: int
    expected: int
    season_ended: date
    soft: bool
