"""Taking back: a fact was annulled (作废), and with it what was owed or done by it."""

from datetime import date
from typing import NamedTuple

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.obligations import events as e
from taizhang.domain.obligations.names import OBLIGATION, SOURCE
from taizhang.tenancy.roles import Role


class TakeBackDuties(Command, name="obligations.take_back", title="撤回应办事项"):
    """Take back what rests on an annulled fact; does nothing where nothing does."""

    obligation: str
    source: int


class _Rests(NamedTuple):
    """A duty that follows from the fact, or that it has met."""

    duty: str
    subject: str | None
    key: str
    due: date
    owed: bool


@decides(TakeBackDuties, by=Role.SYSTEM)
class TakingBack(Slice[TakeBackDuties]):
    """Once for each duty; of one that another fact has put off since, nothing is taken back."""

    def __init__(self, ask: TakeBackDuties) -> None:
        super().__init__(ask)
        self.found: dict[_Rests, None] = {}

    def consistency_boundary(self) -> list[Selector]:
        kinds = (e.ObligationOwed, e.ObligationMet, e.ObligationMetAhead, e.ObligationTakenBack)
        return [Selector(kinds, [SOURCE(str(self.ask.source)), OBLIGATION(self.ask.obligation)])]

    @event(e.ObligationOwed)
    def _owed(self, duty: str, subject: str | None, key: str, due: date) -> None:
        self.found[_Rests(duty, subject, key, due, owed=True)] = None

    @event(e.ObligationMet)
    def _met(self, duty: str, subject: str | None, key: str, due: date) -> None:
        self.found[_Rests(duty, subject, key, due, owed=False)] = None

    @event(e.ObligationMetAhead)
    def _met_ahead(self, duty: str, subject: str | None, key: str, due: date) -> None:
        self.found[_Rests(duty, subject, key, due, owed=False)] = None

    @event(e.ObligationTakenBack)
    def _taken_back(self, duty: str, subject: str | None, key: str, due: date, owed: bool) -> None:
        self.found.pop(_Rests(duty, subject, key, due, owed), None)

    def execute(self) -> None:
        ask = self.ask
        for rests in list(self.found):
            self.record(
                e.ObligationTakenBack(
                    duty=rests.duty,
                    obligation=ask.obligation,
                    subject=rests.subject,
                    key=rests.key,
                    due=rests.due,
                    source=ask.source,
                    owed=rests.owed,
                )
            )
