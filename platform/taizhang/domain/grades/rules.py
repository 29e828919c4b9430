"""What a tenant's document says of grades."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.measures.quota import Rounding
from taizhang.rules.provision import Provision, Rules


class Scale(Provision, frozen=True):
    """The grades, best first (S1-15, S2-15). Words differ from place to place."""

    grades: Annotated[list[str], Meta(min_length=2)]


class GradeQuota(Provision, frozen=True):
    """At most a share of the units assessed may hold a grade (S2-15)."""

    grade: str
    share: str
    rounding: Rounding
    hardness: Literal["hard"]


class Rationale(Provision, frozen=True):
    """Grades that need a brief rationale (S2-18)."""

    grades: list[str]


class GradeRules(Rules, frozen=True):
    """The provisions on grades. `quota` is empty where the document states none."""

    section: ClassVar[str] = "grades"
    scale: Scale
    rationale: Rationale
    quota: list[GradeQuota] = []
