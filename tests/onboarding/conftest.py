from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

import pytest
from msgspec import Meta, Struct

from taizhang import (
    BandSpec,
    Fault,
    Provision,
    Rules,
    Scheme,
    Words,
    as_far_as_read,
    band_faults,
    each_once,
)
from taizhang.app import installed
from taizhang.schemes import Schemes


@pytest.fixture(scope="session")
def schemes() -> Schemes:
    """The core's areas and the installed plugins."""
    return installed()[0]


class Marks(Provision, frozen=True):
    """Words for scores."""

    title: ClassVar[str] = "得分分档"
    bands: Annotated[list[BandSpec], Meta(max_length=6)]


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """One step, and who takes it."""

    name: str
    body: Literal["党组织", "村民会议"]


class Course(Provision, frozen=True):
    """Steps in their order."""

    steps: list[Step]

    def contradictions(self) -> Iterator[Fault]:
        """Steps have names of their own, and there are at most five."""
        yield from as_far_as_read(
            each_once((step.name for step in self.steps), ("steps",), Words("步骤", "step"), "name")
        )
        if len(self.steps) > 5:
            too_many = Words("步骤不能超过 5 个", "at most five steps")
            yield Fault(("steps",), too_many, Words("合并步骤", "merge some"))


class ScoringRules(Rules, frozen=True):
    section: ClassVar[str] = "scoring"
    title: ClassVar[str] = "计分"
    marks: Marks
    course: Course | None = None
    variants: dict[str, Marks] = {}  # noqa: RUF012 - msgspec copies it

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """Bands hold every score once."""
        at = ("rules", "scoring")
        yield from as_far_as_read(
            band_faults(self.marks.bands, (*at, "marks", "bands")), *self._variants()
        )

    def _variants(self) -> Iterator[Iterator[Fault]]:
        for name, each in self.variants.items():
            if name == "broken":
                raise RuntimeError("its author did not think of this")
            yield band_faults(each.bands, ("rules", "scoring", "variants", name, "bands"))


class SpareRules(Rules, frozen=True):
    section: ClassVar[str] = "spare"
    marks: Marks


@pytest.fixture(scope="session")
def scoring(schemes: Schemes) -> Schemes:
    """The installed schemes, and two small plugins with bands and steps."""
    own = Scheme("scoring", "计分", rules=(ScoringRules,))
    return Schemes([*schemes.all, own, Scheme("spare", "备用", rules=(SpareRules,))])
