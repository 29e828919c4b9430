"""Checks of a grade list against the tenant's rules. Each yields its reason with the clause."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from taizhang.domain.grades.events import Graded
from taizhang.domain.grades.rules import GradeQuota, GradeRules
from taizhang.errors import Reason, Refusal
from taizhang.measures.quota import Quota, percent, share_of

OFF_SCALE = Refusal(
    "grades.off_scale",
    zh="“{organisation}”的等次“{grade}”不在规定等次({scale})之内",
    en="{grade!r} for {organisation} is none of {scale}",
    rule="S2-15",
)
OVER_QUOTA = Refusal(
    "grades.over_quota",
    zh="“{grade}”等次 {held} 个,占 {base} 个的 {share};规定不超过 {limit},最多 {most} 个",
    en="{held} of {base} hold {grade} ({share}); at most {limit}, that is {most}",
    rule="S2-15",
)
NO_RATIONALE = Refusal(
    "grades.rationale_missing",
    zh="“{organisation}”评为“{grade}”,须有简要评定理由",
    en="{organisation} is graded {grade} without a rationale",
    rule="S2-18",
)
NOT_ASSESSED = Refusal(
    "grades.not_a_subject",
    zh="“{organisation}”不是本周期的考核对象",
    en="{organisation} is not assessed in this cycle",
    rule="S0-01",
)
TWICE = Refusal(
    "grades.listed_twice",
    zh="“{organisation}”在名单中出现了不止一次",
    en="{organisation} is listed more than once",
)
LEFT_OUT = Refusal(
    "grades.left_out",
    zh="名单缺少 {count} 个考核对象:{organisations}",
    en="{count} units are not on the list: {organisations}",
)


def held(lines: Iterable[Graded]) -> dict[str, int]:
    """How many lines hold each grade."""
    return dict(Counter(line.grade for line in lines))


def malformed(lines: Sequence[Graded], subjects: set[str], rules: GradeRules) -> Iterator[Reason]:
    """What no list may have, not even a draft: a foreign grade, a foreign unit, a unit twice."""
    scale = rules.scale
    for line in lines:
        unit = line.organisation
        if line.grade not in scale.grades:
            words = "、".join(scale.grades)
            basis = scale.basis("grades")
            yield OFF_SCALE(clause=basis, organisation=unit, grade=line.grade, scale=words)
        if unit not in subjects:
            yield NOT_ASSESSED(organisation=unit)
    counted = Counter(line.organisation for line in lines)
    for unit, times in counted.items():
        if times > 1:
            yield TWICE(organisation=unit)


def left_out(lines: Sequence[Graded], subjects: set[str]) -> Iterator[Reason]:
    """The list is confirmed as a whole, so nobody may be missing."""
    if missing := sorted(subjects - {line.organisation for line in lines}):
        yield LEFT_OUT(count=len(missing), organisations="、".join(missing))


def over_quota(lines: Sequence[Graded], base: int, rules: GradeRules) -> Iterator[Reason]:
    """S2-15: no more than the share of all units assessed."""
    counts = held(lines)
    for quota in rules.quota:
        most = Quota(share_of(quota.share), quota.rounding).most(base)
        if counts.get(quota.grade, 0) > most:
            yield _over(quota, counts[quota.grade], base, most)


def _over(quota: GradeQuota, count: int, base: int, most: int) -> Reason:
    return OVER_QUOTA(
        clause=quota.clause,
        grade=quota.grade,
        held=count,
        base=base,
        share=percent(count, base),
        limit=quota.share,
        exact=float(share_of(quota.share) * base),
        most=most,
    )


def without_rationale(lines: Sequence[Graded], rules: GradeRules) -> Iterator[Reason]:
    """S2-18: the grades that the document names need a rationale."""
    for line in lines:
        if line.grade in rules.rationale.grades and not (line.rationale or "").strip():
            yield NO_RATIONALE(
                clause=rules.rationale.basis("grades"),
                organisation=line.organisation,
                grade=line.grade,
            )
