"""What a tenant's document says of inspections."""

from collections.abc import Iterator
from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.expecting import each_once, known_only
from taizhang.rules.fault import Fault, Words
from taizhang.rules.provision import Provision, Rules

Name = Annotated[str, Meta(min_length=1, max_length=100)]

_KIND = Words("督查方式", "kind of inspection")


class Kinds(Provision, frozen=True):
    """The kinds of inspection (S1-18), and those of them that are told before they are held."""

    title: ClassVar[str] = "督查方式"
    names: Annotated[list[Name], Meta(min_length=1, title="督查方式")]
    announced: Annotated[list[Name], Meta(title="事先通知的方式")]

    def contradictions(self) -> Iterator[Fault]:
        """An announced kind is one of the kinds."""
        yield from each_once(self.names, ("names",), _KIND)
        yield from known_only(self.announced, self.names, ("announced",), _KIND)


class Findings(Provision, frozen=True):
    """The types that findings are sorted by; none: any."""

    title: ClassVar[str] = "问题类型"
    types: Annotated[list[Name], Meta(title="督查问题分类")]


class InspectionRules(Rules, frozen=True):
    """The provisions on inspections."""

    title: ClassVar[str] = "督查"
    section: ClassVar[str] = "inspections"
    optional: ClassVar[bool] = True
    kinds: Kinds
    findings: Findings
