"""A meeting that votes: commands are decided on its history, by the boundary that they declare."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest

from taizhang.commands.command import Command
from taizhang.commands.context import Context, Envelope
from taizhang.dispatch import decision
from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import CastBallot, CloseBox, OpenBox
from taizhang.domain.ballots.events import BoxOpened, Question
from taizhang.domain.ballots.scheme import SCHEME
from taizhang.domain.ballots.sealing import Paper, seal
from taizhang.domain.ballots.slip_codes import proof_of
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.meetings.events import AttendeeCheckedIn, MeetingCalled
from taizhang.errors import Reason, Refused
from taizhang.events.catalogue import Catalogue, body_of
from taizhang.events.event import Event
from taizhang.events.tags import tags_of
from taizhang.log.model import Selector
from taizhang.rules.events import RulesAdopted
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.events import RoleGranted

SCALE = ["好", "较好", "一般", "差"]
VILLAGES = ["jingui", "longtan"]
CLAUSE = "参会人员不少于80人"
DAY = date(2015, 12, 20)
NOW = datetime(2015, 12, 20, 6, tzinfo=UTC)

_catalogue = Catalogue([*SCHEME.events, MeetingCalled, AttendeeCheckedIn, SubjectEnrolled])


def rules(minimum: int | None = 3) -> RulesAdopted:
    attendance = {"minimum": minimum, "clause": CLAUSE}
    committee = {"members": 9, "present_min": 5, "minutes_required": True}
    meetings = {
        "attendance": attendance,
        "attendees": {"categories": ["党代表"]},
        "comments": {"required": True},
        "committee": committee,
    }
    form = {"scale": SCALE, "choices": {"scale": "文件未规定测评等次"}}
    return RulesAdopted(
        document="关于开展述职评议考核的通知",
        number=None,
        issued_on=None,
        effective_from=date(2015, 1, 1),
        sections={"meetings": meetings, "ballots": {"form": form}},
    )


def stored(event: Event) -> Event:
    """The event as it comes back from the log."""
    if event.event_name not in _catalogue.types:
        return event
    read = _catalogue.read(event.event_name, event.event_version, bytes(body_of(event)))
    assert isinstance(read, Event)
    return read


def selected(selectors: Iterable[Selector], event: Event) -> bool:
    """Whether a boundary holds this event, by the log's rules: tags and, selectors or."""
    tags = set(tags_of(event))
    return any(event.event_name in s.types and set(s.tags) <= tags for s in selectors)


def boundary(command: Command) -> list[Selector]:
    assert command.decided_by is not None
    return decision.selectors_of(command.decided_by(command), Authority())


class Vote:
    """One meeting, its box, and all that has happened."""

    box = "b1"
    meeting = "m1"
    cycle = "c2015"

    def __init__(self) -> None:
        self.history: list[Event] = []
        self.key = desk.make_box_key()
        self.codes: list[str] = []
        self.authority = Authority()
        self.adopt(rules())
        for role in ("clerk", "teller"):
            self._authorise(RoleGranted(actor=role, role=role))

    def adopt(self, adopted: RulesAdopted) -> None:
        self._authorise(adopted)

    def given(self, *events: Event) -> "Vote":
        self.history += events
        return self

    def do(self, command: Command, actor: str = "clerk") -> list[Any]:
        """Decide a command on what its boundary selects; what it records has then happened."""
        assert command.decided_by is not None
        slice_ = command.decided_by(command)
        selectors = decision.selectors_of(slice_, Authority())
        context = self._context(command, actor)
        decision.permit(type(command), SCHEME, context)
        events = [(at, stored(e)) for at, e in enumerate(self.history) if selected(selectors, e)]
        decision.take(slice_, context, events)
        new = [tagged.decision for tagged in slice_.new_decisions]
        self.history += new
        return new

    def refusal(self, command: Command, actor: str = "clerk") -> Reason:
        """The one reason for which a command is refused."""
        with pytest.raises(Refused) as refused:
            self.do(command, actor)
        return refused.value.reasons[0]

    def code_of(self, command: Command, actor: str = "clerk") -> str:
        return self.refusal(command, actor).refusal.code

    def called(self) -> "Vote":
        self.given(
            MeetingCalled(meeting=self.meeting, cycle=self.cycle, kind="review", place="会议室")
        )
        return self.given(*(SubjectEnrolled(cycle=self.cycle, organisation=v) for v in VILLAGES))

    def attended(self, people: int) -> "Vote":
        return self.given(*(self.check_in(number) for number in range(people)))

    def check_in(self, number: int) -> AttendeeCheckedIn:
        return AttendeeCheckedIn(meeting=self.meeting, attendee=str(number), category="党代表")

    def printed(self, count: int) -> "Vote":
        slips = desk.make_slips(self.box, self.meeting, count)
        self.codes = slips.codes
        self.do(slips.command)
        return self

    def opening(self, **changes: Any) -> OpenBox:
        asked = [Question(subject=v, text="评价等次", choices=SCALE) for v in VILLAGES]
        fields = {
            "box": self.box,
            "meeting": self.meeting,
            "cycle": self.cycle,
            "public_key": self.key.public_key,
            "questions": asked,
        }
        return OpenBox(**(fields | changes))

    def opened(self) -> "Vote":
        self.do(self.opening())
        return self

    @property
    def paper(self) -> Paper:
        box = next(event for event in self.history if isinstance(event, BoxOpened))
        return Paper(box.box, box.public_key, box.questions)

    def ballot(self, slip: int, *choices: str) -> CastBallot:
        """The ballot of one slip: a choice for each village, in order."""
        proof = proof_of(self.codes[slip])
        marks = dict(zip(VILLAGES, choices, strict=False))
        return CastBallot(box=self.box, proof=proof, sealed=seal(self.paper, proof, marks))

    def cast(self, *ballots: Sequence[str]) -> "Vote":
        """A ballot a slip, from the first slip on."""
        for slip, choices in enumerate(ballots):
            self.do(self.ballot(slip, *choices), "anyone")
        return self

    def closing(self, meeting: str | None = None) -> CloseBox:
        return CloseBox(box=self.box, meeting=meeting or self.meeting)

    def closed(self) -> "Vote":
        self.do(self.closing())
        return self

    def _authorise(self, event: Event) -> None:
        self.authority = self.authority.then(self.authority.position + 1, event)

    def _context(self, command: Command, actor: str) -> Context:
        envelope = Envelope(command_id=UUID(int=1), actor=actor)
        return decision.circumstances(envelope, self.authority, NOW, bytes(16))


@pytest.fixture
def vote() -> Vote:
    """A meeting of four, five slips, rules that need three: ready for its box to open."""
    return Vote().called().attended(4).printed(5)


@pytest.fixture
def new_vote() -> Callable[[], Vote]:
    return lambda: Vote().called()


@pytest.fixture
def open_vote(vote: Vote) -> Vote:
    return vote.opened()


@pytest.fixture(name="boundary")
def boundary_of() -> Callable[[Command], list[Selector]]:
    return boundary


@pytest.fixture(name="selected")
def selected_by() -> Callable[[Iterable[Selector], Event], bool]:
    return selected
