"""What is shown of reported figures beside the register."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang import At, Row, folds
from taizhang_plugins.coverage.names import TotalId
from taizhang_plugins.coverage.total_events import Against, Matter, TotalReported


class ReportedTotal(Row, key=("total",), title="上报数核对", rules=("S3-20", "S3-25", "S3-27")):
    """A figure that somebody reported, what the register held on that day, and whether the two
    can be the same (S3-20, S3-25, S3-27).
    """

    total: TotalId
    matter: Annotated[Matter, Meta(title="事项", description="What it is about")]
    kind: Annotated[str | None, Meta(title="类别", description="Its kind, in the tenant's words")]
    since: Annotated[date | None, Meta(title="起算日期", description="Counted from this day")]
    as_of: Annotated[date, Meta(title="截止日期", description="Counted up to this day")]
    figure: Annotated[str, Meta(title="上报数", description="The figure as reported")]
    low: Annotated[int, Meta(title="至少", description="At least")]
    high: Annotated[int | None, Meta(title="至多", description="At most")]
    source: Annotated[str, Meta(title="出处", description="Where it was reported")]
    registered: Annotated[int, Meta(title="台账数", description="What the register held")]
    refuted: Annotated[bool, Meta(title="与台账不一致", description="The two cannot be the same")]
    against: Annotated[
        list[Against], Meta(title="其他上报数", description="Other reports of the same")
    ]


@folds(ReportedTotal, TotalReported, "total")
def _(row: ReportedTotal | None, event: TotalReported, at: At) -> ReportedTotal:
    return ReportedTotal(
        total=event.total,
        matter=event.matter,
        kind=event.kind,
        since=event.since,
        as_of=event.as_of,
        figure=event.figure.text,
        low=event.figure.low,
        high=event.figure.high,
        source=event.source,
        registered=event.registered,
        refuted=event.refuted,
        against=event.against,
    )
