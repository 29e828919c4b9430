"""Who is to be present at a review meeting, and how many of them (S0-07, S0-08, S2-11)."""

from typing import Annotated, Literal

from msgspec import Meta

from taizhang.measures.quota import share_of
from taizhang.rules.provision import Provision

Positive = Annotated[int, Meta(ge=1)]


class Attendance(Provision, frozen=True):
    """How many must be present before a box may open (S0-08, S2-11). None: not stated."""

    minimum: Positive | None


class AttendanceShare(Provision, frozen=True):
    """Which share must be present before a box may open: of those invited (应到) or of `whole`.

    `strict` asks for more than the share (超过半数). A share of those present (实到) would always
    be reached, so it is no base here.
    """

    share: str | None = None
    base: Literal["invited", "whole"] | None = None
    strict: bool | None = None
    whole: Positive | None = None

    def __post_init__(self) -> None:
        """A share without its base could mean either."""
        if self.share is None:
            return
        share_of(self.share)
        if self.base is None or self.strict is None:
            raise ValueError("a share needs its base, and whether more than it is asked for")
        if self.base == "whole" and self.whole is None:
            raise ValueError("a share of the whole needs the whole")


class Attendees(Provision, frozen=True):
    """Who is invited (S0-07); a check-in names one of these categories.

    `least` is how many of a category must be present before a box may open. `uninvited` is what
    happens to somebody who is on no invitation.
    """

    categories: list[str]
    least: dict[str, Positive] | None = None
    uninvited: Literal["refused", "warned"] | None = None

    def __post_init__(self) -> None:
        """Nobody can come in a category that does not exist."""
        if foreign := sorted(set(self.least or ()) - set(self.categories)):
            raise ValueError(f"no such category: {foreign[0]}")
