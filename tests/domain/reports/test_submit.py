"""A report is handed in by its own unit, within the tenant's limits; gaps are only told."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.domain.reports import checks
from taizhang.domain.reports.commands import ReturnReport, SubmitReport
from taizhang.domain.reports.events import ReportSubmitted, Section
from taizhang.domain.reports.rules import ReportRules
from taizhang.rules.in_force import read

Report = Callable[..., SubmitReport]
BRANCH = "jiaogong-1"
SIX = range(1, 7)
THIRD = read(
    ReportRules,
    {
        "content": {"heads": ["一"]},
        "length": {},
        "achievements": {"share_max": "1/3"},
        "mapping": {"one_to_one": False},
        "checklist": {"items": []},
        "accounts": {"commitments": False, "tickets": False},
        "behalf": {"own_by": []},
        "withdrawal": {"allowed": True},
        "attachments": {"bytes_max": 1, "types": [], "count_max": 0},
    },
)


def test_report_is_recorded_with_its_length(villages: Any, report: Report) -> None:
    command = report("jingui", SIX, achievement="成绩 好。")
    assert villages.do(command, "village:jingui") == [
        ReportSubmitted(
            cycle="c",
            organisation="jingui",
            version=1,
            sections=command.sections,
            characters=16,
            achievement_characters=4,
        )
    ]


@pytest.mark.rule("S0-04")
def test_complete_report_is_taken_without_a_warning(villages: Any, report: Report) -> None:
    assert villages.warnings(report("jingui", SIX)) == []


@pytest.mark.rule("S0-04")
def test_missing_head_is_told_and_the_report_is_taken(villages: Any, report: Report) -> None:
    command = report("jingui", [1, 2, 3, 4, 6])
    [reason] = villages.warnings(command)
    assert (reason.refusal.code, reason.refusal.rule) == ("reports.head_missing", "S0-04")
    assert (reason.values["head"], reason.values["heads"]) == (5, 6)
    assert reason.values["title"].startswith("加大基层党建工作投入力度")
    assert reason.clause == "村(社区)支部书记抓基层党建工作述职评议考核的主要内容"
    assert villages.do(command)


@pytest.mark.rule("S1-03")
def test_university_asks_for_five_heads(branches: Any, report: Report) -> None:
    missing = branches.warnings(report(BRANCH, [1, 2, 3]))
    assert [reason.values["head"] for reason in missing] == [4, 5]


@pytest.mark.rule("S1-03")
def test_head_that_the_document_does_not_name_is_refused(branches: Any, report: Report) -> None:
    reason = branches.refusal(report(BRANCH, range(1, 7)))
    assert reason.refusal.code == "reports.unknown_head"
    assert reason.values == {"head": 6, "heads": 5}
    assert reason.clause == "结合学校实际,主要围绕以下5个方面"


@pytest.mark.rule("S1-07")
def test_three_thousand_five_hundred_characters_are_taken(branches: Any, report: Report) -> None:
    [submitted] = branches.do(report(BRANCH, other="党" * 3500))
    assert submitted.characters == 3500


@pytest.mark.rule("S1-07")
def test_one_character_more_is_refused_with_both_numbers_and_the_clause(
    branches: Any, report: Report
) -> None:
    reason = branches.refusal(report(BRANCH, other="党" * 3501))
    assert (reason.refusal.code, reason.refusal.rule) == ("reports.too_long", "S1-07")
    assert reason.values == {"characters": 3501, "maximum": 3500}
    assert reason.clause == "党支部书记的述职报告控制在3500字以内"
    assert reason.sentence().startswith("述职报告 3501 字，规定不超过 3500 字")


@pytest.mark.rule("S1-07")
def test_length_is_that_of_all_sections_together(branches: Any, report: Report) -> None:
    assert branches.code_of(report(BRANCH, [1, 2, 3], other="党" * 1167)) == "reports.too_long"
    assert branches.do(report(BRANCH, [1, 2], other="党" * 1750))[0].characters == 3500


@pytest.mark.rule("S1-07")
@pytest.mark.parametrize(
    ("counting", "extra", "taken"),
    [
        ("without_whitespace", " \n\u3000", True),
        ("without_whitespace", "。", False),
        ("without_whitespace_and_punctuation", "。", True),
        ("without_whitespace_and_punctuation", "党", False),
        ("all", " ", False),
    ],
)
def test_what_counts_is_the_tenants_choice(
    branches: Any, report: Report, counting: str, extra: str, taken: bool
) -> None:
    branches.amend("reports.length", counting=counting)
    command = report(BRANCH, other="党" * 3500 + extra)
    if taken:
        assert branches.do(command)[0].characters == 3500
    else:
        assert branches.code_of(command) == "reports.too_long"


@pytest.mark.rule("S1-07")
def test_document_without_a_limit_takes_any_length(villages: Any, report: Report) -> None:
    assert villages.do(report("jingui", other="党" * 9000))[0].characters == 9000


@pytest.mark.rule("S1-08")
def test_exactly_a_third_of_achievements_is_taken(branches: Any, report: Report) -> None:
    command = report(BRANCH, achievement="成" * 1000, other="改" * 2000)
    assert branches.do(command)[0].achievement_characters == 1000


@pytest.mark.rule("S1-08")
def test_more_than_a_third_is_refused_with_the_figures_and_the_clause(
    branches: Any, report: Report
) -> None:
    reason = branches.refusal(report(BRANCH, achievement="成" * 1001, other="改" * 2000))
    assert (reason.refusal.code, reason.refusal.rule) == ("reports.achievements_share", "S1-08")
    assert reason.values == {
        "achievements": 1001,
        "characters": 3001,
        "share": "33.4%",
        "maximum": "1/3",
    }
    assert reason.clause == "其中讲成绩的篇幅不得超过1/3"


@pytest.mark.rule("S1-08")
@given(st.integers(1, 1166), st.integers(-1, 1))
def test_a_third_is_a_third_at_every_length(third: int, more: int) -> None:
    sections = [
        Section(head=1, kind="achievement", text="成" * (third + more) or " "),
        Section(head=1, kind="problem", text="问" * (2 * third - more)),
    ]
    refused = list(checks.too_much_praise(checks.Measured(sections, THIRD), THIRD))
    assert bool(refused) == (more > 0)


def test_all_that_is_wrong_is_told_at_once(branches: Any, report: Report) -> None:
    command = report(BRANCH, [9], achievement="成" * 4000)
    codes = [reason.refusal.code for reason in branches.reasons(command)]
    assert codes == ["reports.unknown_head", "reports.too_long", "reports.achievements_share"]


def test_unit_hands_in_its_own_report_only(villages: Any, report: Report) -> None:
    reason = villages.refusal(report("shiqiao"), "village:jingui")
    assert (reason.refusal.code, reason.refusal.status) == ("commands.not_your_unit", 403)
    assert reason.values == {"unit": "shiqiao", "name": "石桥村", "units": "jingui"}


def test_clerk_hands_in_for_any_unit(villages: Any, report: Report) -> None:
    assert villages.do(report("shiqiao"), "clerk")


def test_secretary_of_the_committee_hands_in_nothing(villages: Any, report: Report) -> None:
    assert villages.code_of(report("jingui"), "secretary") == "commands.forbidden"


def test_unit_outside_the_cycle_is_refused(villages: Any, report: Report) -> None:
    reason = villages.refusal(report("liuxi"))
    assert (reason.refusal.code, reason.values["name"]) == ("domain.not_assessed", "柳溪村")


def test_enrolment_in_another_cycle_does_not_count(villages: Any, report: Report) -> None:
    villages.given(SubjectEnrolled(cycle="c2014", organisation="liuxi"))
    assert villages.code_of(report("liuxi")) == "domain.not_assessed"


def test_submitted_report_is_not_handed_in_again(villages: Any, report: Report) -> None:
    villages.do(report("jingui"))
    reason = villages.refusal(report("jingui"))
    assert reason.refusal.code == "domain.wrong_state"
    assert (reason.values["state"], reason.values["needed"]) == ("已提交", "未提交或已退回或已撤回")


def test_returned_report_is_handed_in_as_the_next_version(villages: Any, report: Report) -> None:
    villages.do(report("jingui"))
    villages.do(ReturnReport(cycle="c", organisation="jingui", reason="缺内容"), "secretary")
    assert villages.do(report("jingui", SIX))[0].version == 2


def test_two_units_never_wait_for_each_other(
    villages: Any, report: Report, boundary: Any, selected: Any
) -> None:
    [theirs] = villages.do(report("shiqiao"))
    assert not selected(boundary(report("jingui")), theirs)


def test_two_reports_of_one_unit_make_a_conflict(
    villages: Any, report: Report, boundary: Any, selected: Any
) -> None:
    [first] = villages.do(report("jingui"))
    assert selected(boundary(report("jingui")), first)
