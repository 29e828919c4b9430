"""What is shown of the promises beside pay, and of its reported growth."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang import At, Row, folds
from taizhang.core import OrganisationId, PersonId
from taizhang_plugins.pay.names import PromiseId
from taizhang_plugins.pay.promise_events import GrowthReported, PromiseKept, PromiseKind
from taizhang_plugins.pay.sheet_events import SheetDrawn


class Promise(Row, key=("promise",), title="“一定三有”落实记录", rules=("S0-32",)):
    """One thing that was done for a promise, with what proves it."""

    promise: PromiseId
    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    organisation: OrganisationId
    person: PersonId | None
    kind: PromiseKind
    called: Annotated[str, Meta(title="名称", description="What it is called")]
    done: Annotated[str, Meta(title="做了什么", description="What was done")]
    evidence: Annotated[str, Meta(title="依据", description="What it rests on")]
    on: Annotated[date, Meta(title="日期", description="The day of it")]


@folds(Promise, PromiseKept, "promise")
def _(row: Promise | None, event: PromiseKept, at: At) -> Promise:
    return Promise(
        promise=event.promise,
        year=int(event.year),
        organisation=event.organisation,
        person=event.person,
        kind=event.kind,
        called=event.called,
        done=event.done,
        evidence=event.evidence,
        on=at.on,
    )


class PromiseYear(Row, key=("year", "organisation"), title="“一定三有”落实情况", rules=("S0-32",)):
    """How the four stand in a unit for a year: how often each was recorded, and pay's sheet."""

    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    organisation: OrganisationId
    duties: Annotated[
        int, Meta(title="定权责的记录数", description="Records on powers and duties")
    ] = 0
    prospects: Annotated[int, Meta(title="有前景的记录数", description="Records on prospects")] = 0
    security: Annotated[int, Meta(title="有保障的记录数", description="Records on security")] = 0
    pay: Annotated[
        bool, Meta(title="报酬表已编制", description="Whether the pay sheet is drawn up")
    ] = False


def _unit_year(event: PromiseKept | SheetDrawn) -> Iterable[tuple[int, str]]:
    return [(int(event.year), event.organisation)]


@folds(PromiseYear, PromiseKept, _unit_year)
def _(row: PromiseYear | None, event: PromiseKept, at: At) -> PromiseYear:
    known = row or PromiseYear(year=int(event.year), organisation=event.organisation)
    match event.kind:
        case "duties":
            return replace(known, duties=known.duties + 1)
        case "prospects":
            return replace(known, prospects=known.prospects + 1)
        case "security":
            return replace(known, security=known.security + 1)


@folds(PromiseYear, SheetDrawn, _unit_year)
def _(row: PromiseYear | None, event: SheetDrawn, at: At) -> PromiseYear:
    known = row or PromiseYear(year=int(event.year), organisation=event.organisation)
    return replace(known, pay=True)


class PayGrowth(Row, key=("year", "figure"), title="报酬增长核对", rules=("S3-03",)):
    """A rise per head as it was reported, beside the one that the records give."""

    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    figure: Annotated[
        str, Meta(title="报告的人均增加额", description="The rise per head as reported")
    ]
    low: Annotated[int, Meta(title="不少于（元）", description="At least, in yuan")]
    high: Annotated[int | None, Meta(title="不多于（元）", description="At most, in yuan")]
    source: Annotated[str, Meta(title="来源", description="Where it comes from")]
    exact: Annotated[
        str,
        Meta(
            title="核算的人均增加额（元，精确）",
            description="The rise by the records, in yuan, exact",
        ),
    ]
    shown: Annotated[
        Decimal,
        Meta(title="核算的人均增加额（元）", description="The rise by the records, in yuan"),
    ]
    refuted: Annotated[bool, Meta(title="不可能相符", description="The two cannot be the same")]
    working: Annotated[list[str], Meta(title="核算过程", description="The sum line by line")]


@folds(PayGrowth, GrowthReported, lambda event: [(int(event.year), event.figure)])
def _(row: PayGrowth | None, event: GrowthReported, at: At) -> PayGrowth:
    return PayGrowth(
        year=int(event.year),
        figure=event.figure,
        low=event.low,
        high=event.high,
        source=event.source,
        exact=event.exact,
        shown=event.shown,
        refuted=event.refuted,
        working=event.working,
    )
