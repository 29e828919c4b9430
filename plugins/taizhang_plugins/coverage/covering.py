"""Covering: what founding and joining have in common. A unit is never covered twice (S3-27)."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from taizhang import Command, Refusal, Refused
from taizhang_plugins.coverage.limits import Limit, most_units
from taizhang_plugins.coverage.names import MOST_UNITS
from taizhang_plugins.coverage.party_events import LimitExceeded
from taizhang_plugins.coverage.refusals import COVERED, GONE, NOT_LISTED
from taizhang_plugins.coverage.rules import Mode
from taizhang_plugins.coverage.standing import Standing

Ask = TypeVar("Ask", bound=Command)

TOO_MANY_UNITS = Refusal(
    "coverage.too_many_units",
    zh="{mode}不得超过 {most} 个单位，这里是 {units_many} 个",
    en="{mode} covers {most} units at most, not {units_many}",
    rule="S3-27",
)
MANY_UNITS = Refusal(
    "coverage.many_units",
    zh="{mode}一般不超过 {most} 个单位，这里是 {units_many} 个，已作为例外记录",
    en="{mode} generally covers {most} units at most, not {units_many}; an exception is recorded",
    rule="S3-27",
)
FULL = Refusal(
    "coverage.full",
    zh="一个党组织最多登记 {most} 个单位，请分设",
    en="a party organisation is entered with {most} units at most; found another",
)


class Covering(Standing[Ask]):
    """Units that come under a party organisation."""

    def named(self, units: Iterable[str]) -> str:
        """Several units by their names, for a sentence."""
        return "、".join(f"“{self.name_of(unit)}”" for unit in units)

    def require_free(self, units: Sequence[str]) -> None:
        """Raise Refused, with a reason for each unit that is not listed, or covered already."""
        wrong = []
        for id in units:
            unit, name = self.unit(id), self.name_of(id)
            if unit.gone:
                wrong.append(GONE(name=name))
            elif not unit.listed:
                wrong.append(NOT_LISTED(name=name))
            elif unit.party is not None:
                party = self.party(unit.party)
                clause = self.rules.modes[0].basis("name")
                called = party.name or unit.party
                wrong.append(COVERED(clause=clause, name=name, party_name=called))
        if wrong:
            raise Refused(*wrong)

    def exceeding(self, mode: Mode, units: int) -> list[Limit]:
        """The soft limits that so many units exceed, warned of. Raises Refused for a hard one."""
        self.refuse_unless(units <= MOST_UNITS, FULL(most=MOST_UNITS))
        exceeded = [limit for limit in most_units(mode, self.context.on) if units > limit.value]
        for limit in exceeded:
            said = {"mode": mode.name, "most": limit.value, "units_many": units}
            self.refuse_unless(limit.soft, TOO_MANY_UNITS(clause=limit.clause, **said))
            self.warn(MANY_UNITS(clause=limit.clause, **said))
        return exceeded

    def record_exceptions(
        self, party: str, mode: Mode, units: int, exceeded: Iterable[Limit], reason: str | None
    ) -> None:
        """Record each soft limit that is exceeded, with the reason that was given."""
        for limit in exceeded:
            self.record(
                LimitExceeded(
                    party_organisation=party,
                    mode=mode.name,
                    units=units,
                    most=limit.value,
                    clause=limit.clause,
                    reason=reason,
                )
            )
