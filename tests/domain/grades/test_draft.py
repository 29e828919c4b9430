"""A draft names units and grades that exist; what will block it is told as warnings."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded, GradesDrafted
from taizhang.domain.grades.list_rows import GradeList
from taizhang.domain.organisations.rows import Organisation
from taizhang.domain.results.rows import Assessment

Draft = Callable[..., DraftGrades]
Lines = Callable[..., list[Graded]]


def codes(reasons: Any) -> list[str]:
    return [reason.refusal.code for reason in reasons]


def test_draft_is_recorded_and_shown(town: Any, draft: Draft) -> None:
    command = draft(7)
    assert town.do(command) == [GradesDrafted(cycle="c", lines=command.lines)]
    shown = GradeList(cycle="c", of="units", state="drafted", held={"好": 7, "较好": 17})
    assert town.folded(GradeList)["c", "units"] == shown


@pytest.mark.rule("S2-15")
def test_seven_of_twenty_four_are_drafted_without_a_warning(town: Any, draft: Draft) -> None:
    assert town.warnings(draft(7)) == []


@pytest.mark.rule("S2-15")
def test_eight_of_twenty_four_are_drafted_with_a_warning(town: Any, draft: Draft) -> None:
    [reason] = town.warnings(draft(8))
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.over_quota", "S2-15")
    assert reason.values == {
        "within": "全部定等对象",
        "grade": "好",
        "held": 8,
        "base": 24,
        "share": "33.3%",
        "measure": "个",
        "limit": "30%",
        "exact": 7.2,
        "most": 7,
    }
    assert reason.clause == "好等次不能超过30%"


@pytest.mark.rule("S2-18")
def test_missing_rationale_is_told_for_each_unit(town: Any, draft: Draft) -> None:
    assert codes(town.warnings(draft(2, rationale=None))) == ["grades.rationale_missing"] * 2


def test_unit_left_out_is_told(town: Any, draft: Draft, units: list[str]) -> None:
    command = draft(3)
    [reason] = town.warnings(replace(command, lines=command.lines[:-2]))
    assert reason.refusal.code == "grades.left_out"
    assert reason.values["count"] == 2
    assert set(reason.values["subjects"].split("、")) == set(units[-2:])


@pytest.mark.rule("S2-15")
def test_grade_off_the_scale_is_refused_with_the_clause(
    town: Any, lines: Lines, units: list[str]
) -> None:
    command = DraftGrades(cycle="c", lines=lines({units[0]: "优秀"}))
    reason = town.refusal(command)
    assert reason.refusal.code == "grades.off_scale"
    assert reason.values == {
        "subject": units[0],
        "name": town.folded(Organisation)[units[0],].name,
        "grade": "优秀",
        "scale": "好、较好、一般、差",
    }
    assert reason.clause == "按好、较好、一般和差四个等次考核"


@pytest.mark.rule("S1-15")
@pytest.mark.parametrize("grade", ["好", "较好", "一般", "差"])
def test_university_knows_four_grades(university: Any, lines: Lines, grade: str) -> None:
    command = DraftGrades(cycle="c", lines=lines({"jiaogong-1": grade}))
    assert university.assessing("jiaogong-1").do(command)


@pytest.mark.rule("S1-15")
@pytest.mark.parametrize("grade", ["较差", "中", "合格", " 好"])
def test_university_knows_no_other_grade(university: Any, lines: Lines, grade: str) -> None:
    command = DraftGrades(cycle="c", lines=lines({"jiaogong-1": grade}))
    reason = university.assessing("jiaogong-1").refusal(command)
    assert reason.clause == "按“好、较好、一般、差”确定考核等次"


@pytest.mark.parametrize(("slug", "grade"), [("dongfang", "中"), ("xinshao", "较差")])
def test_scale_is_each_tenants_own(
    source_town: Callable[[str], Any], lines: Lines, slug: str, grade: str
) -> None:
    town = source_town(slug).assessing("x")
    assert town.do(DraftGrades(cycle="c", lines=lines({"x": grade})))
    assert town.code_of(DraftGrades(cycle="c", lines=lines({"x": "优秀"}))) == "grades.off_scale"


@pytest.mark.rule("S0-01")
def test_unit_that_is_not_assessed_is_refused(town: Any, lines: Lines) -> None:
    reason = town.refusal(DraftGrades(cycle="c", lines=lines({"nowhere": "好"})))
    assert reason.refusal.code == "grades.not_a_subject"
    assert reason.values == {"subject": "nowhere", "name": "nowhere"}


def test_unit_listed_twice_is_refused(town: Any, draft: Draft, units: list[str]) -> None:
    command = draft(1)
    reason = town.refusal(replace(command, lines=[*command.lines, command.lines[3]]))
    assert (reason.refusal.code, reason.values["subject"]) == (
        "grades.listed_twice",
        units[3],
    )


def test_unknown_cycle_is_refused(town: Any, draft: Draft) -> None:
    assert town.code_of(replace(draft(1), cycle="c2019")) == "domain.unknown"


def test_only_a_clerk_drafts(town: Any, draft: Draft) -> None:
    assert town.code_of(draft(1), "secretary") == "commands.forbidden"


def test_later_draft_replaces_the_earlier(town: Any, draft: Draft, units: list[str]) -> None:
    town.do(draft(8))
    town.do(draft(0))
    assert town.folded(GradeList)["c", "units"].held == {"较好": 24}
    assert town.folded(Assessment)["c", units[0]].draft_grade == "较好"


def test_draft_of_another_cycle_is_not_waited_for(
    town: Any, draft: Draft, boundary: Any, selected: Any
) -> None:
    other = GradesDrafted(cycle="c2019", lines=[])
    assert not selected(boundary(draft(1)), other)
