"""Drawing up the pay sheet of a unit: who is paid what, by months in each post."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from taizhang import Command, Refused, Role, Selector, bands_of, decides, event
from taizhang.core import ORGANISATION, OrganisationId, unknown
from taizhang_plugins.pay import sheet_refusals as no
from taizhang_plugins.pay.cadres import Cadres, of_cadres
from taizhang_plugins.pay.events import PayComputed
from taizhang_plugins.pay.names import YEAR, Year
from taizhang_plugins.pay.people import Sheet
from taizhang_plugins.pay.persons import Standard
from taizhang_plugins.pay.provisions import Tenure
from taizhang_plugins.pay.rules import PayRules, rules_for
from taizhang_plugins.pay.sheet_events import PersonLine, SheetDrawn
from taizhang_plugins.pay.standing import Tables, tables_of

#: An event takes 64 tags.
MOST_PEOPLE = 60


class Drawn(NamedTuple):
    """A sheet as it stands, and the revision of the table that it rests on."""

    revision: int
    table: int
    lines: list[PersonLine]


class DrawSheet(Command, name="pay.draw_sheet", title="编制村干报酬表"):
    """Work out what everybody in a unit is paid for a year; again, where something changed."""

    year: Year
    organisation: OrganisationId


@decides(DrawSheet, by=Role.FINANCE)
class SheetDrawing(Tables[DrawSheet], Cadres[DrawSheet]):
    """The sheet rests on the standing table of its year (S3-02, S3-03)."""

    def __init__(self, ask: DrawSheet) -> None:
        super().__init__(ask)
        self.sheets: dict[str, Drawn] = {}

    def consistency_boundary(self) -> list[Selector]:
        unit, year = self.ask.organisation, self.ask.year
        sheets = [
            Selector([SheetDrawn], [YEAR(str(each)), ORGANISATION(unit)])
            for each in (year - 1, year)
        ]
        return [*tables_of(year - 1, year), *of_cadres(unit), *sheets]

    @event(SheetDrawn)
    def _drawn(self, year: str, revision: int, table: int, lines: list[PersonLine]) -> None:
        self.sheets[year] = Drawn(revision, table, lines)

    def execute(self) -> None:
        ask, rules = self.ask, rules_for(self.context, self.ask.year)
        self.refuse_unless(self.knows(ask.organisation), unknown("单位", ask.organisation))
        tenure, table = self._tenure(rules), self._table(rules)
        band = self._band(rules, table)
        standard = Standard(self._of_band(ask.year, band), self._of_band(ask.year - 1, band))
        sheet = Sheet(self, rules, tenure, standard, self._earlier(), self._earlier(1))
        lines = sheet.lines(ask.year, ask.organisation)
        self._check(lines, table)
        self.record(
            SheetDrawn(
                year=str(ask.year),
                organisation=ask.organisation,
                revision=self._revision() + 1,
                table=table.revision,
                band=band,
                people=[line.person for line in lines],
                lines=lines,
            )
        )

    @property
    def _words(self) -> dict[str, str]:
        unit = self.ask.organisation
        return {"organisation": unit, "name": self.name_of(unit), "year": str(self.ask.year)}

    def _tenure(self, rules: PayRules) -> Tenure:
        if rules.tenure is None:
            raise Refused(no.NO_TENURE(clause=rules.clause))
        return rules.tenure

    def _table(self, rules: PayRules) -> PayComputed:
        table = self.table(self.ask.year)
        if table is None:
            raise Refused(no.NO_TABLE(clause=rules.clause, **self._words))
        outdated = no.TABLE_OUTDATED(clause=rules.clause, **self._words)
        self.refuse_unless(not self.outdated[table.year], outdated)
        return table

    def _band(self, rules: PayRules, table: PayComputed) -> str:
        """The size of the village, where pay differs by it; a table from elsewhere has no sizes."""
        sizes = rules.sizes
        if sizes is None or sizes.bands is None or sizes.years_back is None or table.document:
            return ""
        counted = self.ask.year - sizes.years_back
        people = self.population.get(str(counted))
        if people is None:
            words = self._words | {"year": str(counted)}
            raise Refused(no.NO_POPULATION(clause=sizes.basis("bands"), **words))
        return bands_of(sizes.bands).of(Decimal(people))

    def _of_band(self, year: int, band: str) -> dict[str, Decimal]:
        return {post: yuan for (post, of), yuan in self.rates(year).items() if of in (band, "")}

    def _earlier(self, years: int = 0) -> dict[str, PersonLine]:
        drawn = self.sheets.get(str(self.ask.year - years))
        return {line.person: line for line in drawn.lines} if drawn else {}

    def _revision(self) -> int:
        drawn = self.sheets.get(str(self.ask.year))
        return drawn.revision if drawn else 0

    def _check(self, lines: list[PersonLine], table: PayComputed) -> None:
        self.refuse_unless(bool(lines), no.NOBODY(**self._words))
        many = no.TOO_MANY(people=len(lines), most=MOST_PEOPLE, **self._words)
        self.refuse_unless(len(lines) <= MOST_PEOPLE, many)
        drawn = self.sheets.get(str(self.ask.year))
        if drawn is not None and drawn.table == table.revision:
            same = no.UNCHANGED_SHEET(revision=drawn.revision, **self._words)
            self.refuse_unless(_sums(lines) != _sums(drawn.lines), same)


def _sums(lines: Sequence[PersonLine]) -> dict[str, tuple[str, Decimal]]:
    """What people are paid, exactly and as it is shown; nothing for who is on the sheet no more."""
    return {line.person: (line.exact, line.yuan) for line in lines if line.posts}
