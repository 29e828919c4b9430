"""In which cycles a unit is assessed, for decisions that learn of their cycle from what they read.

A decision that names its cycle reads `taizhang.domain.enrolment` instead.
"""

from taizhang.commands.slice import Selector, event
from taizhang.domain.cycles.events import SubjectEnrolled, SubjectSucceeded, SubjectWithdrawn
from taizhang.domain.names import ORGANISATION
from taizhang.domain.naming import Ask, Naming, registered
from taizhang.domain.refusals import not_assessed

_LISTS = (SubjectEnrolled, SubjectWithdrawn, SubjectSucceeded)


def assessments_of(unit: str) -> list[Selector]:
    """The part of a boundary that tells in which cycles a unit is assessed, and its name."""
    return [Selector(_LISTS, [ORGANISATION(unit)]), *registered(unit)]


class Assessments(Naming[Ask]):
    """Knows in which cycles a unit is assessed, as far as its boundary holds `assessments_of`."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self._listed: set[tuple[str, str]] = set()

    @event(SubjectEnrolled)
    def _put_on_a_list(self, cycle: str, organisation: str) -> None:
        self._listed.add((cycle, organisation))

    @event(SubjectWithdrawn)
    def _taken_off_a_list(self, cycle: str, subject: str) -> None:
        self._listed.discard((cycle, subject))

    @event(SubjectSucceeded)
    def _followed_on_a_list(self, cycle: str, organisation: str) -> None:
        self._listed.discard((cycle, organisation))

    def require_listed(self, unit: str, cycle: str) -> None:
        """Raise Refused unless the unit is assessed in the cycle."""
        stranger = not_assessed(unit, self.name_of(unit), cycle)
        self.refuse_unless((cycle, unit) in self._listed, stranger)
