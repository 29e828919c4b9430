"""What can happen to the overhaul of a weak organisation (软弱涣散整顿)."""

from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from taizhang.domain.names import OrganisationId, OverhaulId, Text
from taizhang.events.event import Event

Count = Annotated[int, Meta(ge=0, le=1_000_000)]


class Measure(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the plan: against which symptom and problem, what is done, by whom and when."""

    symptom: Annotated[Text, Meta(title="软弱涣散情形")]
    problem: Annotated[Text, Meta(title="问题")]
    measure: Annotated[Text, Meta(title="整顿措施")]
    responsible: Annotated[Text, Meta(title="整顿责任人")]
    due_on: Annotated[date, Meta(title="完成时限")]


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """How many of a group were asked, and how many of them are satisfied."""

    group: Annotated[str, Meta(min_length=1, max_length=100, title="测评对象类别")]
    asked: Annotated[int, Meta(ge=1, le=1_000_000, title="测评人数")]
    satisfied: Annotated[Count, Meta(title="满意人数")]


class WeakOrganisationFound(
    Event, name="overhauls.begun", title="认定软弱涣散党组织", corrects=("facts",), annuls=True
):
    """An organisation was looked into and found weak, for these symptoms (S1-04)."""

    overhaul: OverhaulId
    organisation: OrganisationId
    symptoms: list[str]
    facts: str


class OverhaulPlanned(Event, name="overhauls.planned", title="制定整顿措施", final="重新制定"):
    """The organisation's own plan (一支部一策). A later one takes its place."""

    overhaul: OverhaulId
    organisation: OrganisationId
    measures: list[Measure]


class MeasureCarriedOut(
    Event,
    name="overhauls.measure_carried_out",
    title="落实整顿措施",
    corrects=("evidence",),
    annuls=True,
):
    """One measure of the plan, by its place from 1, was carried out."""

    overhaul: OverhaulId
    organisation: OrganisationId
    number: int
    evidence: str


class SatisfactionSurveyed(
    Event, name="overhauls.satisfaction_surveyed", title="测评整顿满意度", annuls=True
):
    """Members and people were asked whether they are satisfied with the overhaul."""

    overhaul: OverhaulId
    organisation: OrganisationId
    groups: list[Asked]
    asked: int
    satisfied: int


class OverhaulFinished(
    Event, name="overhauls.finished", title="整顿到位", corrects=("finding",), annuls=True
):
    """All of the plan was carried out; the organisation is weak no more."""

    overhaul: OverhaulId
    organisation: OrganisationId
    finding: str


class OverhaulReopened(
    Event,
    name="overhauls.reopened",
    title="重新整顿",
    corrects=("reason",),
    final="整顿到位后再办理",
):
    """It is weak again: plan and survey start anew."""

    overhaul: OverhaulId
    organisation: OrganisationId
    reason: str
