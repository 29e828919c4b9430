"""A year has one published income of a kind, with its source."""

from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang_plugins.pay.events import IncomePublished, PopulationRecorded
from taizhang_plugins.pay.publishing import PublishIncome, RecordPopulation

COMMAND = PublishIncome(year=2011, kind="net", yuan=Decimal("4302.50"), source="县统计局公报")
PEOPLE = RecordPopulation(organisation="v", year=2011, people=1200, source="户籍统计")


@pytest.mark.rule("S3-01")
def test_income_is_recorded_exactly_with_its_kind_and_source(xinshao: Any) -> None:
    recorded = IncomePublished(
        year="2011", kind="net", yuan=Decimal("4302.50"), source="县统计局公报"
    )
    assert xinshao.do(COMMAND, "finance") == [recorded]
    assert str(xinshao.stored(recorded).yuan) == "4302.50"


@pytest.mark.rule("S3-03")
def test_a_kind_is_published_once_a_year(xinshao: Any) -> None:
    xinshao.do(COMMAND, "finance")
    reason = xinshao.refusal(replace(COMMAND, yuan=Decimal(5000)), "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.income_published", None)
    assert (reason.values["year"], reason.values["yuan"]) == (2011, "4302.50")


def test_another_kind_of_the_same_year_stands_beside_it(xinshao: Any) -> None:
    xinshao.do(COMMAND, "finance")
    other = replace(COMMAND, kind="disposable")
    assert xinshao.do(other, "finance")
    assert xinshao.refusal(other, "finance").values["income"] == "人均可支配收入"


@pytest.mark.rule("S3-03")
def test_every_year_has_its_own(xinshao: Any) -> None:
    xinshao.do(COMMAND, "finance")
    assert xinshao.do(replace(COMMAND, year=2012, yuan=Decimal(4900)), "finance")


@pytest.mark.parametrize("yuan", ["0", "-1", "NaN", "sNaN", "Infinity", "-Infinity", "1E+999999"])
def test_what_is_no_income_is_refused(xinshao: Any, yuan: str) -> None:
    reason = xinshao.refusal(replace(COMMAND, yuan=Decimal(yuan)), "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.income_not_positive", None)
    assert (reason.values["year"], reason.values["yuan"]) == (2011, yuan)


def test_clerk_publishes_no_income(xinshao: Any) -> None:
    assert xinshao.refusal(COMMAND, "clerk").values["needed"] == "finance"


@pytest.mark.parametrize("slug", ["hunan-town", "university-dept", "dongfang"])
def test_it_is_closed_where_the_plugin_is_off_and_says_why(source_town: Any, slug: str) -> None:
    town = source_town(slug).grant("finance", "finance")
    reason = town.refusal(COMMAND, "finance")
    assert (reason.refusal.code, reason.refusal.status) == ("tenancy.plugin_off", 403)
    assert reason.values == {
        "title": "一定三有·村干部报酬",
        "plugin": "pay",
        "command": "公布人均收入",
    }


def test_years_are_published_without_waiting_for_each_other(
    xinshao: Any, boundary: Any, selected: Any
) -> None:
    [other] = xinshao.do(replace(COMMAND, year=2010), "finance")
    assert not selected(boundary(COMMAND), other)


def test_two_who_publish_one_year_read_each_other(
    xinshao: Any, boundary: Any, selected: Any
) -> None:
    [other] = xinshao.do(COMMAND, "finance")
    assert selected(boundary(replace(COMMAND, yuan=Decimal(5000))), other)


def test_a_village_has_one_population_a_year(village: Any) -> None:
    assert village.do(PEOPLE, "finance") == [
        PopulationRecorded(organisation="v", year="2011", people=1200, source="户籍统计")
    ]
    reason = village.refusal(replace(PEOPLE, people=1300), "finance")
    assert reason.refusal.code == "pay.population_recorded"
    assert (reason.values["name"], reason.values["people"]) == ("示例村", 1200)


def test_the_population_of_no_village_is_refused(xinshao: Any) -> None:
    assert xinshao.code_of(PEOPLE, "finance") == "domain.unknown"
