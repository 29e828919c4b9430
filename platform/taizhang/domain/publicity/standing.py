"""Where one publication stands: what is shown, until when, and who objects."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, event
from taizhang.domain.publicity import events as e
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.events.event import Event

STATES = {"none": "未开始", "shown": "正在进行", "ended": "已结束", "withdrawn": "已撤回"}
OF_PUBLICATION: tuple[type[Event], ...] = (
    e.PublicityStarted,
    e.PublicityEnded,
    e.PublicityWithdrawn,
    e.NoticeObjected,
    e.NoticeObjectionAnswered,
)


class PublicationCommand(Command):
    """Asks something about a matter that was made public."""

    publication: e.PublicationId


Ask = TypeVar("Ask", bound=PublicationCommand)


class Standing(Slice[Ask]):
    """Knows the one publication that its boundary selects, and its objections."""

    state = "none"
    act: e.Act = "disclosure"
    matter: e.Matter = "report"
    cycle = ""
    organisation: str | None = None
    until: date | None = None

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.open: set[str] = set()
        self.answered: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        return [Selector(OF_PUBLICATION, [e.PUBLICATION(self.ask.publication)])]

    @event(e.PublicityStarted)
    def _started(
        self,
        act: e.Act,
        matter: e.Matter,
        cycle: str,
        organisation: str | None,
        until: date | None,
    ) -> None:
        self.state, self.act, self.matter = "shown", act, matter
        self.cycle, self.organisation, self.until = cycle, organisation, until

    @event(e.PublicityEnded)
    def _ended(self) -> None:
        self.state = "ended"

    @event(e.PublicityWithdrawn)
    def _withdrawn(self) -> None:
        self.state = "withdrawn"

    @event(e.NoticeObjected)
    def _objected(self, objection: str) -> None:
        self.open.add(objection)

    @event(e.NoticeObjectionAnswered)
    def _answered(self, objection: str) -> None:
        self.open.discard(objection)
        self.answered.add(objection)

    def require(self, *states: str) -> None:
        """Raise Refused unless it was made public and is in one of the states."""
        publication = self.ask.publication
        self.refuse_unless(self.state != "none", unknown("公开事项", publication))
        needed = "或".join(STATES[state] for state in states)
        found = wrong_state("公开事项", publication, STATES[self.state], needed)
        self.refuse_unless(self.state in states, found)
