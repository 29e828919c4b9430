"""What a tenant's document says of problems and their mending."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.rules.provision import Provision, Rules


class Rectification(Provision, frozen=True):
    """Which grades order a time-limited rectification (限期整改), and its limit in days (S0-19)."""

    grades: list[str]
    days: Annotated[int, Meta(ge=1, le=3650)]


class Closing(Provision, frozen=True):
    """Whether only what somebody else verified may be closed (S3-24)."""

    verified_by_another: bool


class TicketRules(Rules, frozen=True):
    """The provisions on tickets."""

    section: ClassVar[str] = "tickets"
    rectification: Rectification
    closing: Closing
