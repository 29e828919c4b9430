"""What can happen to a reported figure: it is set beside the register (S3-20, S3-25, S3-27)."""

from datetime import date
from typing import Literal

from msgspec import Struct

from taizhang import Event
from taizhang_plugins.coverage.names import REGISTER, Figure, TotalId

Matter = Literal["instructors", "party_organisations", "founded", "units"]


class Against(Struct, frozen=True):
    """Another reported figure of the same matter; `refuted` where both can never be true."""

    total: str
    text: str
    refuted: bool


class TotalReported(
    Event,
    name="coverage.total_reported",
    title="核对上报数",
    tags=(REGISTER,),
    corrects=("source",),
    annuls=True,
):
    """A figure that somebody reported, beside what the register held on its day, and beside what
    others reported: neither trusted nor accused (S3-20, S3-25, S3-27).
    """

    total: TotalId
    matter: Matter
    kind: str | None
    since: date | None
    as_of: date
    figure: Figure
    source: str
    registered: int
    refuted: bool
    against: list[Against]
