"""What a tenant's document says of weak organisations."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.measures.quota import share_of
from taizhang.rules.provision import Provision, Rules

Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Diagnosis(Provision, frozen=True):
    """The symptoms that weak organisations are known by (none: any), and the label that they bear
    in the register while they are overhauled (None: no label).
    """

    symptoms: list[Name]
    label: Name | None = None


class Plan(Provision, frozen=True):
    """Whether the plan must answer each symptom that was found (一支部一策)."""

    each_symptom: bool


class Satisfaction(Provision, frozen=True):
    """Whether members and people must be asked, which groups (none: any), and how many of those
    asked must be satisfied, as a share (None: not stated).
    """

    required: bool
    groups: list[Name]
    share_min: str | None = None

    def __post_init__(self) -> None:
        """Raise ValueError for what is no share."""
        share_of(self.share_min or "0")


class OverhaulRules(Rules, frozen=True):
    """The provisions on overhauls."""

    section: ClassVar[str] = "overhauls"
    optional: ClassVar[bool] = True
    diagnosis: Diagnosis
    plan: Plan
    satisfaction: Satisfaction
