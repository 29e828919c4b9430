"""Where a sanction stands: what every decision about one rests on."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, event
from taizhang.domain.names import SANCTION, SanctionId
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.domain.sanctions import events as e
from taizhang.domain.sanctions.rules import SanctionRules
from taizhang.errors import Refusal
from taizhang.events.event import Event

STATES = {
    "none": "未提出",
    "proposed": "待决定",
    "imposed": "处理中",
    "dropped": "未采纳",
    "expired": "已期满",
    "lifted": "已解除",
}
OF_SANCTION: tuple[type[Event], ...] = (
    e.SanctionProposed,
    e.SanctionImposed,
    e.SanctionTransferred,
    e.SanctionDropped,
    e.SanctionExpired,
    e.SanctionLifted,
)
NOT_COMPETENT = Refusal(
    "sanctions.not_competent",
    zh="“{body}”无权作出处理决定；有权决定的是：{bodies}",
    en="{body!r} is not competent to decide; {bodies} is",
)


class SanctionCommand(Command):
    """Asks something about a sanction."""

    sanction: SanctionId


Ask = TypeVar("Ask", bound=SanctionCommand)


class OfSanction(Slice[Ask]):
    """Where a sanction stands, and whom it is on."""

    state = "none"
    organisation = ""
    target: e.Target = "unit"
    measure = ""
    months: int | None = None
    unit: str | None = None
    person: str | None = None
    until: date | None = None

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.bars: list[str] = []

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_SANCTION, [SANCTION(self.ask.sanction)])]

    def require(self, state: str) -> None:
        """Raise Refused unless the sanction was proposed and is in this state."""
        sanction, now = self.ask.sanction, STATES[self.state]
        self.refuse_unless(self.state != "none", unknown("组织处理", sanction))
        found = wrong_state("组织处理", sanction, now, STATES[state])
        self.refuse_unless(self.state == state, found)

    def require_competent(self, body: str) -> None:
        """Raise Refused unless the tenant's rules let this body decide."""
        deciding = self.context.rules.of(SanctionRules).deciding
        names = "、".join(deciding.bodies) or "（无）"
        other = NOT_COMPETENT(clause=deciding.basis("bodies"), body=body, bodies=names)
        self.refuse_unless(body in deciding.bodies, other)

    @event(e.SanctionProposed)
    def _proposed(
        self,
        organisation: str,
        target: e.Target,
        measure: str,
        bars: list[str],
        months: int | None,
    ) -> None:
        self.state, self.organisation, self.target = "proposed", organisation, target
        self.measure, self.bars, self.months = measure, bars, months

    @event(e.SanctionImposed)
    def _imposed(self, unit: str | None, person: str | None, until: date | None) -> None:
        self.state, self.unit, self.person, self.until = "imposed", unit, person, until

    @event(e.SanctionTransferred)
    def _transferred(self, unit: str) -> None:
        self.unit = unit

    @event(e.SanctionDropped)
    def _dropped(self) -> None:
        self.state = "dropped"

    @event(e.SanctionExpired)
    def _expired(self) -> None:
        self.state = "expired"

    @event(e.SanctionLifted)
    def _lifted(self) -> None:
        self.state = "lifted"
