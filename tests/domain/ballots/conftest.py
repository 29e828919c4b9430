"""A meeting that votes, in a town of its own."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from taizhang.commands.command import Command
from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import CastBallot, CloseBox, OpenBox
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import Paper, seal
from taizhang.domain.ballots.slip_codes import proof_of
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.meetings.events import AttendeeCheckedIn, MeetingCalled
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.errors import Reason
from taizhang.events.event import Event
from taizhang.rules.events import RulesAdopted

SCALE = ["好", "较好", "一般", "差"]
VILLAGES = ["jingui", "longtan"]
NAMES = ["金桂村", "龙潭村"]
CLAUSE = "参会人员不少于80人"
VOTERS = {"subjects_vote": True, "choices": {"subjects_vote": "演示选择不作限制"}}


def rules(adopted: Callable[..., RulesAdopted], minimum: int | None = 3) -> RulesAdopted:
    attendance = {"minimum": minimum, "clause": CLAUSE}
    committee = {"members": 9, "present_min": 5, "minutes_required": True}
    meetings = {
        "attendance": attendance,
        "attendees": {"categories": ["党代表"]},
        "comments": {"required": True},
        "committee": committee,
    }
    form = {"scale": SCALE, "choices": {"scale": "文件未规定测评等次"}}
    return adopted(meetings=meetings, ballots={"form": form, "voters": VOTERS})


class Vote:
    """One meeting, its box, and all that has happened in a town (`town` of tests/domain)."""

    box = "b1"
    meeting = "m1"
    cycle = "c2015"

    def __init__(self, town: Any, adopted: RulesAdopted) -> None:
        self.town = town
        self.key = desk.make_box_key()
        self.codes: list[str] = []
        self.town.given(adopted).grant("clerk", "clerk").grant("teller", "teller")

    @property
    def history(self) -> list[Event]:
        happened: list[Event] = self.town.history
        return happened

    def given(self, *events: Event) -> "Vote":
        self.town.given(*events)
        return self

    def do(self, command: Command, actor: str = "clerk") -> list[Any]:
        recorded: list[Any] = self.town.do(command, actor)
        return recorded

    def refusal(self, command: Command, actor: str = "clerk") -> Reason:
        reason: Reason = self.town.refusal(command, actor)
        return reason

    def code_of(self, command: Command, actor: str = "clerk") -> str:
        return self.refusal(command, actor).refusal.code

    def called(self) -> "Vote":
        self.given(
            MeetingCalled(meeting=self.meeting, cycle=self.cycle, kind="review", place="会议室")
        )
        named = (
            OrganisationRegistered(organisation=village, name=name, kind="村")
            for village, name in zip(VILLAGES, NAMES, strict=True)
        )
        enrolled = (SubjectEnrolled(cycle=self.cycle, organisation=v) for v in VILLAGES)
        return self.given(*named, *enrolled)

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


@pytest.fixture
def new_vote(
    new_town: Callable[[], Any], adopted_rules: Callable[..., RulesAdopted]
) -> Callable[[], Vote]:
    return lambda: Vote(new_town(), rules(adopted_rules)).called()


@pytest.fixture
def vote(new_vote: Callable[[], Vote]) -> Vote:
    """A meeting of four, five slips, rules that need three: ready for its box to open."""
    return new_vote().attended(4).printed(5)


@pytest.fixture
def open_vote(vote: Vote) -> Vote:
    return vote.opened()
