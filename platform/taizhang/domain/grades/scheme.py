"""The area of grades."""

from taizhang.domain.grades import commands, events, rows, rules
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="grades",
    title="等次",
    core=True,
    events=(events.GradesDrafted, events.GradesConfirmed, events.GradeAssigned),
    commands=(commands.DraftGrades, commands.ConfirmGrades),
    rows=(rows.GradeList,),
    rules=rules.GradeRules,
)
