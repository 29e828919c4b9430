"""Who is paid in a unit: what a sheet reads of posts, sanctions, populations and results."""

from collections import defaultdict
from datetime import date, timedelta
from typing import TypeVar

from taizhang import Command, Selector, event
from taizhang.core import (
    ORGANISATION,
    Naming,
    PostLeft,
    PostTaken,
    SanctionImposed,
    SanctionLifted,
    registered,
    subject_of,
)
from taizhang_plugins.pay.events import PopulationRecorded
from taizhang_plugins.pay.sheet_events import PerformanceRecorded
from taizhang_plugins.pay.tenure import Spell

Ask = TypeVar("Ask", bound=Command)


class Cadres(Naming[Ask]):
    """Knows the people of one unit, as far as pay looks at them."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.held: defaultdict[str, list[Spell]] = defaultdict(list)
        self.population: dict[str, int] = {}
        self.results: dict[tuple[str, str], str] = {}
        self._sanctions: dict[str, tuple[str | None, list[str], Spell]] = {}

    @event(PostTaken)
    def _taken(self, person: str, post: str, since: date) -> None:
        self.held[person].append(Spell(post, since, None))

    @event(PostLeft)
    def _left(self, person: str, post: str, until: date) -> None:
        spells = self.held[person]
        open_ = [n for n, spell in enumerate(spells) if spell.until is None and spell.post == post]
        for number in open_:
            spells[number] = spells[number]._replace(until=until)

    @event(PopulationRecorded)
    def _counted(self, year: str, people: int) -> None:
        self.population[year] = people

    @event(PerformanceRecorded)
    def _performed(self, year: str, subject: str, result: str) -> None:
        self.results[year, subject] = result

    @event(SanctionImposed)
    def _imposed(
        self, sanction: str, person: str | None, bars: list[str], since: date, until: date | None
    ) -> None:
        self._sanctions[sanction] = (person, bars, Spell("", since, until))

    @event(SanctionLifted)
    def _lifted(self, sanction: str, decided_on: date) -> None:
        if known := self._sanctions.get(sanction):
            person, bars, spell = known
            last = decided_on - timedelta(days=1)
            self._sanctions[sanction] = (person, bars, spell._replace(until=last))

    def freezes(self, person: str, bars: frozenset[str]) -> list[Spell]:
        """When somebody is under a sanction that bars a rise."""
        known = self._sanctions.values()
        return [spell for who, barred, spell in known if who == person and bars & {*barred}]

    def result_of(self, year: int, organisation: str, person: str, of: str | None) -> str | None:
        """The grade or score that decides somebody's performance pay."""
        subject = subject_of(person) if of == "person" else organisation
        return self.results.get((str(year), subject))


def of_cadres(organisation: str) -> list[Selector]:
    """The part of a boundary that holds all this of a unit."""
    kinds = (PostTaken, PostLeft, PopulationRecorded, PerformanceRecorded)
    tag = ORGANISATION(organisation)
    sanctions = Selector([SanctionImposed, SanctionLifted], [tag])
    return [Selector(kinds, [tag]), sanctions, *registered(organisation)]
