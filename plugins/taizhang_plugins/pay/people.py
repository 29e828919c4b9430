"""The lines of a sheet: everybody who is paid in a unit, and whoever was on the sheet before."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from taizhang import Refused
from taizhang_plugins.pay.cadres import Cadres
from taizhang_plugins.pay.computing import NO_LAST_YEAR
from taizhang_plugins.pay.persons import Paid, Standard, factor_of, pay_of, refuse_unclear
from taizhang_plugins.pay.provisions import Tenure
from taizhang_plugins.pay.rules import PayRules
from taizhang_plugins.pay.sheet_events import PersonLine
from taizhang_plugins.pay.tenure import Part, Spell, parts_of

_NOTHING = Paid("0", Decimal(0), None, ["不在本年计酬人员之列"])


class Sheet(NamedTuple):
    """What the lines are worked out from; `before` and `last` are earlier lines by person."""

    cadres: Cadres[Any]
    rules: PayRules
    tenure: Tenure
    standard: Standard
    before: Mapping[str, PersonLine]
    last: Mapping[str, PersonLine]

    def lines(self, year: int, organisation: str) -> list[PersonLine]:
        """One line a person, in the order in which they entered the register."""
        paid = [
            self._line(person, parts, year, organisation)
            for person in self.cadres.held
            if (parts := self._parts(person, year))
        ]
        still = {line.person for line in paid}
        gone = [who for who, line in self.before.items() if line.yuan and who not in still]
        return [*paid, *(self._told(person, [], _NOTHING) for person in gone)]

    def _parts(self, person: str, year: int) -> list[Part]:
        posts = [
            Spell(self.rules.paid_as(spell.post), spell.since, spell.until)
            for spell in self.cadres.held[person]
        ]
        paid = [spell for spell in posts if spell.post in self.standard.rates]
        freezes = self.cadres.freezes(person, self.rules.bars)
        return parts_of(paid, freezes, year, self.tenure, list(self.standard.rates))

    def _line(self, person: str, parts: list[Part], year: int, organisation: str) -> PersonLine:
        name = self.cadres.name_of(organisation)
        refuse_unclear(parts, self.rules, person, organisation=organisation, name=name)
        self._refuse_unknown_last(parts, year)
        performance = self.rules.performance
        of = performance.of if performance else None
        result = self.cadres.result_of(year, organisation, person, of)
        factor = factor_of(result, performance)
        return self._told(person, parts, pay_of(parts, self.standard, self.rules, factor))

    def _refuse_unknown_last(self, parts: list[Part], year: int) -> None:
        """Whose pay is not raised keeps to the year before: there must be one."""
        frozen = {post for part in parts if part.frozen for post in part.posts}
        if frozen - set(self.standard.last):
            clause = self.rules.freeze.basis("bars") if self.rules.freeze else None
            raise Refused(NO_LAST_YEAR(clause=clause, year=year, last_year=year - 1))

    def _told(self, person: str, parts: list[Part], paid: Paid) -> PersonLine:
        before, last = self.before.get(person), self.last.get(person)
        return PersonLine(
            person=person,
            posts=list(dict.fromkeys(post for part in parts for post in part.posts)),
            months=sum(part.months for part in parts),
            frozen_months=sum(part.months for part in parts if part.frozen),
            exact=paid.exact,
            base=paid.base,
            performance=paid.performance,
            yuan=paid.yuan,
            before=before.yuan if before else None,
            last_year=last.yuan if last else None,
            working=paid.working,
        )
