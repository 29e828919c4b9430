"""What a tenant's document says of meetings.

Whatever may be None is not stated: a tenant's file says in `choices` why nothing is asked for.
"""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

from msgspec import Meta

from taizhang.domain.ballots.rules import BallotRules, Item
from taizhang.domain.meetings.events import COMMITTEE, REVIEW, MeetingKind
from taizhang.domain.meetings.holding import Agenda as Agenda
from taizhang.domain.meetings.holding import Debriefs as Debriefs
from taizhang.domain.meetings.holding import Gathering, Minutes, Questions, Voting
from taizhang.domain.meetings.holding import Step as Step
from taizhang.domain.meetings.presence import Attendance, AttendanceShare, Attendees, Positive
from taizhang.rules.expecting import each_once, known_only
from taizhang.rules.fault import Fault, Path, Words, missing, unnamed
from taizhang.rules.provision import Provision, Rules
from taizhang.rules.unread import as_far_as_read

_KIND = Words("会议类型", "kind of meeting")
_ITEM = Words("测评项目", "item of a ballot")


class Comments(Provision, frozen=True):
    """Whether each debrief must be commented on before grades are confirmed (S0-10)."""

    title: ClassVar[str] = "点评"
    required: Annotated[bool, Meta(title="是否必须点评")]


class Committee(Provision, frozen=True):
    """What a meeting of the committee needs before it may decide."""

    title: ClassVar[str] = "党委会议"
    members: Annotated[Positive, Meta(title="委员人数")]
    present_min: Annotated[Positive, Meta(title="最少到会人数")]
    minutes_required: Annotated[bool, Meta(title="是否须有会议记录")]

    def contradictions(self) -> Iterator[Fault]:
        """No more must be present than there are."""
        if self.present_min > self.members:
            yield Fault(
                ("present_min",),
                Words(
                    f"须到会 {self.present_min} 人，但委员只有 {self.members} 人",
                    f"{self.present_min} of only {self.members} members must be present",
                ),
                Words("不超过 members", "at most as many as members"),
            )


class Kind(Provision, frozen=True):
    """One kind of review meeting, where a tenant's document has several (S2-08, S2-11).

    It states what is its own; of whatever it leaves out, the provision for all kinds holds.
    `items` are those of the tenant's ballots that may be asked there; None: any of them.
    """

    title: ClassVar[str] = "会议类型"
    name: MeetingKind
    items: Annotated[list[Item], Meta(title="测评项目")] | None = None
    attendance: Attendance | None = None
    attendance_share: AttendanceShare | None = None
    attendees: Attendees | None = None
    agenda: Agenda | None = None
    debriefs: Debriefs | None = None
    gathering: Gathering | None = None
    voting: Voting | None = None
    questions: Questions | None = None
    minutes: Minutes | None = None

    def contradictions(self) -> Iterator[Fault]:
        """A kind has a name of its own, and votes on something or says nothing of it."""
        if self.name in (COMMITTEE, REVIEW):
            ours = Words(f"“{self.name}”是平台的用语", f"{self.name!r} is a word of the platform")
            yield Fault(("name",), ours, Words("换一个名称", "give it another name"))
        if self.items == []:
            yield unnamed(("items",))
        if self.attendees is not None and not self.attendees.categories:
            yield unnamed(("attendees", "categories"))

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

    title: ClassVar[str] = "会议"
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
    kinds: Annotated[list[Kind], Meta(title="会议类型")] = []

    def incoherences(self, file: Mapping[str, Rules]) -> Iterator[Fault]:
        """Each kind has a name of its own and all that it needs (S2-08, S2-11), there or here:
        without its attendance or its attendees it would ask for nobody and let nobody in.
        """
        at: Path = ("rules", self.section)
        names = (kind.name for kind in self.kinds)
        yield from as_far_as_read(
            each_once(names, (*at, "kinds"), _KIND, key="name"),
            self._uninvited(at),
            *(self._lacking(n, kind, at) for n, kind in enumerate(self.kinds, start=1)),
            *(self._voted_on(n, kind, file) for n, kind in enumerate(self.kinds, start=1)),
        )

    def _stated(self) -> set[str]:
        """Which of the needed provisions stand for all kinds: what is read has a basis."""
        absent = {"attendance": Attendance(minimum=None), "attendees": Attendees(categories=[])}
        return {name for name, nothing in absent.items() if getattr(self, name) != nothing}

    def _uninvited(self, at: Path) -> Iterator[Fault]:
        for name in ("attendance", "attendees"):
            if not self.kinds and name not in self._stated():
                yield missing((*at, name))
        if "attendees" in self._stated() and not self.attendees.categories:
            yield unnamed((*at, "attendees", "categories"))

    def _lacking(self, number: int, kind: Kind, at: Path) -> Iterator[Fault]:
        for name in ("attendance", "attendees"):
            if name not in self._stated() and getattr(kind, name) is None:
                yield missing((*at, "kinds", number, name))

    def _voted_on(self, number: int, kind: Kind, file: Mapping[str, Rules]) -> Iterator[Fault]:
        if ballots := BallotRules.within(file):
            at: Path = ("rules", self.section, "kinds", number, "items")
            yield from known_only(kind.items or (), ballots.forms, at, _ITEM)

    @property
    def debriefing_posts(self) -> list[str]:
        """Every post whose holder debriefs for a unit, in whatever kind of meeting."""
        stated = (self.debriefs, *(kind.debriefs for kind in self.kinds))
        posts = (post for debriefs in stated if debriefs for post in debriefs.posts or ())
        return list(dict.fromkeys(posts))
