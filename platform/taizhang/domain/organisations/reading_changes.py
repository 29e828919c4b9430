"""Reading mergers, splits and dissolutions: who is gone, and who follows."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Slice, event
from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.roll import Roll

C = TypeVar("C", bound=Command)


class ChangesReading(Slice[C]):
    """Folds reorganisations, as far as its boundary holds them (`boundaries.successions()`)."""

    def __init__(self, ask: C) -> None:
        super().__init__(ask)
        self.roll = Roll()

    @event(e.OrganisationSucceeded)
    def _unit_succeeded(
        self,
        organisation: str,
        change: str,
        successors: list[str],
        tickets: str,
        quota: str | None,
        continues: bool,
        since: date,
        document: str,
    ) -> None:
        self.roll.take(
            e.OrganisationSucceeded(
                organisation=organisation,
                change=change,
                successors=successors,
                tickets=tickets,
                quota=quota,
                continues=continues,
                since=since,
                document=document,
            )
        )
