"""Where an inspection stands: what every decision about one rests on."""

from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.inspections.events import (
    InspectionCalledOff,
    InspectionHeld,
    InspectionScheduled,
)
from taizhang.domain.inspections.rules import InspectionRules
from taizhang.domain.names import INSPECTION, InspectionId
from taizhang.domain.organisations.reading import RegisterSlice
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.errors import Refusal

STATES = {"none": "未登记", "scheduled": "已安排", "called_off": "已取消", "held": "已开展"}
UNKNOWN_KIND = Refusal(
    "inspections.unknown_kind",
    zh="没有“{kind}”这种督查方式；规定的是：{kinds}",
    en="{kind!r} is no kind of inspection; there are: {kinds}",
    rule="S1-18",
)


class InspectionCommand(Command):
    """Asks something about an inspection."""

    inspection: InspectionId


Ask = TypeVar("Ask", bound=InspectionCommand)


class OfInspection(RegisterSlice[Ask]):
    """What was planned, and what became of it."""

    state = "none"
    organisation = ""
    kind = ""
    scope = ""

    def consistency_boundary(self) -> list[Selector]:
        kinds = (InspectionScheduled, InspectionCalledOff, InspectionHeld)
        return [Selector(kinds, [INSPECTION(self.ask.inspection)])]

    @event(InspectionScheduled)
    def _scheduled(self, organisation: str, kind: str, scope: str) -> None:
        self.state, self.organisation = "scheduled", organisation
        self.kind, self.scope = kind, scope

    @event(InspectionCalledOff)
    def _called_off(self) -> None:
        self.state = "called_off"

    @event(InspectionHeld)
    def _held(self) -> None:
        self.state = "held"

    def require(self, state: str) -> None:
        """Raise Refused unless the inspection is known and in this state."""
        id, now = self.ask.inspection, STATES[self.state]
        self.refuse_unless(self.state != "none", unknown("督查", id))
        self.refuse_unless(self.state == state, wrong_state("督查", id, now, STATES[state]))

    def require_kind(self, kind: str) -> bool:
        """Whether a kind is announced. Raises Refused for one that the rules do not name."""
        kinds = self.context.rules.of(InspectionRules).kinds
        named, clause = "、".join(kinds.names), kinds.basis("names")
        self.refuse_unless(kind in kinds.names, UNKNOWN_KIND(clause=clause, kind=kind, kinds=named))
        return kind in kinds.announced
