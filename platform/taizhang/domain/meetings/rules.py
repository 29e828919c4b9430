"""What a tenant's document says of meetings.

Whatever may be None is not stated: a tenant's file says in `choices` why nothing is asked for.
"""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta

from taizhang.domain.meetings.events import Mode
from taizhang.measures.quota import share_of
from taizhang.rules.provision import Provision, Rules

Positive = Annotated[int, Meta(ge=1)]
Hardness = Literal["hard", "soft"]
Step = Literal["debrief", "comment", "ballot"]


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


class Agenda(Provision, frozen=True):
    """In which order a unit is heard, commented on and voted on (S0-10, S2-11)."""

    order: list[Step] | None = None
    hardness: Hardness | None = None

    def __post_init__(self) -> None:
        """An order names a step once, and is hard or soft."""
        if self.order and (len(set(self.order)) < len(self.order) or self.hardness is None):
            raise ValueError("an order names each step once, and says how hard it is")


class Debriefs(Provision, frozen=True):
    """Who debriefs for a unit, and how (S0-01, S1-01)."""

    posts: list[str] | None = None
    stand_in: bool | None = None
    modes: list[Mode] | None = None


class Gathering(Provision, frozen=True):
    """Whether all debriefs of a cycle are held in one gathered meeting (S0-09: 集中召开会议)."""

    one_meeting: bool | None = None


class Voting(Provision, frozen=True):
    """Whether those present must vote on each unit that debriefs (S0-11, S1-12)."""

    required: bool | None = None


class Questions(Provision, frozen=True):
    """Questions from the floor (S0-12): whether they may be asked, how many a debrief needs."""

    allowed: bool | None = None
    least: Positive | None = None


class Comments(Provision, frozen=True):
    """Whether each debrief must be commented on before grades are confirmed (S0-10)."""

    required: bool


class Minutes(Provision, frozen=True):
    """What a review meeting needs in writing before it is concluded, and who signs (S2-17)."""

    required: bool | None = None
    signatures: Positive | None = None


class Committee(Provision, frozen=True):
    """What a meeting of the committee needs before it may decide."""

    members: Positive
    present_min: Positive
    minutes_required: bool


class MeetingRules(Rules, frozen=True):
    """The provisions on meetings. Older adoptions lack those with a default: they ask nothing."""

    section: ClassVar[str] = "meetings"
    attendance: Attendance
    attendees: Attendees
    comments: Comments
    committee: Committee
    attendance_share: AttendanceShare = AttendanceShare()
    agenda: Agenda = Agenda()
    debriefs: Debriefs = Debriefs()
    questions: Questions = Questions()
    minutes: Minutes = Minutes()
    gathering: Gathering = Gathering()
    voting: Voting = Voting()
