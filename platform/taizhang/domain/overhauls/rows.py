"""What is shown of overhauls: the ledger of weak organisations, with satisfaction."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from taizhang.domain.names import OrganisationId, OverhaulId
from taizhang.domain.overhauls import events as e
from taizhang.measures.quota import percent
from taizhang.projections.row import At, Row, folds


class PlannedMeasure(Struct, frozen=True):
    """A measure of the plan; `done_on` once it was carried out, with what shows it."""

    number: int
    symptom: str
    problem: str
    measure: str
    responsible: str
    due_on: date
    done_on: date | None = None
    evidence: str | None = None


class Overhaul(Row, key=("overhaul",), title="软弱涣散整顿", rules=("S1-04",)):
    """A weak organisation, from the day it was found to the day it was mended (S1-04)."""

    overhaul: OverhaulId
    organisation: OrganisationId
    state: Annotated[
        str, Meta(title="状态", description="found 已认定，planned 已定措施，finished 已整顿到位")
    ]
    symptoms: Annotated[list[str], Meta(title="软弱涣散情形", description="The symptoms found")]
    facts: Annotated[str, Meta(title="主要事实", description="The main facts")]
    found_on: Annotated[date, Meta(title="认定日期", description="When it was found weak")]
    measures: Annotated[
        list[PlannedMeasure], Meta(title="整顿措施", description="The measures planned")
    ] = []
    open_measures: Annotated[
        int, Meta(title="未落实的措施", description="Measures not done yet")
    ] = 0
    asked: Annotated[int, Meta(title="测评人数", description="How many were asked")] = 0
    satisfied: Annotated[int, Meta(title="满意人数", description="How many are satisfied")] = 0
    satisfaction: Annotated[
        str | None, Meta(title="满意率", description="The share of the satisfied")
    ] = None
    groups: Annotated[
        list[e.Asked], Meta(title="各类测评", description="Satisfaction by group")
    ] = []
    finished_on: Annotated[
        date | None, Meta(title="整顿到位日期", description="When it was mended")
    ] = None
    finding: Annotated[str | None, Meta(title="整顿结论", description="What it came to")] = None
    reopened: Annotated[
        int, Meta(title="重新整顿次数", description="How often it was taken up again")
    ] = 0
    reopened_because: Annotated[
        str | None, Meta(title="重新整顿原因", description="Why it was taken up again")
    ] = None


@folds(Overhaul, e.WeakOrganisationFound, "overhaul")
def _(row: Overhaul | None, event: e.WeakOrganisationFound, at: At) -> Overhaul:
    return Overhaul(
        overhaul=event.overhaul,
        organisation=event.organisation,
        state="found",
        symptoms=event.symptoms,
        facts=event.facts,
        found_on=at.on,
    )


@folds(Overhaul, e.OverhaulPlanned, "overhaul")
def _(row: Overhaul | None, event: e.OverhaulPlanned, at: At) -> Overhaul | None:
    measures = [
        PlannedMeasure(
            number=number,
            symptom=each.symptom,
            problem=each.problem,
            measure=each.measure,
            responsible=each.responsible,
            due_on=each.due_on,
        )
        for number, each in enumerate(event.measures, start=1)
    ]
    return row and _planned(replace(row, state="planned"), measures)


@folds(Overhaul, e.MeasureCarriedOut, "overhaul")
def _(row: Overhaul | None, event: e.MeasureCarriedOut, at: At) -> Overhaul | None:
    if row is None:
        return None
    measures = [
        replace(each, done_on=at.on, evidence=event.evidence)
        if each.number == event.number
        else each
        for each in row.measures
    ]
    return _planned(row, measures)


@folds(Overhaul, e.SatisfactionSurveyed, "overhaul")
def _(row: Overhaul | None, event: e.SatisfactionSurveyed, at: At) -> Overhaul | None:
    return row and replace(
        row,
        asked=event.asked,
        satisfied=event.satisfied,
        satisfaction=percent(event.satisfied, event.asked),
        groups=event.groups,
    )


@folds(Overhaul, e.OverhaulFinished, "overhaul")
def _(row: Overhaul | None, event: e.OverhaulFinished, at: At) -> Overhaul | None:
    return row and replace(row, state="finished", finished_on=at.on, finding=event.finding)


@folds(Overhaul, e.OverhaulReopened, "overhaul")
def _(row: Overhaul | None, event: e.OverhaulReopened, at: At) -> Overhaul | None:
    return row and replace(
        _planned(row, []),
        state="found",
        asked=0,
        satisfied=0,
        satisfaction=None,
        groups=[],
        finished_on=None,
        finding=None,
        reopened=row.reopened + 1,
        reopened_because=event.reason,
    )


def _planned(row: Overhaul, measures: list[PlannedMeasure]) -> Overhaul:
    waiting = sum(each.done_on is None for each in measures)
    return replace(row, measures=measures, open_measures=waiting)
