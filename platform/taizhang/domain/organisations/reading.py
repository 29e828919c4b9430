"""Reading the register: what the decisions on units and posts rest on."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.domain.organisations.reading_people import PeopleReading
from taizhang.domain.organisations.reading_units import UnitsReading
from taizhang.domain.organisations.unit import Unit
from taizhang.domain.refusals import unknown
from taizhang.errors import Reason, Refusal

C = TypeVar("C", bound=Command)

NOT_YET = Refusal(
    "organisations.not_yet",
    zh="{since} 在业务日期 {on} 之后；到那一天再办理",
    en="{since} is after the business date {on}",
)
OUT_OF_ORDER = Refusal(
    "organisations.out_of_order",
    zh="“{name}”的{what}自 {known} 起已有记录，不能再登记自 {since} 起的变更",
    en="{name} has a later record ({known}) than {since}",
    status=409,
)
CLOSED = Refusal(
    "organisations.closed",
    zh="“{name}”自 {closed} 起已不存在，由{names}承接",
    en="{name} ceased to exist on {closed}; it is followed by {names}",
    status=409,
)


class RegisterSlice(UnitsReading[C], PeopleReading[C]):
    """Folds whatever its boundary selects of the register."""

    @property
    def on(self) -> date:
        """The business date of the decision."""
        return self.context.on

    def require_unit(self, id: str, day: date) -> Unit:
        """A unit that exists on a day. Raises Refused."""
        unit = self.roll.unit(id)
        self.refuse_unless(unit.registered, unknown("单位", id))
        self.refuse_unless(unit.lives(day), lambda: self._closed(unit))
        return unit

    def _closed(self, unit: Unit) -> Reason:
        heirs = unit.changes[-1].successors
        return CLOSED(
            id=unit.id,
            name=self.name_of(unit.id),
            closed=str(unit.closed),
            successors="、".join(heirs),
            names=self.named(heirs) or "（无）",
        )

    def name_of(self, unit: str, day: date | None = None) -> str:
        """What a unit is called; its identifier where the boundary does not hold its name."""
        return self.roll.name_of(unit, day or self.on)

    def named(self, units: Iterable[str]) -> str:
        """Several units by their names, for a sentence."""
        return "、".join(map(self.name_of, units))

    def require_person(self, id: str) -> None:
        """Somebody registered and not erased. Raises Refused."""
        self.refuse_unless(self.roll.knows(id), unknown("人员", id))

    def require_now(self, since: date) -> None:
        """What is recorded has begun: rows show what holds, not what will. Raises Refused."""
        later = NOT_YET(since=since.isoformat(), on=self.on.isoformat())
        self.refuse_unless(since <= self.on, later)

    def require_order(self, id: str, what: str, since: date, known: date) -> None:
        """History only grows at its end. Raises Refused."""
        words = {"since": since.isoformat(), "known": known.isoformat()}
        later = OUT_OF_ORDER(id=id, name=self.name_of(id), what=what, **words)
        self.refuse_unless(known <= since, later)
