"""The sum of the evidence on a unit, before the committee weighs it (S0-15)."""

from collections import Counter
from collections.abc import Iterator

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.evidence.events import EvidenceSummarised, OpinionsGathered, VisitLogged
from taizhang.domain.evidence.gathering import EvidenceCommand, Gathering
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.names import CYCLE, ORGANISATION
from taizhang.errors import Reason, Refusal, Refused
from taizhang.tenancy.roles import Role

TOO_FEW_WAYS = Refusal(
    "evidence.too_few_ways",
    zh="考核“{name}”只用了 {used} 种方式听取意见，规定不少于 {least} 种",
    en="opinions on {name} were heard in {used} ways; at least {least} are needed",
    rule="S0-15",
)
TOO_FEW_VISITS = Refusal(
    "evidence.too_few_visits",
    zh="实地走访“{name}” {visits} 次，规定不少于 {least} 次",
    en="{name} was visited {visits} times; at least {least} are needed",
    rule="S1-05",
)
NOT_SPOKEN_TO = Refusal(
    "evidence.input_not_spoken_to",
    zh="对“{name}”的“{input}”，还没有听取的意见或走访能够说明",
    en="nothing that was heard or seen of {name} speaks to {input!r}",
    rule="S0-15",
)


class SummariseEvidence(EvidenceCommand, name="evidence.summarise", title="汇总考核依据"):
    """Sum up what was heard and seen of a unit for its assessment; again, once there is more."""


@decides(SummariseEvidence, by=Role.CLERK, version=2)
class Summarising(Gathering[SummariseEvidence]):
    """Heard in enough ways, visited often enough; an input that nothing speaks to is told."""

    def __init__(self, ask: SummariseEvidence) -> None:
        super().__init__(ask)
        self.ways: list[str] = []
        self.people = 0
        self.visits = 0
        self.inputs: Counter[str] = Counter()

    def consistency_boundary(self) -> list[Selector]:
        tags = [CYCLE(self.ask.cycle), ORGANISATION(self.ask.organisation)]
        return [*super().consistency_boundary(), Selector([OpinionsGathered, VisitLogged], tags)]

    @event(OpinionsGathered)
    def _heard(self, purpose: str, way: str, heard: dict[str, int], inputs: list[str]) -> None:
        if purpose == "assessment":
            self.ways.append(way)
            self.people += sum(heard.values())
            self.inputs.update(inputs)

    @event(VisitLogged)
    def _visited(self, inputs: list[str]) -> None:
        self.visits += 1
        self.inputs.update(inputs)

    def execute(self) -> None:
        self.require_assessed()
        if lacking := list(self._lacking()):
            raise Refused(*lacking)
        composite = self.context.rules.of(GradeRules).composite
        for name in composite.inputs:
            if not self.inputs[name]:
                clause = composite.basis("inputs")
                self.warn(NOT_SPOKEN_TO(clause=clause, name=self.name, input=name))
        self.record(
            EvidenceSummarised(
                cycle=self.ask.cycle,
                organisation=self.ask.organisation,
                consultations=len(self.ways),
                people=self.people,
                ways=sorted(set(self.ways)),
                visits=self.visits,
                inputs={name: self.inputs[name] for name in composite.inputs},
            )
        )

    def _lacking(self) -> Iterator[Reason]:
        rules, used = self.rules, len(set(self.ways))
        least = rules.assessment.ways_min
        if least is not None and used < least:
            clause = rules.assessment.basis("ways_min")
            yield TOO_FEW_WAYS(clause=clause, name=self.name, used=used, least=least)
        least = rules.visits.least
        if least is not None and self.visits < least:
            clause = rules.visits.basis("least")
            yield TOO_FEW_VISITS(clause=clause, name=self.name, visits=self.visits, least=least)
