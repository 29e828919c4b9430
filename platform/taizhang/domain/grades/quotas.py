"""Quotas over a list: taken on those who get a grade, all together or class by class."""

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from taizhang.domain.grades.rules import GradeQuota, GradeRules
from taizhang.domain.grades.sheet import Sheet
from taizhang.errors import Reason, Refusal
from taizhang.measures.quota import Quota, percent, share_of

EVERYBODY = "全部定等对象"
OVER_QUOTA = Refusal(
    "grades.over_quota",
    zh="{within}中“{grade}”等次 {held} {measure}，占 {base} {measure}的 {share}；"
    "规定不超过 {limit}，最多 {most} {measure}",
    en="{within}: {held} of {base} hold {grade} ({share}); at most {limit}, that is {most}",
    rule="S2-15",
)
NO_EXCEPTION = Refusal(
    "grades.exception_missing",
    zh="{within}中“{grade}”等次 {held} {measure}，超过规定的 {limit}（最多 {most} {measure}）；"
    "确需超过的，须先记录比例例外及其理由，目前准许 {excepted} {measure}",
    en="{within}: {held} hold {grade}, over {limit} ({most}); an exception must be recorded first, "
    "{excepted} are excepted",
    rule="S2-15",
)


class Standing(Struct, frozen=True):
    """How one quota stands within one class (`group` None: altogether)."""

    rules: GradeRules
    quota: GradeQuota
    group: str | None
    base: int
    held: int

    @property
    def most(self) -> int:
        """How many may hold the grade."""
        return Quota(share_of(self.quota.share), self.quota.rounding).most(self.base)

    @property
    def over(self) -> bool:
        """Whether more hold it than may."""
        return self.held > self.most

    def reason(self, kind: Refusal = OVER_QUOTA, **more: int) -> Reason:
        """The figures, with the clause."""
        quota = self.quota
        return replace(kind, rule=self.rules.quota_rule)(
            clause=quota.clause,
            within=self.group or EVERYBODY,
            grade=quota.grade,
            held=self.held,
            base=self.base,
            share=percent(self.held, self.base),
            limit=quota.share,
            exact=float(share_of(quota.share) * self.base),
            most=self.most,
            measure=self.rules.measure,
            **more,
        )


def standings(sheet: Sheet, rules: GradeRules) -> Iterator[Standing]:
    """Each quota as it stands, pooled or once for every class."""
    for quota in rules.quota:
        by_class = quota.spread == "by_class"
        bases = Counter(sheet.class_of(unit) if by_class else None for unit in sheet.graded)
        held = Counter(
            sheet.class_of(line.subject) if by_class else None
            for line in sheet.lines
            if line.grade == quota.grade and line.subject in sheet.graded
        )
        for group in sorted(bases, key=str):
            yield Standing(rules, quota, group, bases[group], held[group])


def over_quota(sheet: Sheet, rules: GradeRules) -> Iterator[Reason]:
    """S2-15: every quota that the list is over, excepted or not: what a draft is warned of."""
    return (standing.reason() for standing in standings(sheet, rules) if standing.over)


def forbidden(sheet: Sheet, rules: GradeRules) -> Iterator[Reason]:
    """What a confirmation is refused for: a hard quota, or a soft one without its exception."""
    for standing in standings(sheet, rules):
        if not standing.over:
            continue
        excepted = sheet.exceptions.get((standing.quota.grade, standing.group), 0)
        if standing.quota.hardness == "hard":
            yield standing.reason()
        elif standing.held > excepted:
            yield standing.reason(NO_EXCEPTION, excepted=excepted)
