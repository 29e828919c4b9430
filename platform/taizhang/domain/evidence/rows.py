"""What is shown of evidence: each consultation, each visit, and the list of each unit."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.evidence.events import EvidenceSummarised, OpinionsGathered, VisitLogged
from taizhang.domain.names import AttachmentHash, ConsultationId, CycleId, OrganisationId, VisitId
from taizhang.projections.row import At, Row, folds


class Consultation(Row, key=("consultation",), title="听取意见", rules=("S0-05",)):
    """Whose opinions were heard about a unit, how and when."""

    consultation: ConsultationId
    cycle: CycleId
    organisation: OrganisationId
    purpose: Annotated[str, Meta(title="用途", description="What it is for")]
    held_on: Annotated[date, Meta(title="日期", description="The day it was held")]
    way: Annotated[str, Meta(title="方式", description="How it was done")]
    heard: Annotated[
        dict[str, int], Meta(title="各类人数", description="How many were heard, by class")
    ]
    people: Annotated[int, Meta(title="人数", description="How many people")]
    opinions: Annotated[str, Meta(title="主要意见", description="The opinions in substance")]
    inputs: Annotated[
        list[str],
        Meta(title="所说明的定等依据", description="The inputs of a grade that it bears on"),
    ] = []
    attachment: AttachmentHash | None = None


class Visit(Row, key=("visit",), title="实地走访", rules=("S1-05",)):
    """What somebody saw and heard at a place."""

    visit: VisitId
    cycle: CycleId
    organisation: OrganisationId
    held_on: Annotated[date, Meta(title="日期", description="The day it was held")]
    place: Annotated[str, Meta(title="地点", description="Where")]
    saw: Annotated[str | None, Meta(title="现场看到的", description="What was seen")] = None
    matters: Annotated[
        str | None, Meta(title="具体的事", description="The matters it was about")
    ] = None
    heard: Annotated[str | None, Meta(title="群众说的", description="What people said")] = None
    people: Annotated[int, Meta(title="谈话人数", description="How many were talked to")] = 0
    inputs: Annotated[
        list[str],
        Meta(title="所说明的定等依据", description="The inputs of a grade that it bears on"),
    ] = []


class UnitEvidence(
    Row,
    key=("cycle", "organisation"),
    title="依据清单",
    plural="UnitEvidenceLists",
    rules=("S0-05", "S0-15", "S1-05"),
):
    """What was heard and seen of a unit in a cycle (S0-05, S0-15, S1-05)."""

    cycle: CycleId
    organisation: OrganisationId
    before_report: Annotated[
        list[str], Meta(title="述职前听取意见", description="Consultations before the report")
    ] = []
    for_assessment: Annotated[
        list[str], Meta(title="为考核听取意见", description="Consultations for the assessment")
    ] = []
    people: Annotated[int, Meta(title="听取意见人数", description="How many people were heard")] = 0
    visits: Annotated[list[str], Meta(title="实地走访", description="Visits to the unit")] = []
    visit_count: Annotated[int, Meta(title="走访次数", description="How many visits")] = 0
    last_visit: Annotated[
        date | None, Meta(title="最近走访", description="The day of the last visit")
    ] = None
    summarised_on: Annotated[
        date | None, Meta(title="汇总日期", description="When it was summarised")
    ] = None
    ways: Annotated[
        list[str], Meta(title="听取意见的方式", description="The ways in which they were heard")
    ] = []
    inputs: Annotated[
        dict[str, int], Meta(title="各项依据的份数", description="Pieces of evidence, by input")
    ] = {}


@folds(Consultation, OpinionsGathered, "consultation")
def _(row: Consultation | None, event: OpinionsGathered, at: At) -> Consultation:
    return Consultation(
        consultation=event.consultation,
        cycle=event.cycle,
        organisation=event.organisation,
        purpose=event.purpose,
        held_on=at.on,
        way=event.way,
        heard=event.heard,
        people=sum(event.heard.values()),
        opinions=event.opinions,
        inputs=event.inputs,
        attachment=event.attachment,
    )


@folds(Visit, VisitLogged, "visit")
def _(row: Visit | None, event: VisitLogged, at: At) -> Visit:
    return Visit(
        visit=event.visit,
        cycle=event.cycle,
        organisation=event.organisation,
        held_on=at.on,
        place=event.place,
        saw=event.saw,
        matters=event.matters,
        heard=event.heard,
        people=event.people,
        inputs=event.inputs,
    )


_UNIT = ("cycle", "organisation")


def _list(row: UnitEvidence | None, at: At) -> UnitEvidence:
    cycle, organisation = at.key
    return row or UnitEvidence(cycle=cycle, organisation=organisation)


@folds(UnitEvidence, OpinionsGathered, _UNIT)
def _(row: UnitEvidence | None, event: OpinionsGathered, at: At) -> UnitEvidence:
    known = _list(row, at)
    known = replace(known, people=known.people + sum(event.heard.values()))
    if event.purpose == "report":
        return replace(known, before_report=[*known.before_report, event.consultation])
    return replace(known, for_assessment=[*known.for_assessment, event.consultation])


@folds(UnitEvidence, VisitLogged, _UNIT)
def _(row: UnitEvidence | None, event: VisitLogged, at: At) -> UnitEvidence:
    known = _list(row, at)
    return replace(
        known,
        visits=[*known.visits, event.visit],
        visit_count=known.visit_count + 1,
        last_visit=max(known.last_visit or at.on, at.on),
    )


@folds(UnitEvidence, EvidenceSummarised, _UNIT)
def _(row: UnitEvidence | None, event: EvidenceSummarised, at: At) -> UnitEvidence:
    return replace(_list(row, at), summarised_on=at.on, ways=event.ways, inputs=event.inputs)
