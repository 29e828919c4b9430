"""What a tenant's document says of grades."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.measures import composite
from taizhang.measures.quota import Rounding, share_of
from taizhang.rules.provision import Provision, Rules

Spread = Literal["pooled", "by_class"]
SCORE = "综合得分"


class Scale(Provision, frozen=True):
    """The grades, best first (S1-15, S2-15). Words differ from place to place."""

    grades: Annotated[list[str], Meta(min_length=2)]


class GradeQuota(Provision, frozen=True):
    """At most a share of the units graded may hold a grade (S2-15).

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
    """The classes that units are graded in (S2-16); none: the kinds of the register."""

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
            raise ValueError(f"“{SCORE}”由各项依据算出,不能是其中一项")
        shares = [share_of(weight) for weight in self.weights]
        if sum(shares) != 1 or min(shares) <= 0:
            raise ValueError("权重须各大于 0,合计 100%")

    @property
    def weighed(self) -> composite.Composite | None:
        """How the score is worked out; None where the committee judges."""
        if self.weights is None:
            return None
        weights = zip(self.inputs, map(share_of, self.weights), strict=True)
        return composite.Composite(SCORE, dict(weights), "refused")


class Ranking(Provision, frozen=True):
    """Whether units must be ranked (S2-16), within what, and what becomes of equals."""

    required: bool
    spread: Spread
    ties: Literal["shared", "decided"]


class Undetermined(Provision, frozen=True):
    """For which grounds a unit gets no grade (不定等次); none: every unit gets one."""

    grounds: list[str]


class GradeRules(Rules, frozen=True):
    """The provisions on grades. `quota` is empty where the document states none."""

    section: ClassVar[str] = "grades"
    scale: Scale
    rationale: Rationale
    classes: Classes
    composite: Composite
    ranking: Ranking
    undetermined: Undetermined
    quota: list[GradeQuota] = []
