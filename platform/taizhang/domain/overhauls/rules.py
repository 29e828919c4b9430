"""What a tenant's document says of weak organisations."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.expecting import a_share
from taizhang.rules.fault import Fault
from taizhang.rules.provision import Provision, Rules

Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Diagnosis(Provision, frozen=True):
    """The symptoms that weak organisations are known by (none: any), and the label that they bear
    in the register while they are overhauled (None: no label).
    """

    title: ClassVar[str] = "症状"
    symptoms: Annotated[list[Name], Meta(title="软弱涣散情形")]
    label: Annotated[Name, Meta(title="单位标签")] | None = None


class Plan(Provision, frozen=True):
    """Whether the plan must answer each symptom that was found (一支部一策)."""

    title: ClassVar[str] = "整顿方案"
    each_symptom: Annotated[bool, Meta(title="是否逐项制定措施")]


class Satisfaction(Provision, frozen=True):
    """Whether members and people must be asked, which groups (none: any), and how many of those
    asked must be satisfied, as a share (None: not stated).
    """

    title: ClassVar[str] = "满意度"
    required: Annotated[bool, Meta(title="是否须测评")]
    groups: Annotated[list[Name], Meta(title="测评对象类别")]
    share_min: Annotated[str, Meta(title="最低满意率")] | None = None

    def contradictions(self) -> Iterator[Fault]:
        """A share is one."""
        return a_share(self.share_min, ("share_min",))


class OverhaulRules(Rules, frozen=True):
    """The provisions on overhauls."""

    title: ClassVar[str] = "软弱涣散整顿"
    section: ClassVar[str] = "overhauls"
    optional: ClassVar[bool] = True
    diagnosis: Diagnosis
    plan: Plan
    satisfaction: Satisfaction
