"""What is shown of late entries: what was entered after its day, when, and why."""

from datetime import date, datetime
from typing import Annotated

from msgspec import Meta

from taizhang.events.amendments import EnteredLate
from taizhang.projections.row import At, Row, folds


class LateEntry(Row, key=("entry",), plural="LateEntries", title="补录"):
    """One command that was entered after its day."""

    entry: Annotated[str, Meta(title="命令编号", description="The command's identifier")]
    on: Annotated[date, Meta(title="业务日期", description="The business day")]
    entered_at: Annotated[datetime, Meta(title="入账时间", description="When it was recorded")]
    events: Annotated[list[str], Meta(title="记录类别", description="The names of its events")]
    reason: Annotated[str, Meta(title="原因", description="Why")]
    evidence: Annotated[str, Meta(title="依据", description="What it rests on")]


@folds(LateEntry, EnteredLate, "entry")
def _(row: LateEntry | None, event: EnteredLate, at: At) -> LateEntry:
    return LateEntry(
        entry=event.entry,
        on=at.on,
        entered_at=at.recorded_at,
        events=event.events,
        reason=event.reason,
        evidence=event.evidence,
    )
