"""Employees and full members are reported over time; above 50 employees the year has a target."""

from datetime import date
from typing import Any

import pytest

from taizhang_plugins.coverage.count_rows import Headcount
from taizhang_plugins.coverage.events import HeadcountReported
from taizhang_plugins.coverage.names import Figure
from taizhang_plugins.coverage.target_events import TargetSet
from taizhang_plugins.coverage.unit_rows import TwoNewUnit

CHOICE = "本单位的选择：“超过50人以上”中“超过”不含 50 人、“以上”含 50 人，自相矛盾，演示选择不含"


@pytest.mark.rule("S3-26")
def test_report_keeps_the_figure_its_day_and_its_source(listed: Any, count: Any) -> None:
    [reported] = listed.do(count(employees="48", members="2", counted_on=date(2012, 8, 31)))
    assert reported == HeadcountReported(
        organisation="qiye-1",
        township="xiangzhen-1",
        counted_on=date(2012, 8, 31),
        employees=Figure("48", 48, 48),
        members=Figure("2", 2, 2),
        source="企业用工花名册",
        above="no",
        enough="no",
    )


@pytest.mark.rule("S3-26")
@pytest.mark.parametrize(
    ("employees", "inclusive", "above"),
    [
        ("49", False, "no"),
        ("50", False, "no"),
        ("51", False, "yes"),
        ("49", True, "no"),
        ("50", True, "yes"),
        ("50多", False, "yes"),
        ("近60", False, "yes"),
        ("约50", False, "open"),
        ("50以上", True, "yes"),
        ("50以上", False, "open"),
        ("0", True, "no"),
    ],
)
def test_exactly_fifty_is_above_or_not_as_the_tenant_chose(
    listed: Any, count: Any, employees: str, inclusive: bool, above: str
) -> None:
    listed.amend("coverage.cultivation", inclusive=inclusive)
    reported, *targets = listed.do(count(employees=employees))
    expected = above if employees != "50多" else "open"
    assert reported.above == expected
    assert [type(each) for each in targets] == [TargetSet] * (expected == "yes")


@pytest.mark.rule("S3-26")
def test_what_the_source_leaves_open_is_warned_of_with_the_choice(listed: Any, count: Any) -> None:
    [warning] = listed.warnings(count(employees="约50"))
    assert (warning.refusal.code, warning.values["least"]) == ("coverage.headcount_open", 51)
    assert warning.clause == CHOICE


@pytest.mark.rule("S3-26")
def test_enterprise_above_gets_the_years_target(listed: Any, count: Any) -> None:
    _, target = listed.do(count(employees="60"))
    assert target == TargetSet(
        organisation="qiye-1", township="xiangzhen-1", year=2012, key="2012", activists=1, members=1
    )
    row = listed.folded(TwoNewUnit)["qiye-1",]
    assert (row.above, row.target_year, row.gap) == ("yes", 2012, True)
    assert (row.lacking_activists, row.lacking_members) == (1, 1)


@pytest.mark.rule("S3-26")
def test_target_is_set_once_in_a_year(listed: Any, count: Any) -> None:
    listed.do(count(employees="60"))
    assert len(listed.do(count(employees="70"))) == 1


@pytest.mark.rule("S3-26")
@pytest.mark.parametrize(("each_year", "targets"), [(True, [2012, 2013]), (False, [2012])])
def test_another_year_sets_another_target_where_the_tenant_chose_so(
    listed: Any, count: Any, each_year: bool, targets: list[int]
) -> None:
    listed.amend("coverage.cultivation", each_year=each_year)
    listed.do(count(employees="60"))
    listed.begin(date(2013, 3, 1))
    listed.do(count(employees="60"))
    assert [e.year for e in listed.history if isinstance(e, TargetSet)] == targets


@pytest.mark.rule("S3-26")
def test_social_organisation_is_counted_and_has_no_target(listed: Any, count: Any) -> None:
    [reported] = listed.do(count("xiehui", employees="200"))
    assert reported.above == "no"


@pytest.mark.rule("S3-26")
def test_every_count_is_kept_and_the_newest_is_shown(listed: Any, count: Any) -> None:
    listed.do(count(employees="30", counted_on=date(2012, 6, 30)))
    listed.do(count(employees="45", counted_on=date(2012, 9, 1)))
    listed.do(count(employees="20", counted_on=date(2012, 3, 31)))
    rows = listed.folded(Headcount)
    days = {day.month: row.employees for (_, day), row in rows.items()}
    assert days == {3: "20", 6: "30", 9: "45"}
    assert listed.folded(TwoNewUnit)["qiye-1",].employees == "45"


def test_later_report_for_the_same_day_takes_the_place_of_the_first(
    listed: Any, count: Any
) -> None:
    listed.do(count(employees="30"))
    listed.do(count(employees="31"))
    [row] = listed.folded(Headcount).values()
    assert (row.employees, row.employees_low, row.employees_high) == ("31", 31, 31)


def test_township_reports_its_own_units_only(listed: Any, count: Any) -> None:
    assert listed.do(count(), "unit:xiangzhen-1")
    reason = listed.refusal(count(), "unit:xiangzhen-2")
    assert reason.refusal.code == "commands.not_your_unit"
    assert reason.values["name"] == "示例厂1所在乡镇"


@pytest.mark.parametrize("text", ["很多", "3.5", "-1", "多", "08多x"])
def test_what_is_no_figure_is_refused(listed: Any, count: Any, text: str) -> None:
    reason = listed.refusal(count(employees=text))
    assert (reason.refusal.code, reason.values["text"]) == ("coverage.not_a_figure", text)


def test_more_members_than_employees_are_refused(listed: Any, count: Any) -> None:
    reason = listed.refusal(count(employees="8", members="9"))
    assert reason.refusal.code == "coverage.members_above_employees"
    assert listed.do(count(employees="10以上", members="12"))


def test_day_to_come_is_refused(listed: Any, count: Any) -> None:
    assert listed.code_of(count(counted_on=date(2012, 9, 13))) == "coverage.future"


def test_unlisted_unit_is_not_counted(county: Any, count: Any) -> None:
    reason = county.refusal(count())
    assert (reason.refusal.code, reason.values["name"]) == ("coverage.not_listed", "示例厂1")
