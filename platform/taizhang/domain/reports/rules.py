"""What a tenant's document says of reports."""

from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.measures.length import Counting
from taizhang.rules.provision import Provision, Rules


class Content(Provision, frozen=True):
    """The content heads that a report must cover, in order (S0-04, S1-03)."""

    heads: Annotated[list[str], Meta(min_length=1)]


class Length(Provision, frozen=True):
    """The most characters, and which of them count (S1-07). None: not stated."""

    maximum: Annotated[int, Meta(ge=1)] | None = None
    counting: Counting = "without_whitespace"


class Achievements(Provision, frozen=True):
    """The most that achievements may take of the length, such as `1/3` (S1-08)."""

    share_max: str | None = None


class ReportRules(Rules, frozen=True):
    """The provisions on reports."""

    section: ClassVar[str] = "reports"
    content: Content
    length: Length
    achievements: Achievements
