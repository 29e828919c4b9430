"""The area of inspections."""

from taizhang.domain.inspections import events, holding, rows, rules, scheduling, ticketing
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="inspections",
    title="抽查和暗访督查",
    core=True,
    events=(
        events.InspectionScheduled,
        events.InspectionCalledOff,
        events.InspectionHeld,
        events.FindingRecorded,
    ),
    commands=(
        scheduling.ScheduleInspection,
        scheduling.CallOffInspection,
        holding.HoldInspection,
    ),
    rows=(rows.Inspection, rows.Finding, rows.FindingType),
    rules=(rules.InspectionRules,),
    policies=(ticketing.open_ticket,),
)
