"""Where an overhaul stands, and what is known of the unit that it is of."""

from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.names import ORGANISATION, OVERHAUL, OverhaulId
from taizhang.domain.naming import registered
from taizhang.domain.organisations.boundaries import of_units
from taizhang.domain.organisations.reading import RegisterSlice
from taizhang.domain.organisations.unit_changes import Wanted, changes
from taizhang.domain.overhauls import events as e
from taizhang.domain.overhauls.rules import OverhaulRules
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.errors import Refusal
from taizhang.events.event import Event

STATES = {"none": "未认定", "found": "已认定", "planned": "整顿中", "finished": "整顿到位"}
OF_OVERHAUL: tuple[type[Event], ...] = (
    e.WeakOrganisationFound,
    e.OverhaulPlanned,
    e.MeasureCarriedOut,
    e.SatisfactionSurveyed,
    e.OverhaulFinished,
    e.OverhaulReopened,
)
UNDER_WAY = Refusal(
    "overhauls.under_way",
    zh="“{name}”正在整顿（“{overhaul}”），整顿到位前不重复认定",
    en="{name} is being overhauled already ({overhaul!r})",
    status=409,
)


class OverhaulCommand(Command):
    """Asks something about an overhaul."""

    overhaul: OverhaulId


Ask = TypeVar("Ask", bound=OverhaulCommand)


class OfOverhaul(RegisterSlice[Ask]):
    """Its state, its plan, and what those asked said."""

    state = "none"
    organisation = ""
    running: str | None = None
    """Which overhaul of the unit is under way, as far as the boundary holds the unit's."""
    asked = 0
    satisfied = 0

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.symptoms: list[str] = []
        self.measures: list[e.Measure] = []
        self.carried_out: set[int] = set()

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_OVERHAUL, [OVERHAUL(self.ask.overhaul)]), *registered()]

    @property
    def rules(self) -> OverhaulRules:
        """The tenant's rules on overhauls. Raises Refused where it has none."""
        return self.context.rules.of(OverhaulRules)

    @event(e.WeakOrganisationFound)
    def _found(self, overhaul: str, organisation: str, symptoms: list[str]) -> None:
        self.running = overhaul
        if overhaul == self.ask.overhaul:
            self.state, self.organisation, self.symptoms = "found", organisation, symptoms

    @event(e.OverhaulPlanned)
    def _planned(self, measures: list[e.Measure]) -> None:
        self.state, self.measures, self.carried_out = "planned", measures, set()

    @event(e.MeasureCarriedOut)
    def _carried_out(self, number: int) -> None:
        self.carried_out.add(number)

    @event(e.SatisfactionSurveyed)
    def _surveyed(self, asked: int, satisfied: int) -> None:
        self.asked, self.satisfied = asked, satisfied

    @event(e.OverhaulFinished)
    def _finished(self, overhaul: str) -> None:
        self.running = None
        if overhaul == self.ask.overhaul:
            self.state = "finished"

    @event(e.OverhaulReopened)
    def _reopened(self, overhaul: str) -> None:
        self.running = overhaul
        if overhaul == self.ask.overhaul:
            self.state, self.asked, self.satisfied = "found", 0, 0
            self.measures, self.carried_out = [], set()

    def of_unit(self, unit: str) -> list[Selector]:
        """The part of a boundary that tells of a unit, and of all its overhauls."""
        kinds = (e.WeakOrganisationFound, e.OverhaulFinished, e.OverhaulReopened)
        return [*of_units([unit]), Selector(kinds, [ORGANISATION(unit)])]

    def require_idle(self, unit: str) -> None:
        """Raise Refused while another overhaul of the unit is under way."""
        busy = UNDER_WAY(name=self.name_of(unit), overhaul=self.running)
        self.refuse_unless(self.running is None, busy)

    def require(self, *states: str) -> None:
        """Raise Refused unless the overhaul was begun and is in one of the states."""
        id, now = self.ask.overhaul, STATES[self.state]
        self.refuse_unless(self.state != "none", unknown("软弱涣散整顿", id))
        needed = "或".join(STATES[state] for state in states)
        self.refuse_unless(self.state in states, wrong_state("软弱涣散整顿", id, now, needed))

    def label(self, unit: str, *, weak: bool) -> None:
        """Put the tenant's label on the unit, or take it off; nothing where it is so already.

        Labels that hold from a later day on are left alone: history only grows at its end.
        """
        label, known = self.rules.diagnosis.label, self.roll.unit(unit)
        if label is None or known.labels.since > self.context.on:
            return
        others = [each for each in known.labels.now or () if each != label]
        wanted = Wanted(labels=[*others, label] if weak else others)
        for changed in list(changes(known, wanted, self.context.on)):
            self.record(changed)
