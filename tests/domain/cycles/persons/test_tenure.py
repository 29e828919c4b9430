"""Who has held a post for too short a time: counted in whole months, proposed for no grade."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.cycles.events import TenureShort
from taizhang.domain.cycles.persons import EnrolPersons
from taizhang.domain.cycles.rules import Persons
from taizhang.domain.cycles.subject_rows import CycleSubject
from taizhang.domain.grades.events import LeftUndetermined
from taizhang.domain.organisations.people_events import PersonRegistered, PostTaken

from .conftest import DIRECTOR

COMMAND = EnrolPersons(cycle="c")


def director(town: Any, since: date) -> None:
    """Somebody is the director of 青山村 since a day."""
    town.given(
        PersonRegistered(person="p-1", name="示例"),
        PostTaken(person="p-1", organisation="qingshan", post=DIRECTOR, since=since),
    )


@pytest.mark.rule("S2-16")
def test_who_has_held_the_post_too_short_is_recorded_with_the_figures(town: Any) -> None:
    director(town, date(2020, 1, 1))
    [reason] = town.warnings(COMMAND)
    assert reason.refusal.code == "cycles.tenure_short"
    assert reason.values == {
        "person": "p-1",
        "post": f"青山村{DIRECTOR}",
        "reference": "2020-06-30",
        "months": 5,
        "least": 6,
    }
    assert reason.clause == "本单位的选择：文件未写最低任职月数，演示选择六个月"
    assert TenureShort(
        cycle="c",
        person="p-1",
        months=5,
        least=6,
        reference=date(2020, 6, 30),
        ground="任职不满六个月",
    ) in town.do(COMMAND)
    assert town.folded(CycleSubject)["c", "person:p-1"].tenure == (
        "到 2020-06-30 满 5 个月，不足 6 个月"
    )


@pytest.mark.rule("S2-16")
@pytest.mark.parametrize(("since", "short"), [(date(2019, 12, 31), 0), (date(2020, 1, 1), 1)])
def test_months_are_whole_ones_up_to_the_deadline(town: Any, since: date, short: int) -> None:
    director(town, since)
    assert sum(isinstance(event, TenureShort) for event in town.do(COMMAND)) == short


def test_months_may_be_counted_up_to_the_enrolment(town: Any) -> None:
    town.amend("cycles.persons", reference="enrolment")
    director(town, date(2019, 12, 30))
    [short] = [event for event in town.do(COMMAND) if isinstance(event, TenureShort)]
    assert (short.months, short.reference) == (5, date(2020, 6, 1))


def test_tenant_without_a_minimum_finds_nobody_too_new(town: Any) -> None:
    town.amend("cycles.persons", months=None)
    director(town, date(2020, 5, 1))
    assert town.warnings(COMMAND) == []


@pytest.mark.rule("S2-16")
def test_too_short_a_tenure_is_proposed_for_no_grade(town: Any) -> None:
    director(town, date(2020, 1, 1))
    town.do(COMMAND)
    assert (
        LeftUndetermined(
            cycle="c",
            subject="person:p-1",
            ground="任职不满六个月",
            reason="到 2020-06-30 任职满 5 个月，不足 6 个月",
        )
        in town.answer()
    )


def test_tenant_without_a_ground_grades_them(town: Any) -> None:
    town.amend("cycles.persons", ground=None)
    director(town, date(2020, 1, 1))
    town.do(COMMAND)
    assert not [event for event in town.answer() if isinstance(event, LeftUndetermined)]


def test_months_need_a_reference_day() -> None:
    with pytest.raises(ValueError, match="reference"):
        Persons(classes={"书记": ["书记"]}, months=6)
