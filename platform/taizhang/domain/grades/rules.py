"""What a tenant's document says of grades."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.domain.grades.events import ListOf
from taizhang.measures import composite
from taizhang.measures.quota import Rounding, share_of
from taizhang.rules.in_force import RulesInForce
from taizhang.rules.provision import Provision, Rules

Spread = Literal["pooled", "by_class"]
SCORE = "综合得分"


class Scale(Provision, frozen=True):
    """The grades, best first (S1-15, S2-15). Words differ from place to place."""

    grades: Annotated[list[str], Meta(min_length=2)]


class GradeQuota(Provision, frozen=True):
    """At most a share of those who are graded may hold a grade (S2-15, S2-16).

    `spread`: of all of them, or of each class. A soft quota gives way to a recorded exception.
    """

    grade: str
    share: str
    spread: Spread
    rounding: Rounding
    hardness: Literal["hard", "soft"]


class Rationale(Provision, frozen=True):
    """Grades that need a brief rationale (S2-18)."""

    grades: list[str]


class Classes(Provision, frozen=True):
    """The classes that are graded apart (S2-16); none: the register's kinds, or the enrolment's."""

    names: list[str]


class Composite(Provision, frozen=True):
    """What a grade rests on (S0-15, S1-15). Without weights it is a judgement of all of it.

    `weights` stand in the order of `inputs` and make up the whole. `required`: the list is not
    confirmed before every unit has all of its inputs.
    """

    inputs: list[str]
    weights: list[str] | None
    required: bool

    def __post_init__(self) -> None:
        """Raise ValueError unless the weights fit."""
        if self.weights is None:
            return
        if len(self.weights) != len(self.inputs):
            raise ValueError("各项依据须各有一个权重")
        if SCORE in self.inputs:
            raise ValueError(f"“{SCORE}”由各项依据算出，不能是其中一项")
        shares = [share_of(weight) for weight in self.weights]
        if sum(shares) != 1 or min(shares) <= 0:
            raise ValueError("权重须各大于 0，合计 100%")

    @property
    def weighed(self) -> composite.Composite | None:
        """How the score is worked out; None where the committee judges."""
        if self.weights is None:
            return None
        weights = zip(self.inputs, map(share_of, self.weights), strict=True)
        return composite.Composite(SCORE, dict(weights), "refused")


class Appraisal(Provision, frozen=True):
    """Which input is the appraisal (评议结果), taken from the count (S0-15, S1-15). None: none is.

    It is one of the composite's inputs, or stands beside them. Votes are no score, so it is
    never weighted.
    """

    input: Annotated[str, Meta(min_length=1, max_length=100)] | None = None


class Ranking(Provision, frozen=True):
    """Whether a list must be ranked (S2-16), within what, and what becomes of equals."""

    required: bool
    spread: Spread
    ties: Literal["shared", "decided"]


class Undetermined(Provision, frozen=True):
    """For which grounds somebody gets no grade (不定等次); none: everybody gets one."""

    grounds: list[str]


class GradeRules(Rules, frozen=True):
    """The provisions on grades of units. `quota` is empty where the document states none."""

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
    quota: list[GradeQuota] = []

    def __post_init__(self) -> None:
        """Raise ValueError where votes would be weighted."""
        if self.composite.weights is not None and self.appraisal.input in self.composite.inputs:
            raise ValueError(f"“{self.appraisal.input}”是票数，没有分数，不能按权重计算")

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

    section: ClassVar[str] = "person_grades"
    optional: ClassVar[bool] = True
    quota_rule: ClassVar[str] = "S2-16"
    measure: ClassVar[str] = "名"


KINDS: dict[ListOf, type[GradeRules]] = {"units": GradeRules, "persons": PersonGradeRules}


def rules_of(rules: RulesInForce, of: ListOf) -> GradeRules:
    """The rules for one of the lists. Raises Refused(`rules.not_adopted`)."""
    return rules.of(KINDS[of])
