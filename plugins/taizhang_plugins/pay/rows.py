"""What is shown of the pay of posts: the figures it rests on, and the table of each year."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from taizhang import At, Row, folds
from taizhang.core import OrganisationId
from taizhang_plugins.pay.events import (
    IncomePublished,
    PayComputed,
    PopulationRecorded,
    Rate,
    TableChecked,
)
from taizhang_plugins.pay.names import Kind

Outdated = Annotated[bool, Meta(title="依据已变化", description="What it rests on has changed")]
Because = Annotated[str | None, Meta(title="变化说明", description="What has changed")]


class PublishedIncome(
    Row, key=("year", "kind"), title="人均收入", published=True, rules=("S3-01",)
):
    """The income per person of a year, as it is published now."""

    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    kind: Kind
    yuan: Annotated[
        Decimal, Meta(title="人均收入（元）", description="Per person and year, in yuan")
    ]
    source: Annotated[str, Meta(title="来源", description="Where it comes from")]
    published_on: Annotated[date, Meta(title="登记日期", description="When it was entered")]


@folds(PublishedIncome, IncomePublished, lambda event: [(int(event.year), event.kind)])
def _(row: PublishedIncome | None, event: IncomePublished, at: At) -> PublishedIncome:
    return PublishedIncome(
        year=int(event.year),
        kind=event.kind,
        yuan=event.yuan,
        source=event.source,
        published_on=at.on,
    )


class VillagePopulation(Row, key=("year", "organisation"), title="村人口"):
    """How many people a village had in a year."""

    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    organisation: OrganisationId
    people: Annotated[int, Meta(title="人数", description="How many people")]
    source: Annotated[str, Meta(title="来源", description="Where it comes from")]


@folds(VillagePopulation, PopulationRecorded, lambda e: [(int(e.year), e.organisation)])
def _(row: VillagePopulation | None, event: PopulationRecorded, at: At) -> VillagePopulation:
    return VillagePopulation(
        year=int(event.year),
        organisation=event.organisation,
        people=event.people,
        source=event.source,
    )


class PayTable(Row, key=("year", "post", "band"), title="村干部报酬标准", rules=("S3-01", "S3-02")):
    """What one post is paid for one year, in villages of one size where that matters."""

    year: Annotated[int, Meta(title="年度", description="The calendar year")]
    post: Annotated[str, Meta(title="职务", description="The post held")]
    band: Annotated[str, Meta(title="人口档", description="The band of population")]
    yuan: Annotated[
        Decimal, Meta(title="报酬（元/年，精确）", description="A year, in yuan, exact")
    ]
    shown: Annotated[Decimal, Meta(title="报酬（元/年）", description="A year, in yuan, as shown")]
    income_year: Annotated[int | None, Meta(title="收入年度", description="The year of the income")]
    kind: Kind | None
    income: Annotated[
        Decimal | None,
        Meta(title="所据人均收入（元）", description="The income it rests on, in yuan"),
    ]
    document: Annotated[str | None, Meta(title="上级规定", description="The superior's document")]
    revision: Annotated[int, Meta(title="第几次计算", description="Which computation this is")]
    difference: Annotated[
        Decimal | None,
        Meta(title="与上次计算之差（元）", description="Against the one before, in yuan"),
    ]
    change: Annotated[
        Decimal | None, Meta(title="比上年增加（元）", description="Against last year, in yuan")
    ]
    working: Annotated[list[str], Meta(title="计算过程", description="The sum line by line")]
    outdated: Outdated
    because: Because


def _posts(event: PayComputed) -> Iterable[tuple[int, str, str]]:
    return ((int(event.year), rate.post, rate.band) for rate in event.rates)


@folds(PayTable, PayComputed, _posts)
def _(row: PayTable | None, event: PayComputed, at: At) -> PayTable:
    rate = next(rate for rate in event.rates if (rate.post, rate.band) == at.key[1:])
    return PayTable(
        year=int(event.year),
        post=rate.post,
        band=rate.band,
        yuan=rate.yuan,
        shown=rate.shown,
        income_year=event.income_year,
        kind=event.kind,
        income=event.income,
        document=event.document,
        revision=event.revision,
        difference=less(rate.yuan, rate.before),
        change=_change(rate),
        working=event.working,
        outdated=False,
        because=None,
    )


def _change(rate: Rate) -> Decimal | None:
    return less(rate.yuan, rate.last_year)


def less(sum_: Decimal, other: Decimal | None) -> Decimal | None:
    """By how much a sum exceeds another, where there is another."""
    return None if other is None else sum_ - other


def _checked(event: TableChecked) -> Iterable[tuple[int, str, str]]:
    return ((int(event.year), place.post, place.band) for place in event.places)


@folds(PayTable, TableChecked, _checked)
def _(row: PayTable | None, event: TableChecked, at: At) -> PayTable | None:
    told = f"{event.income_year} 年人均收入由 {event.rested_on} 元更正为 {event.reads} 元"
    return row and replace(row, outdated=event.outdated, because=told if event.outdated else None)
