"""What a tenant's document says of inspections."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules

Name = Annotated[str, Meta(min_length=1, max_length=100)]


class Kinds(Provision, frozen=True):
    """The kinds of inspection (S1-18), and those of them that are told before they are held."""

    names: Annotated[list[Name], Meta(min_length=1)]
    announced: list[Name]

    def __post_init__(self) -> None:
        """Raise ValueError for an announced kind that is none of the kinds."""
        if not set(self.announced) <= set(self.names):
            raise ValueError("事先通知的须是督查方式之一 / an announced kind must be a kind")


class Findings(Provision, frozen=True):
    """The types that findings are sorted by; none: any."""

    types: list[Name]


class InspectionRules(Rules, frozen=True):
    """The provisions on inspections."""

    section: ClassVar[str] = "inspections"
    optional: ClassVar[bool] = True
    kinds: Kinds
    findings: Findings
