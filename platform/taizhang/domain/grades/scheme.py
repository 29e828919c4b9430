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
from taizhang.domain.grades.confirmation_events import (
    GradeAssigned,
    GradeCorrected,
    GradesConfirmed,
    MemberRecused,
)
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
        MemberRecused,
        GradesConfirmed,
        GradeAssigned,
        GradeCorrected,
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
