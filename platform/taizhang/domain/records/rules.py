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
    grades: Annotated[list[Name], Meta(title="可充分肯定的等次")]
    appraisal: Annotated[bool, Meta(title="是否须先反馈评议")]


class Use(Provision, frozen=True):
    """A use of results (S0-18, S1-16), and into whose record they go: the unit's own, or that of
    those who debrief for it.
    """

    title: ClassVar[str] = "运用方式"
    name: Annotated[Name, Meta(title="运用方式")]
    of: Annotated[Literal["unit", "secretary"], Meta(title="计入对象")]


class RecordRules(Rules, frozen=True):
    """The provisions on records."""

    title: ClassVar[str] = "结果运用"
    section: ClassVar[str] = "records"
    optional: ClassVar[bool] = True
    commendation: Commendation
    uses: Annotated[list[Use], Meta(title="结果运用")] = []
