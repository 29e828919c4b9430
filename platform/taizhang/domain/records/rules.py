"""What a tenant's document says results are used for."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules

Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Commendation(Provision, frozen=True):
    """With which grades somebody may be commended (none: never), and whether the appraisal must
    have been fed back before: what the people said (S0-18).
    """

    title: ClassVar[str] = "表彰"
    grades: list[Name]
    appraisal: bool


class Use(Provision, frozen=True):
    """A use of results (S0-18, S1-16), and into whose record they go: the unit's own, or that of
    those who debrief for it.
    """

    title: ClassVar[str] = "运用方式"
    name: Name
    of: Literal["unit", "secretary"]


class RecordRules(Rules, frozen=True):
    """The provisions on records."""

    title: ClassVar[str] = "结果运用"
    section: ClassVar[str] = "records"
    optional: ClassVar[bool] = True
    commendation: Commendation
    uses: list[Use] = []
