"""What a tenant's document says of meetings.

Whatever may be None is not stated: a tenant's file says in `choices` why nothing is asked for.
"""

from typing import ClassVar, Literal

from taizhang.domain.ballots.rules import Item
from taizhang.domain.meetings.events import MeetingKind, Mode
from taizhang.domain.meetings.presence import Attendance, AttendanceShare, Attendees, Positive
from taizhang.rules.provision import Provision, Rules

Hardness = Literal["hard", "soft"]
Step = Literal["debrief", "comment", "ballot"]


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


class Kind(Provision, frozen=True):
    """One kind of review meeting, where a tenant's document has several (S2-08, S2-11).

    It states what is its own; of whatever it leaves out, the provision for all kinds holds.
    `items` are those of the tenant's ballots that may be asked there; None: any of them.
    """

    name: MeetingKind
    items: list[Item] | None = None
    attendance: Attendance | None = None
    attendance_share: AttendanceShare | None = None
    attendees: Attendees | None = None
    agenda: Agenda | None = None
    debriefs: Debriefs | None = None
    gathering: Gathering | None = None
    voting: Voting | None = None
    questions: Questions | None = None
    minutes: Minutes | None = None

    @property
    def own(self) -> dict[str, Provision]:
        """The provisions that it states itself, by their names in the tenant's file."""
        stated = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return {name: each for name, each in stated if isinstance(each, Provision)}


class MeetingRules(Rules, frozen=True):
    """The provisions on meetings: for all kinds, and what each kind has of its own.

    Older adoptions lack those with a default: they ask nothing. Whether each kind has its
    attendance and its attendees is looked at when a file is read.
    """

    section: ClassVar[str] = "meetings"
    comments: Comments
    committee: Committee
    attendance: Attendance = Attendance(minimum=None)
    attendees: Attendees = Attendees(categories=[])
    attendance_share: AttendanceShare = AttendanceShare()
    agenda: Agenda = Agenda()
    debriefs: Debriefs = Debriefs()
    questions: Questions = Questions()
    minutes: Minutes = Minutes()
    gathering: Gathering = Gathering()
    voting: Voting = Voting()
    kinds: list[Kind] = []

    @property
    def debriefing_posts(self) -> list[str]:
        """Every post whose holder debriefs for a unit, in whatever kind of meeting."""
        stated = (self.debriefs, *(kind.debriefs for kind in self.kinds))
        posts = (post for debriefs in stated if debriefs for post in debriefs.posts or ())
        return list(dict.fromkeys(posts))
