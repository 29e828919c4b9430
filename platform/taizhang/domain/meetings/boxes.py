"""The boxes of a meeting: one that was opened forbids to call the meeting off."""

from taizhang.commands.slice import Selector, event
from taizhang.domain.ballots.events import BoxClosed, BoxOpened
from taizhang.domain.meetings import refusals
from taizhang.domain.meetings.attending import WithRoll
from taizhang.domain.meetings.sitting import Ask
from taizhang.domain.names import MEETING


class WithBoxes(WithRoll[Ask]):
    """Knows the roll and the boxes of the meeting."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.boxes: dict[str, str] = {}

    def consistency_boundary(self) -> list[Selector]:
        boxes = Selector([BoxOpened, BoxClosed], [MEETING(self.ask.meeting)])
        return [*super().consistency_boundary(), boxes]

    @event(BoxOpened)
    def _box_opened(self, box: str) -> None:
        self.boxes[box] = "已开箱"

    @event(BoxClosed)
    def _box_closed(self, box: str) -> None:
        self.boxes[box] = "已封箱"

    def require_boxes(self, act: str, *allowed: str) -> None:
        """Raise Refused for a box in a state that forbids this."""
        for box, state in self.boxes.items():
            meeting = self.ask.meeting
            used = refusals.BOX_USED(meeting=meeting, box=box, state=state, act=act)
            self.refuse_unless(state in allowed, used)
