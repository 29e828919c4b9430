"""What can happen to periodic bulletins (定期通报): a series, its issues, what is late."""

from datetime import date

from taizhang.domain.names import CycleId
from taizhang.domain.publicity.events import PublicationId, SeriesId
from taizhang.events.event import Event


class BulletinSeriesBegun(
    Event, name="publicity.bulletins_begun", title="开始定期通报", corrects=("title",)
):
    """From now on a bulletin is issued at the tenant's interval (S1-17), the first by `due_on`."""

    series: SeriesId
    cycle: CycleId | None
    title: str
    due_on: date


class BulletinIssued(
    Event, name="publicity.bulletin_issued", title="印发通报", final="在下一期通报里更正"
):
    """An issue of a series, with what the ledger said of its tickets that day: state to number."""

    series: SeriesId
    publication: PublicationId
    cycle: CycleId | None
    number: int
    scope: str
    tickets: list[str]
    figures: dict[str, int]
    overdue: int
    text: str
    sha256: str
    due_on: date
    """By when the next one is to be issued."""


class BulletinFallsDue(
    Event, name="publicity.bulletin_falls_due", title="通报即将到期", final="印发通报"
):
    """The next bulletin is due soon, as many days before as the tenant wants to be reminded."""

    series: SeriesId
    due_on: date


class BulletinOverdue(Event, name="publicity.bulletin_overdue", title="通报逾期", final="印发通报"):
    """The day is over on which the next bulletin was to be issued at the latest."""

    series: SeriesId
    due_on: date


class BulletinSeriesEnded(
    Event, name="publicity.bulletins_ended", title="结束定期通报", final="开始新的定期通报"
):
    """No further bulletins of this series are due."""

    series: SeriesId
    reason: str
