"""Checks of a grade list against the tenant's rules. Each yields its reason with the clause."""

from collections import Counter
from collections.abc import Iterable, Iterator

from taizhang.domain.grades.events import Graded
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.grades.sheet import Sheet
from taizhang.errors import Reason, Refusal

OFF_SCALE = Refusal(
    "grades.off_scale",
    zh="“{name}”的等次“{grade}”不在规定等次（{scale}）之内",
    en="{grade!r} for {name} is none of {scale}",
    rule="S2-15",
)
NO_RATIONALE = Refusal(
    "grades.rationale_missing",
    zh="“{name}”评为“{grade}”，须有简要评定理由",
    en="{name} is graded {grade} without a rationale",
    rule="S2-18",
)
NOT_ASSESSED = Refusal(
    "grades.not_a_subject",
    zh="“{name}”不是本周期的考核对象",
    en="{name} is not assessed in this cycle",
    rule="S0-01",
)
UNDETERMINED = Refusal(
    "grades.undetermined",
    zh="“{name}”本周期不定等次，不能列入名单",
    en="{name} gets no grade in this cycle",
)
UNCLASSED = Refusal(
    "grades.unclassed",
    zh="“{name}”的考核类别“{group}”不在规定的类别（{allowed}）之内，请先确定考核类别",
    en="{name} is in class {group!r}, which is none of {allowed}: class it first",
    rule="S2-16",
)
TWICE = Refusal(
    "grades.listed_twice",
    zh="“{name}”在名单中出现了不止一次",
    en="{name} is listed more than once",
)
LEFT_OUT = Refusal(
    "grades.left_out",
    zh="名单缺少 {count} 个考核对象：{names}",
    en="{count} subjects are not on the list: {names}",
)


def held(lines: Iterable[Graded]) -> dict[str, int]:
    """How many lines hold each grade."""
    return dict(Counter(line.grade for line in lines))


def off_scale(sheet: Sheet, line: Graded, rules: GradeRules) -> Iterator[Reason]:
    """A grade is one of the words of the tenant's document."""
    scale = rules.scale
    if line.grade not in scale.grades:
        unit, words = line.subject, "、".join(scale.grades)
        yield OFF_SCALE(
            clause=scale.basis("grades"),
            subject=unit,
            name=sheet.name_of(unit),
            grade=line.grade,
            scale=words,
        )


def foreign(sheet: Sheet, unit: str) -> Iterator[Reason]:
    """Only who is assessed, and gets a grade."""
    named = {"subject": unit, "name": sheet.name_of(unit)}
    if unit not in sheet.subjects:
        yield NOT_ASSESSED(**named)
    elif unit in sheet.undetermined:
        yield UNDETERMINED(**named)


def malformed(sheet: Sheet, rules: GradeRules) -> Iterator[Reason]:
    """What no list may have, not even a draft: a foreign grade, a foreign unit, a unit twice."""
    for line in sheet.lines:
        yield from off_scale(sheet, line, rules)
        yield from foreign(sheet, line.subject)
    counted = Counter(line.subject for line in sheet.lines)
    for unit, times in counted.items():
        if times > 1:
            yield TWICE(subject=unit, name=sheet.name_of(unit))


def unclassed(sheet: Sheet, rules: GradeRules) -> Iterator[Reason]:
    """S2-16: where the tenant names the classes, everybody who is graded is in one of them."""
    names = rules.classes.names
    for subject in sorted(sheet.graded) if names else ():
        if (group := sheet.class_of(subject)) not in names:
            yield UNCLASSED(
                clause=rules.classes.basis("names"),
                subject=subject,
                name=sheet.name_of(subject),
                group=group,
                allowed="、".join(names),
            )


def left_out(sheet: Sheet) -> Iterator[Reason]:
    """The list is confirmed as a whole, so nobody may be missing."""
    if missing := sheet.graded - {line.subject for line in sheet.lines}:
        yield LEFT_OUT(
            count=len(missing),
            subjects="、".join(sorted(missing)),
            names=sheet.named(missing),
        )


def without_rationale(sheet: Sheet, rules: GradeRules) -> Iterator[Reason]:
    """S2-18: the grades that the document names need a rationale."""
    for line in sheet.lines:
        if line.grade in rules.rationale.grades and not (line.rationale or "").strip():
            yield NO_RATIONALE(
                clause=rules.rationale.basis("grades"),
                subject=line.subject,
                name=sheet.name_of(line.subject),
                grade=line.grade,
            )
