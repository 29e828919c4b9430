"""What one subject has done in a cycle: it is kept, and told when the subject leaves the list."""

from collections import defaultdict
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Slice, event
from taizhang.domain.cycles.events import Done
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.reports.events import (
    ReportAccepted,
    ReportReturned,
    ReportSubmitted,
    ReportWithdrawn,
)
from taizhang.domain.results.events import AppraisalFedBack, FeedbackAcknowledged
from taizhang.events.event import Event

Ask = TypeVar("Ask", bound=Command)
WORK: tuple[type[Event], ...] = (
    ReportSubmitted,
    ReportWithdrawn,
    ReportReturned,
    ReportAccepted,
    DebriefHeld,
    CommentGiven,
    AppraisalFedBack,
    FeedbackAcknowledged,
)


class Doing(Slice[Ask]):
    """Knows by cycle what was done, as far as its boundary holds `WORK` of one subject."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.done: defaultdict[str, dict[Done, None]] = defaultdict(dict)

    @event(ReportSubmitted)
    def _submitted(self, cycle: str) -> None:
        self.done[cycle]["submitted"] = None

    @event(ReportWithdrawn)
    def _taken_back(self, cycle: str) -> None:
        self.done[cycle].pop("submitted", None)

    @event(ReportReturned)
    def _returned(self, cycle: str) -> None:
        self.done[cycle].pop("submitted", None)

    @event(ReportAccepted)
    def _accepted(self, cycle: str) -> None:
        self.done[cycle]["accepted"] = None

    @event(DebriefHeld)
    def _debriefed(self, cycle: str) -> None:
        self.done[cycle]["debriefed"] = None

    @event(CommentGiven)
    def _commented(self, cycle: str) -> None:
        self.done[cycle]["commented"] = None

    @event(AppraisalFedBack)
    def _fed_back(self, cycle: str) -> None:
        self.done[cycle]["fed_back"] = None

    @event(FeedbackAcknowledged)
    def _acknowledged(self, cycle: str) -> None:
        self.done[cycle]["acknowledged"] = None
