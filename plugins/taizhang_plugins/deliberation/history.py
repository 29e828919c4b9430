"""What has happened to a matter: steps done, the disclosure that runs, objections not answered."""

from datetime import date
from typing import TypeVar

from taizhang import Command, Event, Selector, event
from taizhang.core import (
    ATTACHMENT,
    ORGANISATION,
    AttachmentStored,
    Naming,
    OrganisationId,
    registered,
)
from taizhang_plugins.deliberation import events as e
from taizhang_plugins.deliberation import watching_events as w
from taizhang_plugins.deliberation.names import MATTER, Act, MatterId

OF_MATTER: tuple[type[Event], ...] = (
    e.MatterOpened,
    e.StepTaken,
    e.VoteLost,
    e.Disclosed,
    e.DisclosureEnded,
    e.MatterWithdrawn,
    w.ObjectionRaised,
    w.ObjectionAnswered,
    w.MatterTraced,
)


class MatterCommand(Command):
    """Asks something about a matter of a village."""

    matter: MatterId
    organisation: OrganisationId


Ask = TypeVar("Ask", bound=MatterCommand)


class History(Naming[Ask]):
    """One matter, as its events leave it. A lost vote sends it back to its first step."""

    state = "none"
    title = ""
    kind = ""
    way_name = ""
    villagers = False
    attempt = 1
    last_on = date.min
    resolved_on: date | None = None
    running: str | None = None
    """The disclosure whose days have not been entered as over."""
    until: date | None = None
    congress = False
    traced = False

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.plan: list[e.PlannedStep] = []
        self.done: list[str] = []
        self.raised: set[str] = set()
        """All objections that the boundary holds: an identifier is used once in the whole log."""
        self.objections: dict[str, str] = {}
        """Those to this matter that are not answered."""
        self.files: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        own = Selector(OF_MATTER, [MATTER(ask.matter), ORGANISATION(ask.organisation)])
        sha256 = getattr(ask, "evidence", None)
        tags = [ATTACHMENT(sha256 or ""), ORGANISATION(ask.organisation)]
        stored = [Selector([AttachmentStored], tags)] if sha256 else []
        return [own, *registered(ask.organisation), *stored]

    @event(e.MatterOpened)
    def _opened(
        self, title: str, kind: str, way: str, steps: list[e.PlannedStep], villagers: bool
    ) -> None:
        self.state, self.title, self.kind, self.way_name = "open", title, kind, way
        self.plan, self.villagers = steps, villagers

    @event(e.StepTaken)
    def _taken(
        self, step: str, act: Act, merged: list[str], law: str | None, held_on: date
    ) -> None:
        self.state = "resolved" if act == "resolve" else "open"
        self.resolved_on = held_on if act == "resolve" else self.resolved_on
        self.done += [step, *merged]
        self.last_on = held_on
        self.congress |= law == "congress"

    @event(e.VoteLost)
    def _lost(self, held_on: date) -> None:
        self.state, self.done, self.congress, self.last_on = "lost", [], False, held_on
        self.attempt += 1

    @event(e.Disclosed)
    def _disclosed(self, step: str, act: Act, held_on: date, until: date | None) -> None:
        self.state = "disclosed" if act == "disclose_resolution" else "finished"
        self.done.append(step)
        self.last_on, self.until = held_on, until
        self.running = step if until else None

    @event(e.DisclosureEnded)
    def _ended(self, ended_on: date) -> None:
        self.running, self.last_on = None, ended_on

    @event(e.MatterWithdrawn)
    def _withdrawn(self) -> None:
        self.state = "withdrawn"

    @event(w.ObjectionRaised)
    def _objected(self, objection: str, matter: str, text: str) -> None:
        self.raised.add(objection)
        if matter == self.ask.matter:
            self.objections[objection] = text

    @event(w.ObjectionAnswered)
    def _answered(self, objection: str) -> None:
        self.objections.pop(objection, None)

    @event(w.MatterTraced)
    def _traced(self) -> None:
        self.traced = True

    @event(AttachmentStored)
    def _stored(self, sha256: str) -> None:
        self.files.add(sha256)
