"""Visits: evidence is what was seen and heard there, not the papers that were kept (S1-05)."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.evidence.events import VisitLogged
from taizhang.domain.evidence.gathering import EvidenceCommand, Gathering
from taizhang.domain.names import VISIT, Text, VisitId
from taizhang.domain.refusals import TAKEN
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NOTHING_SEEN = Refusal(
    "evidence.nothing_seen",
    zh="走访“{name}”没有写现场看到的、具体的事和群众说的，不能作为依据",
    en="nothing that was seen, looked into or heard at {name}: no evidence",
    rule="S1-05",
)
LITTLE_SEEN = Refusal(
    "evidence.little_seen",
    zh="走访“{name}”还没有写：{missing}",
    en="of the visit to {name} this is not told: {missing}",
    rule="S1-05",
)
_PARTS = {"saw": "现场看到的", "matters": "具体的事", "heard": "群众说的"}


class LogVisit(EvidenceCommand, name="evidence.log_visit", title="登记实地走访"):
    """Enter a visit of the business day: at which place, what was seen there, which concrete
    matters were looked into, what people said, and to how many one spoke.
    """

    visit: VisitId
    place: Annotated[Text, Meta(title="走访地点")]
    saw: Annotated[Text | None, Meta(title="现场看到的")] = None
    matters: Annotated[Text | None, Meta(title="了解的事项")] = None
    heard: Annotated[Text | None, Meta(title="听到的意见")] = None
    people: Annotated[int, Meta(ge=0, le=1_000_000, title="交谈人数")] = 0
    inputs: Annotated[list[str], Meta(max_length=50, title="所说明的定等依据")] = []


@decides(LogVisit, by=(Role.UNIT_SECRETARY, Role.CLERK), version=2)
class Visiting(Gathering[LogVisit]):
    """A visit that tells nothing is refused; one that tells only a part is warned of."""

    known = False

    def consistency_boundary(self) -> list[Selector]:
        visited = Selector([VisitLogged], [VISIT(self.ask.visit)])
        return [*super().consistency_boundary(), visited]

    @event(VisitLogged)
    def _visited(self) -> None:
        self.known = True

    def execute(self) -> None:
        ask = self.ask
        self.require_assessed()
        self.refuse_unless(not self.known, TAKEN(kind="实地走访", id=ask.visit))
        self._weigh()
        self.require_inputs(ask.inputs)
        self.record(
            VisitLogged(
                visit=ask.visit,
                cycle=ask.cycle,
                organisation=ask.organisation,
                place=ask.place,
                saw=ask.saw,
                matters=ask.matters,
                heard=ask.heard,
                people=ask.people,
                inputs=list(dict.fromkeys(ask.inputs)),
            )
        )

    def _weigh(self) -> None:
        clause = self.rules.visits.clause
        missing = [said for part, said in _PARTS.items() if not getattr(self.ask, part)]
        nothing = NOTHING_SEEN(clause=clause, name=self.name)
        self.refuse_unless(len(missing) < len(_PARTS), nothing)
        if missing and clause:
            self.warn(LITTLE_SEEN(clause=clause, name=self.name, missing="、".join(missing)))
