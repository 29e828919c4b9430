"""What a tenant's document says of deliberation (S0-23, S0-31, S2-10, S4-11)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang import Fault, Provision, Rules
from taizhang_plugins.deliberation.coherence import incoherent
from taizhang_plugins.deliberation.names import Name
from taizhang_plugins.deliberation.ways import Days, Kind, Way

Bodies = Annotated[list[Name], Meta(min_length=1)]


class Standard(Provision, frozen=True):
    """The day as of which these numbers may not be looser than the national texts in force."""

    title: ClassVar[str] = "制定"
    adopted_on: date


class Merging(Provision, frozen=True):
    """The posts that one person must hold for two steps to be one (一肩挑); None: never."""

    title: ClassVar[str] = "合并步骤"
    posts: Annotated[list[Name], Meta(min_length=2)] | None = None


class Disclosure(Provision, frozen=True):
    """By when a resolution is disclosed, in days after it, and whether the first day counts."""

    title: ClassVar[str] = "公开"
    within_days: Days | None
    counts_start: bool


class Objections(Provision, frozen=True):
    """Who may object (监督小组), and whether an open objection stops the next step."""

    title: ClassVar[str] = "监督异议"
    bodies: Bodies
    stops: bool


class Tracing(Provision, frozen=True):
    """Which bodies trace what was resolved (跟踪督查, S0-31)."""

    title: ClassVar[str] = "跟踪督查"
    bodies: Bodies


class Judging(Provision, frozen=True):
    """Who judges how the village's team carried a matter out (述职评议), and if only if traced."""

    title: ClassVar[str] = "述职评议"
    bodies: Bodies
    after_tracing: bool


class Reviews(Provision, frozen=True):
    """What is looked for when a village's files are reviewed (查阅资料, S2-10, S4-11, S4-13)."""

    title: ClassVar[str] = "查阅资料"
    items: Bodies


class Routines(Provision, frozen=True):
    """The routines of deliberation that a village keeps a record of (S4-11)."""

    title: ClassVar[str] = "议事制度"
    names: Bodies


class Reporting(Provision, frozen=True):
    """What a village's report meets while a resolution of it is undisclosed (S0-23)."""

    title: ClassVar[str] = "述职报告"
    undisclosed: Literal["off", "warn", "refuse"]


class DeliberationRules(Rules, frozen=True):
    """The provisions on deliberation."""

    title: ClassVar[str] = "四议两公开"
    section: ClassVar[str] = "deliberation"
    standard: Standard
    ways: list[Way]
    kinds: list[Kind]
    merging: Merging
    disclosure: Disclosure
    objections: Objections
    reporting: Reporting
    tracing: Tracing | None = None
    judging: Judging | None = None
    reviews: Reviews | None = None
    routines: Routines | None = None

    def way(self, name: str) -> Way | None:
        """The way of a name."""
        return next((each for each in self.ways if each.name == name), None)

    def kind(self, name: str) -> Kind | None:
        """The kind of a name."""
        return next((each for each in self.kinds if each.name == name), None)

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """Ways that lead nowhere, kinds without a way, and what a national text does not allow."""
        return incoherent(self)
