"""What a tenant's document says of grades."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.domain.grades.composing import Appraisal as Appraisal
from taizhang.domain.grades.composing import Composite as Composite
from taizhang.domain.grades.events import ListOf
from taizhang.measures.quota import Rounding
from taizhang.rules.expecting import a_share, each_once, known_only
from taizhang.rules.fault import Fault, Path, Words
from taizhang.rules.in_force import RulesInForce
from taizhang.rules.provision import Provision, Rules
from taizhang.rules.unread import as_far_as_read

Spread = Literal["pooled", "by_class"]
GRADE = Words("等次", "grade")


class Scale(Provision, frozen=True):
    """The grades, best first (S1-15, S2-15). Words differ from place to place."""

    title: ClassVar[str] = "等次"
    grades: Annotated[list[str], Meta(min_length=2, title="考核等次")]

    def contradictions(self) -> Iterator[Fault]:
        """Two grades of one name could not be told apart."""
        return each_once(self.grades, ("grades",), GRADE)


class GradeQuota(Provision, frozen=True):
    """At most a share of those who are graded may hold a grade (S2-15, S2-16).

    `spread`: of all of them, or of each class. A soft quota gives way to a recorded exception.
    """

    title: ClassVar[str] = "等次比例"
    grade: Annotated[str, Meta(title="考核等次")]
    share: Annotated[str, Meta(title="比例上限")]
    spread: Annotated[Spread, Meta(title="计算范围")]
    rounding: Annotated[Rounding, Meta(title="取整方式")]
    hardness: Annotated[Literal["hard", "soft"], Meta(title="约束力")]

    def contradictions(self) -> Iterator[Fault]:
        """A share is one."""
        return a_share(self.share, ("share",))


class Rationale(Provision, frozen=True):
    """Grades that need a brief rationale (S2-18)."""

    title: ClassVar[str] = "评定理由"
    grades: Annotated[list[str], Meta(title="须写理由的等次")]


class Classes(Provision, frozen=True):
    """The classes that are graded apart (S2-16); none: the register's kinds, or the enrolment's."""

    title: ClassVar[str] = "考核类别"
    names: Annotated[list[str], Meta(title="考核类别")]


class Ranking(Provision, frozen=True):
    """Whether a list must be ranked (S2-16), within what, and what becomes of equals."""

    title: ClassVar[str] = "排名"
    required: Annotated[bool, Meta(title="是否须排名")]
    spread: Annotated[Spread, Meta(title="排名范围")]
    ties: Annotated[Literal["shared", "decided"], Meta(title="并列的处理")]


class Undetermined(Provision, frozen=True):
    """For which grounds somebody gets no grade (不定等次); none: everybody gets one."""

    title: ClassVar[str] = "不定等次"
    grounds: Annotated[list[str], Meta(title="不定等次情形")]


class GradeRules(Rules, frozen=True):
    """The provisions on grades of units. `quota` is empty where the document states none."""

    title: ClassVar[str] = "等次评定"
    section: ClassVar[str] = "grades"
    quota_rule: ClassVar[str] = "S2-15"
    measure: ClassVar[str] = "个"
    """What such a list is counted in (个 of units, 名 of persons)."""
    scale: Scale
    rationale: Rationale
    classes: Classes
    composite: Composite
    ranking: Ranking
    undetermined: Undetermined
    appraisal: Appraisal = Appraisal()
    quota: Annotated[list[GradeQuota], Meta(title="等次比例")] = []

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """Quotas and rationales name grades of the scale; votes are not weighted."""
        return as_far_as_read(self._votes_weighted(), *self._off_scale())

    def _votes_weighted(self) -> Iterator[Fault]:
        if self.composite.weights is not None and self.appraisal.input in self.composite.inputs:
            votes = self.appraisal.input
            yield Fault(
                ("rules", self.section, "composite", "weights"),
                Words(
                    f"“{votes}”是票数，没有分数，不能按权重计算",
                    f"{votes!r} are votes: they have no score to be weighted",
                ),
                Words(
                    f"从 inputs 中删去“{votes}”，或不写 weights", "drop it of inputs, or weights"
                ),
            )

    def _off_scale(self) -> Iterator[Iterator[Fault]]:
        at: Path = ("rules", self.section)
        yield self.off_scale(self.rationale.grades, (*at, "rationale", "grades"))
        for number, quota in enumerate(self.quota, start=1):
            yield self._quota_off_scale(quota, (*at, "quota", number, "grade"))

    def _quota_off_scale(self, quota: GradeQuota, at: Path) -> Iterator[Fault]:
        yield from self.off_scale([quota.grade], at)

    def off_scale(self, named: Iterable[str], at: Path) -> Iterator[Fault]:
        """The names that are no grades of the scale."""
        yield from known_only(named, self.scale.grades, at, GRADE)

    @property
    def inputs(self) -> list[str]:
        """All that a grade rests on, the appraisal included, in the order of the document."""
        named = self.composite.inputs
        beside = self.appraisal.input
        return [*named, *([beside] if beside and beside not in named else [])]

    @property
    def typed(self) -> list[str]:
        """The inputs that somebody writes down."""
        return [name for name in self.inputs if name != self.appraisal.input]


class PersonGradeRules(GradeRules, frozen=True):
    """The provisions on grades of persons (S2-16), where a tenant grades persons at all."""

    title: ClassVar[str] = "个人等次评定"
    section: ClassVar[str] = "person_grades"
    optional: ClassVar[bool] = True
    quota_rule: ClassVar[str] = "S2-16"
    measure: ClassVar[str] = "名"


KINDS: dict[ListOf, type[GradeRules]] = {"units": GradeRules, "persons": PersonGradeRules}


def rules_of(rules: RulesInForce, of: ListOf) -> GradeRules:
    """The rules for one of the lists. Raises Refused(`rules.not_adopted`)."""
    return rules.of(KINDS[of])
