"""The area of overhauls."""

from taizhang.domain.overhauls import events as e
from taizhang.domain.overhauls import finding, finishing, planning, rows, rules
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="overhauls",
    title="软弱涣散整顿",
    core=True,
    events=(
        e.WeakOrganisationFound,
        e.OverhaulPlanned,
        e.MeasureCarriedOut,
        e.SatisfactionSurveyed,
        e.OverhaulFinished,
        e.OverhaulReopened,
    ),
    commands=(
        finding.FindWeak,
        planning.PlanOverhaul,
        planning.CarryOutMeasure,
        finishing.SurveySatisfaction,
        finishing.FinishOverhaul,
        finding.ReopenOverhaul,
    ),
    rows=(rows.Overhaul,),
    rules=(rules.OverhaulRules,),
)
