"""Where each check-in list of a meeting stands (签到表): typed, checked, or sent back."""

from datetime import date
from typing import Annotated, TypeVar

from msgspec import Meta, Struct

from taizhang.commands.slice import Selector, event
from taizhang.domain.meetings.attending import WithRoll
from taizhang.domain.meetings.paper_events import SheetConfirmed, SheetEntered, SheetRejected
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.sitting import MeetingCommand
from taizhang.domain.names import MEETING
from taizhang.domain.refusals import unknown, wrong_state
from taizhang.errors import Refusal

NOT_LATE = Refusal(
    "meetings.sheet_not_late",
    zh="会后录入签到表属于补录，须写明原因（late_reason）和依据（late_evidence）",
    en="a list typed after the meeting is a late entry: give late_reason and late_evidence",
)
SAME_CLERK = Refusal(
    "meetings.sheet_same_clerk",
    zh="签到表“{sheet}”由“{clerk}”录入，须由另一人核对",
    en="{clerk} typed the list {sheet!r}; somebody else must check it",
    status=403,
)

SheetId = Annotated[str, Meta(min_length=1, max_length=64, title="签到表")]


class SheetCommand(MeetingCommand):
    """Asks something about one check-in list on paper."""

    sheet: SheetId


Paper = TypeVar("Paper", bound=SheetCommand)


class Sheet(Struct, frozen=True):
    """A list that waits to be checked."""

    day: date
    attendees: list[Attendee]
    clerk: str


class OnSheet(WithRoll[Paper]):
    """Knows the roll, and where each list of the meeting stands."""

    def __init__(self, ask: Paper) -> None:
        super().__init__(ask)
        self.waiting: dict[str, Sheet] = {}
        self.confirmed: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        kinds = (SheetEntered, SheetConfirmed, SheetRejected)
        return [*super().consistency_boundary(), Selector(kinds, [MEETING(self.ask.meeting)])]

    @event(SheetEntered)
    def _entered(self, sheet: str, day: date, attendees: list[Attendee], clerk: str) -> None:
        self.waiting[sheet] = Sheet(day, attendees, clerk)

    @event(SheetConfirmed)
    def _checked(self, sheet: str) -> None:
        self.waiting.pop(sheet, None)
        self.confirmed.add(sheet)

    @event(SheetRejected)
    def _rejected(self, sheet: str) -> None:
        self.waiting.pop(sheet, None)

    def require_late(self) -> None:
        """Raise Refused unless the meeting sat that day and the entry says why it is late."""
        self.require_sitting()
        self.refuse_unless(self.context.envelope.late is not None, NOT_LATE())

    def require_new(self) -> None:
        """Raise Refused for a list that waits or was confirmed already."""
        sheet = self.ask.sheet
        state = "已核对" if sheet in self.confirmed else "待核对"
        fresh = sheet not in self.waiting and sheet not in self.confirmed
        self.refuse_unless(fresh, wrong_state("签到表", sheet, state, "未录入"))

    def other_clerks(self) -> Sheet:
        """The list, which somebody else typed. Raises Refused."""
        name = self.ask.sheet
        self.refuse_unless(name in self.waiting, unknown("待核对的签到表", name))
        sheet = self.waiting[name]
        same = SAME_CLERK(sheet=name, clerk=sheet.clerk)
        self.refuse_unless(sheet.clerk != self.context.actor, same)
        return sheet
