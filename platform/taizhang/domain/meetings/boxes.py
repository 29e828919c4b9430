"""The boxes of a meeting: one that was opened forbids to call the meeting off."""

from collections.abc import Sequence

from taizhang.commands.slice import Selector, event
from taizhang.domain.ballots.events import BoxClosed, BoxOpened
from taizhang.domain.ballots.questions import Question
from taizhang.domain.meetings.attending import WithRoll
from taizhang.domain.meetings.sitting import Ask
from taizhang.domain.names import MEETING
from taizhang.errors import Refusal

BOX_USED = Refusal(
    "meetings.box_used",
    zh="会议“{meeting}”的票箱“{box}”{state}，不能{act}",
    en="the box {box!r} of {meeting!r} forbids this",
    status=409,
)


class WithBoxes(WithRoll[Ask]):
    """Knows the roll and the boxes of the meeting."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.boxes: dict[str, str] = {}
        self.asked_in: dict[str, set[str]] = {}
        """By box, on whom its ballots ask."""
        self.voted_on: set[str] = set()
        """On whom there was a vote that is valid."""

    def consistency_boundary(self) -> list[Selector]:
        boxes = Selector([BoxOpened, BoxClosed], [MEETING(self.ask.meeting)])
        return [*super().consistency_boundary(), boxes]

    @event(BoxOpened)
    def _box_opened(self, box: str, questions: Sequence[Question]) -> None:
        self.boxes[box] = "已开箱"
        self.asked_in[box] = {question.subject for question in questions}

    @event(BoxClosed)
    def _box_closed(self, box: str, valid: bool) -> None:
        self.boxes[box] = "已封箱"
        if valid:
            self.voted_on |= self.asked_in.get(box, set())

    def require_boxes(self, act: str, *allowed: str) -> None:
        """Raise Refused for a box in a state that forbids this."""
        for box, state in self.boxes.items():
            meeting = self.ask.meeting
            used = BOX_USED(meeting=meeting, box=box, state=state, act=act)
            self.refuse_unless(state in allowed, used)
