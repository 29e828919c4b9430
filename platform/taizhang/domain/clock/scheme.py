"""The area of the clock."""

from taizhang.domain.clock import days, deadlines, events
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="clock",
    title="时钟与到期",
    core=True,
    events=(events.DayBegan, events.DeadlineSet, events.DeadlineReached),
    commands=(days.BeginDay, deadlines.SetDeadline, deadlines.ReachDeadlines),
    policies=(days.begin_first_day, days.reach_deadlines),
)
