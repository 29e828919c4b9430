"""The area of grades."""

from taizhang.domain.grades import (
    classing,
    confirming,
    correcting,
    drafting,
    excepting,
    ranking,
    recusing,
    rows,
    rules,
    undetermined,
    weighing,
)
from taizhang.domain.grades import events as e
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="grades",
    title="等次",
    core=True,
    events=(
        e.UnitClassed,
        e.UnitLeftUndetermined,
        e.UnitTakenUpAgain,
        e.InputsRecorded,
        e.UnitsRanked,
        e.GradesDrafted,
        e.QuotaExcepted,
        e.MemberRecused,
        e.GradesConfirmed,
        e.GradeAssigned,
        e.GradeCorrected,
    ),
    commands=(
        classing.ClassUnit,
        undetermined.LeaveUndetermined,
        undetermined.TakeUpAgain,
        weighing.RecordInputs,
        ranking.RankUnits,
        drafting.DraftGrades,
        excepting.ExceptFromQuota,
        recusing.RecuseMember,
        confirming.ConfirmGrades,
        correcting.CorrectGrade,
    ),
    rows=(rows.GradeList, rows.GradeSheet),
    rules=(rules.GradeRules,),
)
