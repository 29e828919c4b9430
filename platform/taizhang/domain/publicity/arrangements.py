"""By which arrangement of the tenant something is made public: to whom, and until when. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from taizhang.domain.publicity.events import ACTS, MATTERS, Act, Matter
from taizhang.domain.publicity.rules import Arrangement, PublicityRules
from taizhang.errors import Refusal, Refused
from taizhang.measures.terms import Term
from taizhang.measures.working_days import ChineseCalendar, UnknownYear
from taizhang.rules.provision import Provision
from taizhang.suggest import nearest

NOT_ARRANGED = Refusal(
    "publicity.not_arranged",
    zh="本单位的规定没有写{act}{matter}，不能办理",
    en="this tenant's rules arrange for no {act} of {matter}",
)
FOREIGN_SCOPE = Refusal(
    "publicity.foreign_scope",
    zh="范围“{scope}”不在规定之内：{allowed}{hint}",
    en="{scope!r} is none of the scopes: {allowed}",
)
UNKNOWN_CALENDAR = Refusal(
    "publicity.calendar_unknown",
    zh="还没有 {year} 年的工作日安排（现有 {first} 至 {last} 年），不能推算公示的最后一天",
    en="working days are known for {first} to {last}, not for {year}",
)


class Until(NamedTuple):
    """The last day, and which calendar told working days from rest days."""

    day: date | None
    calendar: str | None = None


def arranged(rules: PublicityRules | None, act: Act, matter: Matter) -> Arrangement:
    """The tenant's arrangement. Raises Refused(`publicity.not_arranged`)."""
    found = rules.arranged(act, matter) if rules else None
    if found is None:
        raise Refused(NOT_ARRANGED(act=ACTS[act], matter=MATTERS[matter]))
    return found


def check_scope(scope: str, scopes: Sequence[str], rule: Provision) -> None:
    """Raise Refused for a scope that the tenant does not use."""
    if scope not in scopes:
        near = nearest(scope, scopes)
        raise Refused(
            FOREIGN_SCOPE(
                clause=rule.basis("scopes"),
                scope=scope,
                allowed="、".join(scopes),
                hint=f"；是否指“{near}”？" if near else "",
            )
        )


def last_day(rule: Arrangement, start: date) -> Until:
    """Until when it is shown. Raises Refused where working days matter and are not known."""
    if rule.days is None or rule.unit is None:
        return Until(None)
    counts, moves = bool(rule.counts_start), bool(rule.moves_on)
    calendar = ChineseCalendar()
    term = Term(count=rule.days, unit=rule.unit, counts_start=counts, moves_on=moves)
    try:
        day = term.last_day(start, calendar)
    except UnknownYear as unknown:
        clause = rule.basis("unit")
        known = {"year": unknown.year, "first": unknown.first, "last": unknown.last}
        raise Refused(UNKNOWN_CALENDAR(clause=clause, **known)) from unknown
    asked = rule.unit == "working_days" or moves
    return Until(day, calendar.name if asked else None)
