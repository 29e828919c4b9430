"""The area of cycles."""

from taizhang.domain.cycles import (
    cloning,
    enrolling,
    events,
    leaving_out,
    missing,
    opening,
    overdue,
    persons,
    rows,
    rules,
    stage_work,
    subject_rows,
    succeeding,
    year_rows,
)
from taizhang.domain.cycles.deadline_events import (
    CycleDeadlineNear,
    CycleMissed,
    CycleOverdueFlagged,
)
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="cycles",
    title="考核周期",
    core=True,
    events=(
        events.CycleOpened,
        events.CycleCloned,
        events.SubjectEnrolled,
        events.PersonEnrolled,
        events.TenureShort,
        events.SubjectWithdrawn,
        events.SubjectReinstated,
        events.SubjectSucceeded,
        events.SubjectsCounted,
        CycleDeadlineNear,
        CycleOverdueFlagged,
        CycleMissed,
    ),
    commands=(
        opening.OpenCycle,
        cloning.CloneCycle,
        enrolling.EnrolUnits,
        enrolling.WithdrawSubject,
        persons.EnrolPersons,
        succeeding.SucceedUnit,
        overdue.RemindOfDeadline,
        overdue.FlagCycleOverdue,
        missing.CheckSeason,
    ),
    rows=(rows.Cycle, stage_work.CycleStage, subject_rows.CycleSubject, year_rows.CycleYear),
    rules=(rules.CycleRules,),
    policies=(
        leaving_out.leave_out,
        succeeding.succeed,
        overdue.watch_opened,
        overdue.watch_overdue,
        overdue.at_deadline,
        missing.watch_seasons,
        missing.at_season_end,
    ),
)
