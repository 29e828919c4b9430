"""Coherence: what the provisions of one file must not say against each other."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeVar

from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.cycles.rules import CycleRules
from taizhang.domain.grades.rules import GradeRules, PersonGradeRules
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.reports.rules import ReportRules
from taizhang.domain.results.rules import PersonResultRules, ResultRules
from taizhang.domain.sanctions.rules import SanctionRules
from taizhang.domain.tickets.rules import TicketRules
from taizhang.measures.quota import share_of
from taizhang.onboarding.meetings import of_meetings
from taizhang.rules.fault import Fault, Path, Words, unknown, unnamed
from taizhang.rules.provision import Rules

R = TypeVar("R", bound=Rules)

_GRADE = Words("等次", "grade")
_CLASS = Words("考核类别", "class")
_GROUND = Words("不定等次的情形", "ground for no grade")


def incoherent(rules: Mapping[str, Rules]) -> Iterator[Fault]:
    """Faults between the provisions that could be read."""
    if cycles := _find(rules, CycleRules):
        yield from _deadline(cycles)
    if reports := _find(rules, ReportRules):
        yield from _share(reports.achievements.share_max, "reports", "achievements", "share_max")
    if meetings := _find(rules, MeetingRules):
        yield from _committee(meetings)
        yield from of_meetings(meetings, _find(rules, BallotRules))
    if grades := _find(rules, GradeRules):
        yield from _grades(grades)
        yield from _rectified(grades, _find(rules, TicketRules))
        if sanctions := _find(rules, SanctionRules):
            yield from _consequences(grades.scale.grades, sanctions)
    if persons := _find(rules, PersonGradeRules):
        yield from _grades(persons)
        yield from _enrolled(persons, _find(rules, CycleRules))
    for kind in (ResultRules, PersonResultRules):
        if (results := _find(rules, kind)) and results.publication.required:
            yield from _some(results.publication.scopes, kind.section, "publication", "scopes")


def _find(rules: Mapping[str, Rules], kind: type[R]) -> R | None:
    found = rules.get(kind.section)
    return found if isinstance(found, kind) else None


def _deadline(cycles: CycleRules) -> Iterator[Fault]:
    deadline = cycles.deadline
    try:
        date(2001, deadline.month, deadline.day)  # no leap year: the day must exist in every year
    except ValueError:
        yield Fault(
            ("rules", "cycles", "deadline", "day"),
            Words(
                f"{deadline.month} 月没有每年都有的 {deadline.day} 日",
                f"month {deadline.month} has no day {deadline.day} in every year",
            ),
            Words("改为该月有的日子", "name a day that the month has in every year"),
        )


def _committee(meetings: MeetingRules) -> Iterator[Fault]:
    committee = meetings.committee
    if committee.present_min > committee.members:
        yield Fault(
            ("rules", "meetings", "committee", "present_min"),
            Words(
                f"须到会 {committee.present_min} 人，但委员只有 {committee.members} 人",
                f"{committee.present_min} of only {committee.members} members must be present",
            ),
            Words("不超过 members", "at most as many as members"),
        )


def _grades(grades: GradeRules) -> Iterator[Fault]:
    scale, at = grades.scale.grades, ("rules", grades.section)
    if len(set(scale)) < len(scale):
        yield Fault(
            (*at, "scale", "grades"),
            Words("同一等次写了两次", "a grade is named twice"),
            Words("每个等次写一次", "name each grade once"),
        )
    for number, quota in enumerate(grades.quota, start=1):
        yield from _on_scale([quota.grade], scale, (*at, "quota", number, "grade"))
        yield from _share(quota.share, grades.section, "quota", number, "share")
    yield from _on_scale(grades.rationale.grades, scale, (*at, "rationale", "grades"))


def _rectified(grades: GradeRules, tickets: TicketRules | None) -> Iterator[Fault]:
    if tickets:
        named, at = tickets.rectification.grades, ("rules", "tickets", "rectification", "grades")
        yield from _on_scale(named, grades.scale.grades, at)


def _enrolled(grades: PersonGradeRules, cycles: CycleRules | None) -> Iterator[Fault]:
    """Whoever is enrolled by the cycle's rules can be classed, and left undetermined, by these."""
    if cycles is None:
        return
    persons, at = cycles.persons, ("rules", "cycles", "persons")
    names, grounds = grades.classes.names, grades.undetermined.grounds
    for name in (persons.classes or {}) if names else ():
        if name not in (*names, *(persons.voted_only or ())):
            yield unknown((*at, "classes"), name, _CLASS, names)
    if persons.ground is not None and persons.ground not in grounds:
        yield unknown((*at, "ground"), persons.ground, _GROUND, grounds)


def _consequences(scale: list[str], sanctions: SanctionRules) -> Iterator[Fault]:
    for number, each in enumerate(sanctions.consequences, start=1):
        at = ("rules", "sanctions", "consequences", number, "grades")
        yield from _on_scale(each.grades, scale, at)


def _on_scale(named: Iterable[str], scale: list[str], at: Path) -> Iterator[Fault]:
    for grade in named:
        if grade not in scale:
            yield unknown(at, grade, _GRADE, scale)


def _share(share: str | None, *at: str | int) -> Iterator[Fault]:
    try:
        share_of(share or "0")
    except (ValueError, ArithmeticError):
        yield Fault(
            ("rules", *at),
            Words(f"“{share}”不是 0 到 1 的份额", f"{share!r} is no share between 0 and 1"),
            Words("写成 “30%”、“0.3” 或 “1/3”", "write '30%', '0.3' or '1/3'"),
        )


def _some(named: list[str], *at: str) -> Iterator[Fault]:
    if not named:
        yield unnamed(("rules", *at))
