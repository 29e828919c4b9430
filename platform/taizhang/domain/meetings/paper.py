"""A meeting on paper: the check-in list (签到表) typed afterwards by one, checked by another."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.meetings.admission import ALREADY_PRESENT, check_categories, check_invited
from taizhang.domain.meetings.events import AttendeeCheckedIn
from taizhang.domain.meetings.paper_events import SheetConfirmed, SheetEntered, SheetRejected
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.sheets import OnSheet, SheetCommand
from taizhang.domain.names import Text
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

OTHER_DAY = Refusal(
    "meetings.sheet_other_day",
    zh="签到表“{sheet}”记的是 {day}，不是 {on}",
    en="the list {sheet!r} is of {day}, not {on}",
)
MISCOUNTED = Refusal(
    "meetings.sheet_miscounted",
    zh="签到表“{sheet}”录入 {entered} 人，核对清点 {counted} 人，须退回重录",
    en="{entered} people were typed in {sheet!r}, {counted} were counted on paper",
)


class EnterSheet(SheetCommand, name="meetings.enter_sheet", title="录入签到表"):
    """Type the list of a meeting held on paper: a late entry, with its reason and evidence."""

    attendees: Annotated[list[Attendee], Meta(min_length=1, max_length=2000, title="到会人员")]


class ConfirmSheet(SheetCommand, name="meetings.confirm_sheet", title="核对签到表"):
    """Confirm a list that somebody else typed, having counted the signatures on paper."""

    counted: Annotated[int, Meta(ge=1, title="签名人数")]


class RejectSheet(SheetCommand, name="meetings.reject_sheet", title="退回签到表"):
    """Send a list that somebody else typed back, to be typed anew."""

    reason: Annotated[Text, Meta(title="退回原因")]


@decides(EnterSheet, by=(Role.CLERK, Role.TELLER))
class SheetEntry(OnSheet[EnterSheet]):
    """Nobody is present by it until another has checked it."""

    def execute(self) -> None:
        self.require_late()
        self.require_new()
        ask, context = self.ask, self.context
        if self.is_review:
            rule = self.provisions.attendees
            check_categories((each.category for each in ask.attendees), rule)
            check_invited(self, ask.attendees, self.roll, rule)
        self.record(
            SheetEntered(
                meeting=ask.meeting,
                sheet=ask.sheet,
                day=context.on,
                attendees=ask.attendees,
                clerk=context.actor,
            )
        )


@decides(ConfirmSheet, by=(Role.CLERK, Role.TELLER))
class SheetConfirmation(OnSheet[ConfirmSheet]):
    """Two people, one day, the same number: then the list checks its people in."""

    def execute(self) -> None:
        self.require_late()
        ask, sheet, on = self.ask, self.other_clerks(), self.context.on
        name, day, entered = ask.sheet, sheet.day, len({a.number for a in sheet.attendees})
        other = OTHER_DAY(sheet=name, day=day.isoformat(), on=on.isoformat())
        self.refuse_unless(on == day, other)
        miscounted = MISCOUNTED(sheet=name, entered=entered, counted=ask.counted)
        self.refuse_unless(entered == ask.counted, miscounted)
        self.record(SheetConfirmed(meeting=ask.meeting, sheet=name, clerk=self.context.actor))
        for each in sheet.attendees:
            self._arrive(each)

    def _arrive(self, attendee: Attendee) -> None:
        number, category = attendee.number, attendee.category
        if number in self.roll.present:
            self.warn(ALREADY_PRESENT(number=number))
        else:
            meeting = self.ask.meeting
            self.record(AttendeeCheckedIn(meeting=meeting, attendee=number, category=category))


@decides(RejectSheet, by=(Role.CLERK, Role.TELLER))
class SheetRejection(OnSheet[RejectSheet]):
    """The list may be typed anew under the same name."""

    def execute(self) -> None:
        self.require_called()
        self.other_clerks()
        ask = self.ask
        self.record(
            SheetRejected(
                meeting=ask.meeting, sheet=ask.sheet, clerk=self.context.actor, reason=ask.reason
            )
        )
