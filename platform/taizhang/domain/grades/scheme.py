"""The area of grades."""

from taizhang.domain.grades import (
    classing,
    confirming,
    correcting,
    drafting,
    excepting,
    list_rows,
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
        e.SubjectClassed,
        e.LeftUndetermined,
        e.TakenUpAgain,
        e.InputsRecorded,
        e.SubjectsRanked,
        e.GradesDrafted,
        e.QuotaExcepted,
        e.MemberRecused,
        e.GradesConfirmed,
        e.GradeAssigned,
        e.GradeCorrected,
    ),
    commands=(
        classing.ClassSubject,
        undetermined.LeaveUndetermined,
        undetermined.TakeUpAgain,
        weighing.RecordInputs,
        ranking.RankSubjects,
        drafting.DraftGrades,
        excepting.ExceptFromQuota,
        recusing.RecuseMember,
        confirming.ConfirmGrades,
        correcting.CorrectGrade,
    ),
    rows=(list_rows.GradeList, rows.GradeSheet),
    rules=(rules.GradeRules, rules.PersonGradeRules),
)
