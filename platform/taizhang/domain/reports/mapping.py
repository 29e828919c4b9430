"""Problem, cause and measure, one to one (S1-10): 查摆突出问题、分析根源、一一对应明确举措."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count

from taizhang.domain.reports.events import Section
from taizhang.domain.reports.rules import ReportRules
from taizhang.errors import Reason, Refusal

TITLES = {"problem": "问题", "cause": "根源", "measure": "举措"}
UNMAPPED = Refusal(
    "reports.unmapped",
    zh="第 {problem} 个问题没有对应的{missing}",
    en="problem {problem} has no {missing_en}",
    rule="S1-10",
)
LEFT_OVER = Refusal(
    "reports.left_over",
    zh="第 {problem} 个{kind}没有对应的问题",
    en="{kind_en} {problem} belongs to no problem",
    rule="S1-10",
)
TWICE = Refusal(
    "reports.mapped_twice",
    zh="第 {problem} 个问题的{kind}写了 {times} 处，须一一对应",
    en="problem {problem} has {times} parts that are its {kind_en}; one is needed",
    rule="S1-10",
)
UNNUMBERED = Refusal(
    "reports.unnumbered",
    zh="有 {sections} 处{kind}没有注明属于第几个问题，而别处注明了；须都注明或都按顺序",
    en="{sections} {kind_en} sections name no problem while others do",
    rule="S1-10",
)

Numbered = dict[str, list[int | None]]


def unmapped(sections: Sequence[Section], rules: ReportRules) -> Iterator[Reason]:
    """Whatever is not one to one, where the rules ask for it; a report without problems is."""
    if not rules.mapping.one_to_one:
        return
    clause = rules.mapping.basis("one_to_one")
    numbers = _numbers(sections)
    for kind, given in numbers.items():
        if nameless := given.count(None):
            names = {"kind": TITLES[kind], "kind_en": kind}
            yield UNNUMBERED(clause=clause, sections=nameless, **names)
    counts = {kind: Counter(n for n in given if n) for kind, given in numbers.items()}
    for problem in sorted(set().union(*counts.values())):
        yield from _of_one(problem, counts, clause)


def _of_one(problem: int, counts: dict[str, Counter[int]], clause: str | None) -> Iterator[Reason]:
    stated = counts["problem"][problem] > 0
    for kind, title in TITLES.items():
        times, names = counts[kind][problem], {"kind": title, "kind_en": kind}
        if times > 1:
            yield TWICE(clause=clause, problem=problem, times=times, **names)
        if times and not stated:
            yield LEFT_OVER(clause=clause, problem=problem, **names)
        if stated and not times:
            yield UNMAPPED(clause=clause, problem=problem, missing=title, missing_en=kind)


def _numbers(sections: Sequence[Section]) -> Numbered:
    """By kind the problems that its sections belong to: as they name them, or by their order."""
    told = any(s.problem is not None for s in sections if s.kind in TITLES)
    places = {kind: count(1) for kind in TITLES}
    numbers: Numbered = {kind: [] for kind in TITLES}
    for section in sections:
        if section.kind in TITLES:
            place = section.problem if told else next(places[section.kind])
            numbers[section.kind].append(place)
    return numbers
