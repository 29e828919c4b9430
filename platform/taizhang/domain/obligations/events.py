"""What can happen to a duty: it is owed, done, missed, waived."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.domain.names import SubjectId
from taizhang.domain.obligations.names import DUE, Due, DutyId, ObligationName, Source
from taizhang.events.event import Event

_BY_SYSTEM = "由系统按方案和时钟记录；所据的事项可以更正或作废，不需办理的用免除"


class ObligationOwed(Event, name="obligations.owed", title="应办事项", final=_BY_SYSTEM):
    """Somebody owes something by the end of a day, or by another day than was said before."""

    duty: DutyId
    obligation: ObligationName
    scheme: str
    title: str
    rule: str | None
    subject: SubjectId | None
    """None: the tenant itself."""
    key: str
    first: date | None
    """The first day of its period; None where it does not recur."""
    due: Due
    previous: Annotated[date | None, DUE]
    """The day that held before."""
    times: int
    source: Source | None
    """The fact from which it follows; None where it recurs."""


class ObligationMet(Event, name="obligations.met", title="应办事项已办", final=_BY_SYSTEM):
    """It was done, or one more of the times that it is owed."""

    duty: DutyId
    obligation: ObligationName
    subject: SubjectId | None
    key: str
    due: Due
    source: Source
    day: date
    """The business day of the fact that meets it."""
    done: int
    times: int
    late: bool
    """Whether that day lies after the last one."""


class ObligationMetAhead(
    Event, name="obligations.met_ahead", title="应办事项开期前已办", final=_BY_SYSTEM
):
    """Something was done in a period that has not been opened yet; the opening counts it."""

    duty: DutyId
    obligation: ObligationName
    subject: SubjectId | None
    key: str
    due: Due
    source: Source
    day: date


class ObligationMissed(Event, name="obligations.missed", title="应办事项逾期", final=_BY_SYSTEM):
    """Its last day is over, and it was not done by then. It can still be done late."""

    duty: DutyId
    obligation: ObligationName
    title: str
    subject: SubjectId | None
    key: str
    due: Due
    done: int
    times: int


class ObligationWaived(
    Event, name="obligations.waived", title="免除", corrects=("reason",), annuls=True
):
    """It need not be done, for a reason that somebody answers for."""

    duty: DutyId
    obligation: ObligationName
    subject: SubjectId | None
    key: str
    due: Due
    reason: Annotated[str, Meta(title="免除原因")]


class ObligationTakenBack(
    Event, name="obligations.taken_back", title="应办事项依据作废或更正", final=_BY_SYSTEM
):
    """The fact that it rests on was annulled, or says it no more since it was corrected: it is owed
    no longer, or not done after all.
    """

    duty: DutyId
    obligation: ObligationName
    subject: SubjectId | None
    key: str
    due: Due
    source: Source
    owed: bool
    """Whether the fact was the one from which it follows."""
