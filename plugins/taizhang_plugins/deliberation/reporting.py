"""A village's report, looked at while a resolution of the village is undisclosed (S0-23)."""

from typing import Any

from taizhang import Check, Event, Refused, Selector, checks, event
from taizhang.core import ORGANISATION, Naming, ReportSubmitted, registered
from taizhang_plugins.deliberation.events import Disclosed, MatterOpened, StepTaken
from taizhang_plugins.deliberation.names import Act
from taizhang_plugins.deliberation.rules import DeliberationRules
from taizhang_plugins.deliberation.watching_refusals import UNDISCLOSED


@checks(ReportSubmitted)
class NothingUndisclosed(Check[ReportSubmitted], Naming[Any]):
    """Off, a warning, or a refusal, as the tenant chose."""

    def __init__(self, fact: ReportSubmitted) -> None:
        super().__init__(fact)
        self.titles: dict[str, str] = {}
        self.waiting: dict[str, None] = {}

    def consistency_boundary(self) -> list[Selector]:
        unit = self.fact.organisation
        told: tuple[type[Event], ...] = (MatterOpened, StepTaken, Disclosed)
        return [Selector(told, [ORGANISATION(unit)]), *registered(unit)]

    @event(MatterOpened)
    def _opened(self, matter: str, title: str) -> None:
        self.titles[matter] = title

    @event(StepTaken)
    def _taken(self, matter: str, act: Act) -> None:
        if act == "resolve":
            self.waiting[matter] = None

    @event(Disclosed)
    def _disclosed(self, matter: str) -> None:
        self.waiting.pop(matter, None)

    def execute(self) -> None:
        rules = self.context.rules.find(DeliberationRules)
        if rules is None or rules.reporting.undisclosed == "off" or not self.waiting:
            return
        reason = UNDISCLOSED(
            clause=rules.reporting.basis("undisclosed"),
            name=self.name_of(self.fact.organisation),
            organisation=self.fact.organisation,
            matters="、".join(self.titles.get(matter, matter) for matter in self.waiting),
        )
        if rules.reporting.undisclosed == "refuse":
            raise Refused(reason)
        self.warn(reason)
