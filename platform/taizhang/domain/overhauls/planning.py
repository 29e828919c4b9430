"""The organisation's own plan (一支部一策), and carrying it out measure by measure."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.names import Text
from taizhang.domain.overhauls.events import Measure, MeasureCarriedOut, OverhaulPlanned
from taizhang.domain.overhauls.standing import OfOverhaul, OverhaulCommand
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role

UNANSWERED = Refusal(
    "overhauls.symptom_unanswered",
    zh="整顿措施没有针对“{symptom}”",
    en="no measure of the plan answers {symptom!r}",
    rule="S1-04",
)
NOT_FOUND = Refusal(
    "overhauls.symptom_not_found",
    zh="没有认定“{symptom}”，不能针对它制定整顿措施；认定的是：{symptoms}",
    en="{symptom!r} was not found here, but: {symptoms}",
)
DUE_IN_THE_PAST = Refusal(
    "overhauls.due_in_the_past",
    zh="第 {number} 项整顿措施的时限 {due_on} 早于业务日期 {on}",
    en="measure {number} is due on {due_on}, before {on}",
)


class PlanOverhaul(OverhaulCommand, name="overhauls.plan", title="制定整顿措施"):
    """Set the plan: per problem what is done, by whom and until when. A later one replaces it."""

    measures: Annotated[list[Measure], Meta(min_length=1, max_length=99, title="整顿措施")]


class CarryOutMeasure(OverhaulCommand, name="overhauls.carry_out", title="落实整顿措施"):
    """Say that a measure, by its place in the plan from 1, was carried out, and what shows it."""

    number: Annotated[int, Meta(ge=1, le=99, title="措施序号")]
    evidence: Annotated[Text, Meta(title="落实依据")]


@decides(PlanOverhaul, by=Role.CLERK)
class Planning(OfOverhaul[PlanOverhaul]):
    """Each measure is against a symptom that was found, and each symptom has its measure."""

    def execute(self) -> None:
        self.require("found", "planned")
        ask, plan = self.ask, self.rules.plan
        answered = {measure.symptom for measure in ask.measures}
        foreign, found = sorted(answered - set(self.symptoms)), "、".join(self.symptoms)
        wrong = [NOT_FOUND(symptom=symptom, symptoms=found) for symptom in foreign]
        if plan.each_symptom:
            missing = [each for each in self.symptoms if each not in answered]
            clause = plan.basis("each_symptom")
            wrong += [UNANSWERED(clause=clause, symptom=symptom) for symptom in missing]
        on = self.context.on.isoformat()
        wrong += [
            DUE_IN_THE_PAST(number=number, due_on=measure.due_on.isoformat(), on=on)
            for number, measure in enumerate(ask.measures, start=1)
            if measure.due_on < self.context.on
        ]
        if wrong:
            raise Refused(*wrong)
        self.record(
            OverhaulPlanned(
                overhaul=ask.overhaul, organisation=self.organisation, measures=ask.measures
            )
        )


@decides(CarryOutMeasure, by=(Role.CLERK, Role.UNIT_SECRETARY))
class CarryingOut(OfOverhaul[CarryOutMeasure]):
    """By the organisation itself or a clerk; each measure once."""

    def execute(self) -> None:
        ask = self.ask
        self.require("planned")
        unit, name = self.organisation, self.name_of(self.organisation)
        self.context.require_unit(unit, Role.UNIT_SECRETARY, Role.CLERK, name=name)
        known = ask.number <= len(self.measures)
        self.refuse_unless(known, unknown("整顿措施", str(ask.number)))
        done = TAKEN(kind="已落实的整顿措施", id=str(ask.number))
        self.refuse_unless(ask.number not in self.carried_out, done)
        self.record(
            MeasureCarriedOut(
                overhaul=ask.overhaul,
                organisation=self.organisation,
                number=ask.number,
                evidence=ask.evidence,
            )
        )
