"""Draft: the register as it would be, row by row, and the lines that would be applied."""

import copy
from collections.abc import Mapping, Sequence
from datetime import date

from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.applying_roster import PersonLine, PostLine, UnitLine
from taizhang.domain.organisations.roll import Roll
from taizhang.domain.organisations.tenure import Tenure
from taizhang.domain.organisations.unit_changes import Wanted, changes
from taizhang.errors import Reason
from taizhang.rosters.register import Register
from taizhang.rosters.state import Finding
from taizhang.rosters.trial import Trial
from taizhang.rosters.written import spoken

#: Begins the key of somebody or something new until the import gives it an identifier.
NEW = "+"
_NOTHING: Mapping[str, list[Finding]] = {}


class Draft:
    """Begins as a copy of the register; what a row would do is done to it."""

    def __init__(
        self, register: Register, today: date, blocked: Mapping[str, list[Finding]] = _NOTHING
    ) -> None:
        self.today = today
        self.blocked = blocked
        """What stands in the way of rows, as an earlier round found, by the row's title."""
        self.known = register.roll
        self.roll: Roll = copy.deepcopy(register.roll)
        self._trial = Trial(self.roll, today)
        self.names = dict(register.names)
        self.units: list[UnitLine] = []
        self.people: list[PersonLine] = []
        self.posts: list[PostLine] = []
        self.rows: dict[str, str] = {}
        """Where in the file something was told already, by its key."""
        self._units: dict[str, dict[str, None]] = {}
        self._people: dict[str, dict[str, None]] = {}
        for unit in self.roll.units.values():
            self._note_unit(unit.id)
        for person, name in self.names.items():
            self._people.setdefault(spoken(name), {})[person] = None

    def _note_unit(self, id: str) -> None:
        for name in self.roll.unit(id).names.values:
            self._units.setdefault(spoken(name), {})[id] = None

    def register(self, id: str, wanted: Wanted) -> None:
        """A new unit."""
        self.roll.take(
            e.OrganisationRegistered(
                organisation=id,
                name=wanted.name or "",
                kind=wanted.kind or "",
                labels=wanted.labels or [],
            )
        )
        self._note_unit(id)

    def change(self, id: str, wanted: Wanted, *, new: bool) -> None:
        """A unit becomes what is wanted."""
        for changed in list(changes(self.roll.unit(id), wanted, self.today)):
            self.roll.take(changed)
        self._note_unit(id)
        self.units.append(UnitLine(id=id, new=new, wanted=wanted))

    def name(self, person: str, name: str, *, new: bool) -> None:
        """Somebody new, or written otherwise."""
        self.names[person] = name
        self._people.setdefault(spoken(name), {})[person] = None
        self.people.append(PersonLine(id=person, new=new, name=name))

    def hold(self, line: PostLine) -> Sequence[Reason]:
        """A post is taken, counted or left; or why that will be refused, and nothing is done."""
        reasons = self._trial.refused(line)
        if not reasons:
            self.posts.append(line)
        return reasons

    def units_named(self, name: str) -> list[str]:
        """The living units of a name, as names are compared."""
        wanted = spoken(name)
        return [
            id
            for id in self.units_once_named(name)
            if (unit := self.roll.unit(id)).lives(self.today)
            and spoken(unit.names.now or "") == wanted
        ]

    def units_once_named(self, name: str) -> list[str]:
        """The units that have a name or had it before, closed ones included."""
        return list(self._units.get(spoken(name), ()))

    def people_named(self, name: str) -> list[str]:
        """Everybody of a name, as names are compared."""
        wanted = spoken(name)
        known = (p for p in self._people.get(wanted, ()) if self.roll.knows(p))
        return [person for person in known if spoken(self.names[person]) == wanted]

    def shown(self, person: str) -> str:
        """Somebody with the posts held, to be told from others of the same name."""
        return f"{person}（{'、'.join(map(self.place, self.roll.open(person))) or '无现职'}）"

    def place(self, tenure: Tenure) -> str:
        """Unit and post in words."""
        return (
            f"{self.roll.unit(tenure.organisation).names.now or tenure.organisation} {tenure.post}"
        )
