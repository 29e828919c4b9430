"""The area of cycles."""

from taizhang.domain.cycles import commands, events, rows, rules
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="cycles",
    title="考核周期",
    core=True,
    events=(events.CycleOpened, events.SubjectEnrolled, events.PersonEnrolled),
    commands=(commands.OpenCycle,),
    rows=(rows.Cycle,),
    rules=(rules.CycleRules,),
)
