"""How a review meeting is held: in which order, by whom, with which votes and minutes.

Whatever may be None is not stated: a tenant's file says in `choices` why nothing is asked for.
"""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.domain.meetings.events import Mode
from taizhang.domain.meetings.presence import Positive
from taizhang.rules.expecting import each_once, wanting
from taizhang.rules.fault import Fault, Words
from taizhang.rules.provision import Provision

Hardness = Literal["hard", "soft"]
Step = Literal["debrief", "comment", "ballot"]

_STEP = Words("环节", "step")


class Agenda(Provision, frozen=True):
    """In which order a unit is heard, commented on and voted on (S0-10, S2-11)."""

    title: ClassVar[str] = "议程"
    order: Annotated[list[Step], Meta(title="先后次序")] | None = None
    hardness: Annotated[Hardness, Meta(title="约束力")] | None = None

    def contradictions(self) -> Iterator[Fault]:
        """An order names a step once, and is hard or soft."""
        if self.order and self.hardness is None:
            zh = "写了次序就须写明软硬"
            yield wanting(("hardness",), zh, "an order says how hard it is")
        yield from each_once(self.order or (), ("order",), _STEP)


class Debriefs(Provision, frozen=True):
    """Who debriefs for a unit, and how (S0-01, S1-01)."""

    title: ClassVar[str] = "现场述职"
    posts: Annotated[list[str], Meta(title="述职人职务")] | None = None
    stand_in: Annotated[bool, Meta(title="是否允许代为述职")] | None = None
    modes: Annotated[list[Mode], Meta(title="述职方式")] | None = None


class Gathering(Provision, frozen=True):
    """Whether all debriefs of a cycle are held in one gathered meeting (S0-09: 集中召开会议)."""

    title: ClassVar[str] = "集中召开"
    one_meeting: Annotated[bool, Meta(title="是否集中召开")] | None = None


class Voting(Provision, frozen=True):
    """Whether those present must vote on each unit that debriefs (S0-11, S1-12)."""

    title: ClassVar[str] = "现场测评"
    required: Annotated[bool, Meta(title="是否须现场测评")] | None = None


class Questions(Provision, frozen=True):
    """Questions from the floor (S0-12): whether they may be asked, how many a debrief needs."""

    title: ClassVar[str] = "现场提问"
    allowed: Annotated[bool, Meta(title="是否允许现场提问")] | None = None
    least: Annotated[Positive, Meta(title="最少提问数")] | None = None


class Minutes(Provision, frozen=True):
    """What a review meeting needs in writing before it is concluded, and who signs (S2-17)."""

    title: ClassVar[str] = "会议记录"
    required: Annotated[bool, Meta(title="是否须有会议记录")] | None = None
    signatures: Annotated[Positive, Meta(title="最少签字人数")] | None = None
