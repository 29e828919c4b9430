"""How far the clock's work on many duties has come: it is done in pages."""

from datetime import date

from taizhang.domain.obligations.names import Due, ObligationName
from taizhang.events.event import Event

_BY_CLOCK = "由系统按时钟记录，不由人更改"


class PeriodOpened(Event, name="obligations.period_opened", title="应办事项开期", final=_BY_CLOCK):
    """A page of the units that owe something in a period; `next` is None on the last page."""

    obligation: ObligationName
    key: str
    first: date
    due: Due
    kinds: list[str]
    labels: list[str]
    times: int
    after: str
    """The unit behind which the page begins; nothing for the first page."""
    next: str | None
    opened: int
    """How many owe it by this page."""


class DuePassed(Event, name="obligations.due_passed", title="应办事项到期核对", final=_BY_CLOCK):
    """So many were missed that the rest behind this duty is looked at next."""

    obligation: ObligationName
    due: Due
    next: str
