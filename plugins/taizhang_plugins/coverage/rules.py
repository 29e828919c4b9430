"""What a county's document says of enterprises and social organisations (三个一批)."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang import Fault, Provision, Rules
from taizhang_plugins.coverage.coherence import faults
from taizhang_plugins.coverage.names import MOST_UNITS

Name = Annotated[str, Meta(min_length=1, max_length=100)]
Names = Annotated[list[Name], Meta(min_length=1, max_length=50)]
Units = Annotated[int, Meta(ge=1, le=MOST_UNITS)]
Heads = Annotated[int, Meta(ge=1, le=100_000)]


class Register(Provision, frozen=True):
    """Which kinds of units are listed, and which kinds are the townships that they lie in."""

    title: ClassVar[str] = "两新组织台账"
    kinds: Names
    townships: Names


class Figures(Provision, frozen=True):
    """How far vague words reach, as shares of the figure: 近 below it, 约 and 左右 both ways."""

    title: ClassVar[str] = "约数"
    near: str
    about: str


class Instructors(Provision, frozen=True):
    """Which kinds of units send instructors, and how many units one of them instructs at most
    (None: not stated) (S3-20, S3-25).
    """

    title: ClassVar[str] = "党建工作指导员"
    senders: Names
    units_max: Units | None


class Cultivation(Provision, frozen=True):
    """Of which kinds, above how many employees, how many activists and members are to come within
    the year (S3-26). `inclusive`: whether exactly so many employees are above. `each_year`: anew in
    every year in which a report is above; else once. `ticket_days`: a gap at the year's end opens
    a ticket that is due after so many days (None: it is listed only).
    """

    title: ClassVar[str] = "集中培养"
    kinds: Names
    employees: Heads
    inclusive: bool
    activists: Annotated[int, Meta(ge=0, le=100)]
    members: Annotated[int, Meta(ge=0, le=100)]
    each_year: bool
    ticket_days: Annotated[int, Meta(ge=1, le=3650)] | None

    @property
    def least(self) -> int:
        """The least number of employees that is above the threshold."""
        return self.employees if self.inclusive else self.employees + 1


class Mode(Provision, frozen=True):
    """One way to found: for how many units, with how many full members in all (None: not stated).

    `joint`: units that could not found alone do so together, as the branch regulations limit it.
    A soft `hardness` (一般) warns above `units_max`, and an exception is recorded (S3-27).
    """

    title: ClassVar[str] = "组建方式"
    name: Name
    joint: bool
    units_min: Units
    units_max: Units | None
    hardness: Literal["hard", "soft"]
    members_min: Heads | None


class Duty(Provision, frozen=True):
    """From how many full members on a unit ought to found (None: no duty), within how many days,
    and in which modes that is done.
    """

    title: ClassVar[str] = "应当组建党组织"
    members_min: Heads | None
    days: Annotated[int, Meta(ge=1, le=3650)]
    modes: list[Name]


class Funding(Provision, frozen=True):
    """The channels that the money for the work of party organisations comes by (S3-07)."""

    title: ClassVar[str] = "工作经费渠道"
    channels: Names


class CoverageRules(Rules, frozen=True):
    """The provisions on enterprises and social organisations."""

    section: ClassVar[str] = "coverage"
    title: ClassVar[str] = "三个一批·两新组织覆盖"
    register: Register
    figures: Figures
    instructors: Instructors
    cultivation: Cultivation
    modes: Annotated[list[Mode], Meta(min_length=1)]
    duty: Duty
    funding: Funding

    def mode(self, name: str) -> Mode | None:
        """The mode of a name."""
        return next((mode for mode in self.modes if mode.name == name), None)

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """What contradicts itself; see `coherence.py`."""
        return faults(self)
