"""What is shown of periodic bulletins: which series there are, and whether one is late."""

from datetime import date
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang.domain.names import CycleId
from taizhang.domain.publicity import bulletin_events as b
from taizhang.domain.publicity.events import SeriesId
from taizhang.projections.row import At, Row, folds


class BulletinSeries(
    Row,
    key=("series",),
    title="定期通报",
    published=True,
    plural="BulletinSeriesList",
    rules=("S1-17", "S3-40"),
):
    """A series of bulletins: how many were issued, and by when the next one is due."""

    series: SeriesId
    cycle: CycleId | None
    title: Annotated[str, Meta(title="名称", description="What it is called")]
    due_on: Annotated[date, Meta(title="下一期最迟日期", description="By when the next one is due")]
    state: Annotated[
        str, Meta(title="状态", description="running 正常，due 到期，overdue 逾期，ended 已停止")
    ] = "running"
    issued: Annotated[int, Meta(title="已印发期数", description="How many were issued")] = 0
    last_on: Annotated[
        date | None, Meta(title="最近一期日期", description="When the last was issued")
    ] = None
    times_late: Annotated[int, Meta(title="逾期次数", description="How often one was late")] = 0
    figures: Annotated[
        dict[str, int],
        Meta(title="最近一期的台账情况", description="The ledger's figures in the last one"),
    ] = {}


@folds(BulletinSeries, b.BulletinSeriesBegun, "series")
def _(row: BulletinSeries | None, event: b.BulletinSeriesBegun, at: At) -> BulletinSeries:
    return BulletinSeries(
        series=event.series, cycle=event.cycle, title=event.title, due_on=event.due_on
    )


@folds(BulletinSeries, b.BulletinIssued, "series")
def _(row: BulletinSeries | None, event: b.BulletinIssued, at: At) -> BulletinSeries | None:
    return row and replace(
        row,
        state="running",
        issued=event.number,
        last_on=at.on,
        due_on=event.due_on,
        figures=event.figures,
    )


@folds(BulletinSeries, b.BulletinFallsDue, "series")
def _(row: BulletinSeries | None, event: b.BulletinFallsDue, at: At) -> BulletinSeries | None:
    return row and replace(row, state="due")


@folds(BulletinSeries, b.BulletinOverdue, "series")
def _(row: BulletinSeries | None, event: b.BulletinOverdue, at: At) -> BulletinSeries | None:
    return row and replace(row, state="overdue", times_late=row.times_late + 1)


@folds(BulletinSeries, b.BulletinSeriesEnded, "series")
def _(row: BulletinSeries | None, event: b.BulletinSeriesEnded, at: At) -> BulletinSeries | None:
    return row and replace(row, state="ended")
