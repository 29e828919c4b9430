"""Who is to be present at a review meeting, and how many of them (S0-07, S0-08, S2-11)."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.rules.expecting import a_share, each_once, known_only, wanting
from taizhang.rules.fault import Fault, Words
from taizhang.rules.provision import Provision

Positive = Annotated[int, Meta(ge=1)]

_CATEGORY = Words("参会类别", "category of attendees")


class Attendance(Provision, frozen=True):
    """How many must be present before a box may open (S0-08, S2-11). None: not stated."""

    title: ClassVar[str] = "到会人数"
    minimum: Annotated[Positive, Meta(title="最少到会人数")] | None


class AttendanceShare(Provision, frozen=True):
    """Which share must be present before a box may open: of those invited (应到) or of `whole`.

    `strict` asks for more than the share (超过半数). A share of those present (实到) would always
    be reached, so it is no base here.
    """

    title: ClassVar[str] = "到会比例"
    share: Annotated[str, Meta(title="到会比例")] | None = None
    base: Annotated[Literal["invited", "whole"], Meta(title="比例的基数")] | None = None
    strict: Annotated[bool, Meta(title="是否须超过比例")] | None = None
    whole: Annotated[Positive, Meta(title="全体人数")] | None = None

    def contradictions(self) -> Iterator[Fault]:
        """A share without its base could mean either."""
        if self.share is None:
            return
        if self.base is None:
            zh = "写了比例就须写明以什么为基数（应到或全体）"
            yield wanting(("base",), zh, "a share needs its base, invited or whole")
        if self.strict is None:
            zh = "写了比例就须写明刚好达到算不算"
            yield wanting(("strict",), zh, "a share says whether more than it is asked for")
        if self.base == "whole" and self.whole is None:
            zh = "以全体为基数的，须写明全体人数"
            yield wanting(("whole",), zh, "a share of the whole needs the whole")
        yield from a_share(self.share, ("share",))


class Attendees(Provision, frozen=True):
    """Who is invited (S0-07); a check-in names one of these categories.

    `least` is how many of a category must be present before a box may open. `uninvited` is what
    happens to somebody who is on no invitation.
    """

    title: ClassVar[str] = "参会人员"
    categories: Annotated[list[str], Meta(title="参会类别")]
    least: Annotated[dict[str, Positive], Meta(title="各类最少到会人数")] | None = None
    uninvited: Annotated[Literal["refused", "warned"], Meta(title="未受邀人员的处理")] | None = None

    def contradictions(self) -> Iterator[Fault]:
        """Nobody can come in a category that does not exist, or in one of two of one name."""
        yield from each_once(self.categories, ("categories",), _CATEGORY)
        for name in self.least or ():
            yield from known_only([name], self.categories, ("least", name), _CATEGORY)
