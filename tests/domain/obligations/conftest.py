"""A town with a scheme that promises things by a day, and makes rounds in every period."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar, Self

import pytest

from taizhang import testing
from taizhang.app import installed
from taizhang.commands.obligation import Every, Met, Obligation, Owed, Period, Waived
from taizhang.commands.policy import Occasion
from taizhang.domain.amendments.annulling import AnnulFact
from taizhang.domain.amendments.correcting import CorrectFact
from taizhang.domain.names import SubjectId
from taizhang.domain.obligations import rows
from taizhang.domain.obligations.deriving import with_obligations
from taizhang.domain.obligations.waiving import WaiveDuty
from taizhang.domain.organisations.reorganising import Reorganisation, ReorganiseUnits
from taizhang.events.event import Event
from taizhang.onboarding.sources import source_tenants
from taizhang.rules.events import RulesAdopted
from taizhang.rules.in_force import RulesInForce
from taizhang.rules.provision import Provision, Rules
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes
from taizhang.tenancy.events import PluginSwitchedOff, PluginSwitchedOn

START = date(2015, 12, 20)
DUE = date(2015, 12, 31)


class Promised(
    Event, name="visits.promised", title="承诺", corrects=("matter", "due", "note"), annuls=True
):
    subject: SubjectId | None
    matter: str
    due: date
    note: str = ""


class Kept(Event, name="visits.kept", title="兑现", corrects=("matter", "also"), annuls=True):
    subject: SubjectId | None
    matter: str
    also: str | None = None


class Released(Event, name="visits.released", title="解除承诺", final="重新承诺"):
    subject: SubjectId | None
    matter: str


class Visited(Event, name="visits.visited", title="走访", corrects=("in_person",), annuls=True):
    subject: SubjectId | None
    in_person: bool = True


class Round(Provision, frozen=True):
    period: Period
    kinds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    months: tuple[int, ...] = ()
    times: int = 1


class VisitRules(Rules, frozen=True):
    section: ClassVar[str] = "visits"
    optional: ClassVar[bool] = True
    round: Round


def _owed(event: Promised, occasion: Occasion) -> Iterable[Owed]:
    yield Owed(event.subject, event.due, event.matter)


def _met(event: Kept, occasion: Occasion) -> Iterable[Met]:
    yield Met(event.subject, event.matter)
    if event.also is not None:
        yield Met(event.subject, event.also)


def _released(event: Released, occasion: Occasion) -> Iterable[Waived]:
    yield Waived(event.subject, "对方不再要求", event.matter)


def _visited(event: Visited, occasion: Occasion) -> Iterable[Met]:
    if event.in_person:
        yield from (Met(event.subject), Met(event.subject))  # said twice, it is one visit


def _every(rules: RulesInForce) -> Every | None:
    found = rules.find(VisitRules)
    if found is None:
        return None
    r = found.round
    return Every(r.period, r.kinds, r.labels, r.months, r.times)


VISITS = Scheme(
    name="visits",
    title="走访",
    events=(Promised, Kept, Released, Visited),
    rules=(VisitRules,),
    obligations=(
        Obligation(
            name="visits.promise",
            title="兑现承诺",
            rule="S0-01",
            owed=((Promised, _owed),),
            met=((Kept, _met),),
            waived=((Released, _released),),
        ),
        Obligation(name="visits.round", title="走访一遍", met=((Visited, _visited),), every=_every),
    ),
)


class Town(testing.Town):
    """Everything is told and answered at once, as a worker that keeps up would."""

    def tell(self, *events: Event, on: date | None = None) -> list[Any]:
        """These have happened; what of obligations comes of it."""
        before = len(self.log)
        self.given(*events, on=on)
        self.answer()
        return self.of_obligations(before)

    def of_obligations(self, since: int = 0) -> list[Any]:
        """What was recorded of obligations, since a position."""
        return [e for e in self.history[since:] if e.event_name.startswith("obligations.")]

    def promise(self, subject: str | None = "jingui", due: date = DUE, matter: str = "") -> Any:
        return self.tell(Promised(subject=subject, matter=matter, due=due))

    def keep(
        self, subject: str | None = "jingui", matter: str = "", on: date | None = None
    ) -> list[Any]:
        return self.tell(Kept(subject=subject, matter=matter), on=on)

    def release(self, subject: str | None = "jingui", matter: str = "") -> list[Any]:
        return self.tell(Released(subject=subject, matter=matter))

    def visited(self, subject: str | None = "jingui") -> Self:
        """A visit that nobody has answered yet."""
        return self.given(Visited(subject=subject))

    def visit(self, subject: str | None = "jingui", on: date | None = None) -> list[Any]:
        return self.tell(Visited(subject=subject), on=on)

    def rounds(self, period: str, since: date = date(2015, 1, 1), **more: Any) -> Self:
        """The tenant's rules ask for rounds."""
        sections = {"visits": {"round": {"period": period, "clause": "定期走访"} | more}}
        self.tell(
            RulesAdopted(
                document="走访办法",
                number=None,
                issued_on=None,
                effective_from=since,
                sections=sections,
            )
        )
        return self

    def until(self, day: date) -> list[Any]:
        """The clock comes to a day; what of obligations comes of it."""
        before = len(self.log)
        self.begin(day)
        return self.of_obligations(before)

    def switch(self, *, on: bool) -> None:
        self.tell(PluginSwitchedOn(plugin="visits") if on else PluginSwitchedOff(plugin="visits"))

    def annul(self, position: int) -> list[Any]:
        """The clerk annuls a fact; what of obligations comes of it."""
        before = len(self.log)
        self.do(AnnulFact(fact=position, reason="录错", evidence="核对"))
        self.answer()
        return self.of_obligations(before)

    def correct(self, position: int, **fields: Any) -> list[Any]:
        """The clerk corrects a fact; what of obligations comes of it."""
        before = len(self.log)
        self.do(CorrectFact(fact=position, fields=fields, reason="录错", evidence="核对"))
        self.answer()
        return self.of_obligations(before)

    def last(self, name: str) -> int:
        """Where the last fact of a name stands."""
        return max(p for p, e in enumerate(self.history, 1) if e.event_name == name)

    def reorganise(self, change: Reorganisation, units: list[str], heir: str) -> list[Any]:
        before = len(self.log)
        self.do(
            ReorganiseUnits(
                change=change,
                organisations=units,
                successors=[] if change is Reorganisation.DISSOLUTION else [heir],
                tickets=heir,
                quota=heir,
                since=self.today,
                document="示例政发〔2015〕8号",
            )
        )
        self.answer()
        return self.of_obligations(before)

    def merge(self, *units: str, into: str) -> list[Any]:
        return self.reorganise(Reorganisation.MERGER, [*units], into)

    def dissolve(self, unit: str, heir: str) -> list[Any]:
        return self.reorganise(Reorganisation.DISSOLUTION, [unit], heir)

    def duties(self) -> dict[str, rows.Obligation]:
        """All rows, by duty."""
        return {row.duty: row for row in self.folded(rows.Obligation).values()}

    def rows_of(self, obligation: str) -> dict[tuple[str | None, str], rows.Obligation]:
        """What is shown of an obligation, by subject and key."""
        found = (row for row in self.duties().values() if row.obligation == obligation)
        return {(row.subject, row.key): row for row in found}

    def kept_late(self, done: date, day: date) -> list[Any]:
        """A promise by `DUE` and its keeping are both answered on a later day."""
        self.given(Promised(subject="jingui", matter="", due=DUE))
        self.given(Kept(subject="jingui", matter=""), on=done)
        return self.until(day)

    def promised(self, subject: str | None = "jingui", matter: str = "") -> rows.Obligation:
        return self.rows_of("visits.promise")[subject, matter]

    def states(self, obligation: str = "visits.round") -> dict[tuple[str | None, str], str]:
        return {key: row.state for key, row in self.rows_of(obligation).items()}


@pytest.fixture
def waive() -> Callable[..., WaiveDuty]:
    """Makes a request to let somebody off a promise."""

    def of(subject: str | None, key: str = "") -> WaiveDuty:
        return WaiveDuty(obligation="visits.promise", subject=subject, key=key, reason="水灾")

    return of


@pytest.fixture(scope="session")
def visits() -> Scheme:
    return VISITS


@pytest.fixture(scope="session")
def _visited_town() -> Town:
    schemes = Schemes([*installed()[0].all, with_obligations(VISITS)])
    path = next(path for path in source_tenants() if path.parent.name == "santangjie")
    town = testing.opened(path, schemes)
    made = Town(schemes, town.now)
    made.log, made.authority = town.log, town.authority
    made.tell(PluginSwitchedOn(plugin="visits"))
    made.begin(START)
    return made


@pytest.fixture
def town(_visited_town: Town) -> Town:
    """三堂街镇 on 20 December 2015: seven villages, the scheme is on, nothing is owed yet."""
    return _visited_town.copy()
