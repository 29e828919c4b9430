"""四议两公开: matters of a village, step by step until they are disclosed (S0-23, S0-31)."""

from taizhang import Scheme, hookimpl
from taizhang_plugins.deliberation import (
    compliance,
    disclosing,
    events,
    objecting,
    opening,
    record_sheet,
    reporting,
    reviewing,
    rows,
    rules,
    sitting,
    step_rows,
    tracing,
    watching_events,
    watching_rows,
)
from taizhang_plugins.deliberation.owing import OBLIGATIONS

SCHEME = Scheme(
    name="deliberation",
    title="四议两公开",
    events=(
        events.MatterOpened,
        events.StepTaken,
        events.VoteLost,
        events.Disclosed,
        events.DisclosureEnded,
        events.MatterWithdrawn,
        watching_events.ObjectionRaised,
        watching_events.ObjectionAnswered,
        watching_events.MatterTraced,
        watching_events.MatterJudged,
        watching_events.FilesReviewed,
        watching_events.RoutineKept,
    ),
    commands=(
        opening.OpenMatter,
        opening.WithdrawMatter,
        sitting.RecordStep,
        disclosing.Disclose,
        disclosing.EndDisclosure,
        objecting.RaiseObjection,
        objecting.AnswerObjection,
        tracing.TraceMatter,
        tracing.JudgeMatter,
        reviewing.ReviewFiles,
        reviewing.KeepRoutine,
    ),
    rows=(
        rows.Matter,
        step_rows.MatterStep,
        watching_rows.MatterObjection,
        watching_rows.FileReview,
        compliance.ComplianceList,
    ),
    rules=(rules.DeliberationRules,),
    checks=(reporting.NothingUndisclosed,),
    obligations=OBLIGATIONS,
    documents=(record_sheet.RECORD_SHEET,),
)


@hookimpl
def taizhang_schemes() -> list[Scheme]:
    """One scheme, switched on for each tenant."""
    return [SCHEME]
