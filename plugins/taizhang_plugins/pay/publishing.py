"""Publishing the figures that pay rests on: the income per person, and each village's people."""

from decimal import Decimal
from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Role, Selector, Slice, decides, event
from taizhang.core import ORGANISATION, Naming, OrganisationId, registered, unknown
from taizhang_plugins.pay.events import IncomePublished, PopulationRecorded
from taizhang_plugins.pay.names import INCOME, MOST, YEAR, Kind, Source, Year, Yuan, is_a_sum

NOT_POSITIVE = Refusal(
    "pay.income_not_positive",
    zh="{year} 年人均收入须大于 0 元、不超过 {most} 元、至多四位小数，收到 {yuan}",
    en="the income of {year} must be above 0 and at most {most} yuan with 4 decimals, not {yuan}",
)
PUBLISHED = Refusal(
    "pay.income_published",
    zh="{year} 年度{income}已公布为 {yuan} 元；有误的，更正该记录",
    en="the {kind} income of {year} was published as {yuan} yuan; correct that fact",
    status=409,
)
COUNTED = Refusal(
    "pay.population_recorded",
    zh="“{name}”{year} 年人口已登记为 {people} 人；有误的，更正该记录",
    en="{name} had {people} people in {year} already; correct that fact",
    status=409,
)


class PublishIncome(Command, name="pay.publish_income", title="公布人均收入"):
    """Record the income per person of a year, in yuan, with its source."""

    year: Year
    kind: Kind
    yuan: Yuan
    source: Source


@decides(PublishIncome, by=Role.FINANCE)
class IncomePublication(Slice[PublishIncome]):
    """A year has one published income of a kind."""

    def __init__(self, ask: PublishIncome) -> None:
        super().__init__(ask)
        self.published: dict[str, Decimal] = {}

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([IncomePublished], [YEAR(str(self.ask.year))])]

    @event(IncomePublished)
    def _(self, kind: str, yuan: Decimal) -> None:
        self.published[kind] = yuan

    def execute(self) -> None:
        ask = self.ask
        refusal = NOT_POSITIVE(year=ask.year, most=str(MOST), yuan=str(ask.yuan))
        self.refuse_unless(is_a_sum(ask.yuan), refusal)
        known = {"kind": ask.kind, "income": INCOME[ask.kind]}
        before = self.published.get(ask.kind)
        self.refuse_unless(before is None, PUBLISHED(year=ask.year, yuan=str(before), **known))
        self.record(
            IncomePublished(year=str(ask.year), kind=ask.kind, yuan=ask.yuan, source=ask.source)
        )


class RecordPopulation(Command, name="pay.record_population", title="登记村人口"):
    """Record how many people a village had in a year, with the source."""

    organisation: OrganisationId
    year: Year
    people: Annotated[int, Meta(ge=1, le=10_000_000, title="人数")]
    source: Source


@decides(RecordPopulation, by=(Role.FINANCE, Role.CLERK))
class PopulationRecording(Naming[RecordPopulation]):
    """A village has one population a year."""

    people: int | None = None

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        tags = [YEAR(str(ask.year)), ORGANISATION(ask.organisation)]
        return [Selector([PopulationRecorded], tags), *registered(ask.organisation)]

    @event(PopulationRecorded)
    def _(self, people: int) -> None:
        self.people = people

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(self.knows(ask.organisation), unknown("单位", ask.organisation))
        counted = COUNTED(
            organisation=ask.organisation,
            name=self.name_of(ask.organisation),
            year=ask.year,
            people=self.people,
        )
        self.refuse_unless(self.people is None, counted)
        self.record(
            PopulationRecorded(
                organisation=ask.organisation,
                year=str(ask.year),
                people=ask.people,
                source=ask.source,
            )
        )
