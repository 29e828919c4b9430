"""What a tenant's document says of problems and their mending."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Meta, Struct

from taizhang.domain.grades.rules import GradeRules
from taizhang.rules.expecting import each_once
from taizhang.rules.fault import Fault, Words
from taizhang.rules.provision import Provision, Rules
from taizhang.tenancy.roles import Role

Name = Annotated[str, Meta(min_length=1, max_length=100)]

_STEP = Words("销号环节", "step of delisting")


class Rectification(Provision, frozen=True):
    """Which grades order a time-limited rectification (限期整改), and its limit in days (S0-19)."""

    title: ClassVar[str] = "限期整改"
    grades: Annotated[list[str], Meta(title="限期整改的等次")]
    days: Annotated[int, Meta(ge=1, le=3650, title="整改天数")]


class Closing(Provision, frozen=True):
    """Whether only what somebody else verified may be closed (S3-24)."""

    title: ClassVar[str] = "销号核实"
    verified_by_another: Annotated[bool, Meta(title="是否须他人验收")]


class Step(Struct, frozen=True, forbid_unknown_fields=True):
    """A step on the way to closing, and the role that takes it."""

    name: Annotated[Name, Meta(title="环节名称")]
    role: Annotated[Role, Meta(title="办理角色")]


class Delisting(Provision, frozen=True):
    """The chain that a mended problem passes before it is closed, of any length (S2-30, S4-32)."""

    title: ClassVar[str] = "销号环节"
    steps: Annotated[list[Step], Meta(title="销号环节")]

    def contradictions(self) -> Iterator[Fault]:
        """With two steps of one name, passing one would pass both."""
        return each_once((step.name for step in self.steps), ("steps",), _STEP, key="name")


class Extension(Provision, frozen=True):
    """Who may put a deadline off, and how often in a ticket's life."""

    title: ClassVar[str] = "延期"
    by: Annotated[list[Role], Meta(title="可延期的角色")]
    times: Annotated[int, Meta(ge=0, le=100, title="最多延期次数")]


class Escalation(Struct, frozen=True, forbid_unknown_fields=True):
    """After so many days overdue (1 is the first day) a ticket goes up to somebody."""

    days: Annotated[int, Meta(ge=1, le=3650, title="超期天数")]
    to: Annotated[Name, Meta(title="督办对象")]


class Overdue(Provision, frozen=True):
    """What must be there by the end of the deadline's day, and to whom it goes up if it is not."""

    title: ClassVar[str] = "超期"
    met_by: Annotated[Literal["mended", "verified", "closed"], Meta(title="按期完成的标准")]
    escalations: Annotated[list[Escalation], Meta(title="升级督办")] = []


class Accountability(Provision, frozen=True):
    """Under which documents cases are opened (none: any), and whether only after mending was
    tried: accountability does not replace it (S0-20, S1-17).
    """

    title: ClassVar[str] = "问责"
    documents: Annotated[list[Name], Meta(title="问责依据文件")]
    after_mending: Annotated[bool, Meta(title="是否须先整改")]


class Commitments(Provision, frozen=True):
    """When the commitments of a report become tickets, due after so many days unless one names
    its own day, and who supervises them, as the ledger names them (S1-14).
    """

    title: ClassVar[str] = "整改承诺"
    open_at: Annotated[Literal["accepted", "concluded"], Meta(title="转入时点")]
    days: Annotated[int, Meta(ge=1, le=3650, title="整改天数")]
    supervisor: Annotated[Name, Meta(title="督办人")]


class TicketRules(Rules, frozen=True):
    """The provisions on tickets. A tenant that has not chosen an optional one has not got what
    it allows: no chain, no extension, nothing overdue, no tickets from commitments.
    """

    title: ClassVar[str] = "整改台账"
    section: ClassVar[str] = "tickets"
    rectification: Rectification
    closing: Closing
    delisting: Delisting | None = None
    extension: Extension | None = None
    overdue: Overdue | None = None
    accountability: Accountability | None = None
    commitments: Commitments | None = None

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """A rectification follows from grades of the scale."""
        if grades := GradeRules.within(file):
            at = ("rules", self.section, "rectification", "grades")
            yield from grades.off_scale(self.rectification.grades, at)
