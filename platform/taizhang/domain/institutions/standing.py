"""Where a standing rule stands."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, event
from taizhang.domain.institutions.events import (
    InstitutionEnacted,
    InstitutionRepealed,
    InstitutionReplaced,
)
from taizhang.domain.names import INSTITUTION, InstitutionId
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.errors import Refusal

TOO_EARLY = Refusal(
    "institutions.ended_before_begun",
    zh="制度“{id}”自 {since} 起施行，不能止于 {until}",
    en="{id!r} is in force from {since} and cannot end on {until}",
)


class InstitutionCommand(Command):
    """Asks something about a standing rule."""

    institution: InstitutionId


Ask = TypeVar("Ask", bound=InstitutionCommand)


class OfInstitutions(Slice[Ask]):
    """By identifier, from when those in force are, and which have ended."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.in_force: dict[str, date] = {}
        self.ended: set[str] = set()

    def of(self, *ids: str) -> list[Selector]:
        """The part of a boundary that tells of these standing rules."""
        kinds = (InstitutionEnacted, InstitutionReplaced, InstitutionRepealed)
        return [Selector(kinds, [INSTITUTION(id)]) for id in dict.fromkeys(ids)]

    def consistency_boundary(self) -> list[Selector]:
        return self.of(self.ask.institution)

    @event(InstitutionEnacted)
    def _enacted(self, institution: str, effective_from: date) -> None:
        self.in_force[institution] = effective_from

    @event(InstitutionReplaced)
    def _replaced(self, institution: str) -> None:
        self._end(institution)

    @event(InstitutionRepealed)
    def _repealed(self, institution: str) -> None:
        self._end(institution)

    def _end(self, institution: str) -> None:
        self.in_force.pop(institution, None)
        self.ended.add(institution)

    def require_ending(self, id: str, until: date) -> None:
        """Raise Refused unless it is in force, and began by its last day."""
        known = id in self.in_force or id in self.ended
        self.refuse_unless(known, unknown("制度", id))
        self.refuse_unless(id in self.in_force, wrong_state("制度", id, "已失效", "施行中"))
        since = self.in_force[id]
        early = TOO_EARLY(id=id, since=since.isoformat(), until=until.isoformat())
        self.refuse_unless(since <= until, early)
