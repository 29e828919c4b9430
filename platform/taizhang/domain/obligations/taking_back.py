"""Taking back: what was owed or done by a fact that was annulled (作废), or that says no more of
it since it was corrected (更正).
"""

from datetime import date
from typing import Annotated, NamedTuple

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.obligations import events as e
from taizhang.domain.obligations.names import OBLIGATION, SOURCE, duty_of
from taizhang.tenancy.roles import Role


class TakeBackDuties(Command, name="obligations.take_back", title="撤回应办事项"):
    """Take back what rests on an amended fact; does nothing where nothing does."""

    obligation: Annotated[str, Meta(title="应办事项")]
    source: Annotated[int, Meta(title="所据记录")]
    still_owed: Annotated[list[str], Meta(title="更正后仍应办的")] = []
    """Duties that follow from the fact as corrected."""
    still_met: Annotated[list[str], Meta(title="更正后仍算办的")] = []
    """Duties that the fact meets as corrected."""


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
        self.found: dict[tuple[str, bool], _Rests] = {}

    def consistency_boundary(self) -> list[Selector]:
        kinds = (e.ObligationOwed, e.ObligationMet, e.ObligationMetAhead, e.ObligationTakenBack)
        return [Selector(kinds, [SOURCE(str(self.ask.source)), OBLIGATION(self.ask.obligation)])]

    @event(e.ObligationOwed)
    def _owed(self, duty: str, subject: str | None, key: str, due: date) -> None:
        self.found[duty, True] = _Rests(duty, subject, key, due, owed=True)

    @event(e.ObligationMet)
    def _met(self, duty: str, subject: str | None, key: str, due: date) -> None:
        self.found[duty, False] = _Rests(duty, subject, key, due, owed=False)

    @event(e.ObligationMetAhead)
    def _met_ahead(self, duty: str, subject: str | None, key: str, due: date) -> None:
        self.found[duty, False] = _Rests(duty, subject, key, due, owed=False)

    @event(e.ObligationTakenBack)
    def _taken_back(self, duty: str, owed: bool) -> None:
        self.found.pop((duty, owed), None)

    def execute(self) -> None:
        ask = self.ask
        for rests in filter(self._no_more, list(self.found.values())):
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

    def _no_more(self, rests: _Rests) -> bool:
        ask = self.ask
        if rests.owed:
            return rests.duty not in ask.still_owed
        borne = duty_of(ask.obligation, rests.subject, rests.key)  # a successor bears another's
        return rests.duty not in ask.still_met and borne not in ask.still_met
