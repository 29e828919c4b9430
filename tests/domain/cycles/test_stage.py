"""Where a cycle stands and what blocks it: exact figures, in sentences with their rule."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.cycles.enrolling import WithdrawSubject
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.cycles.stage import STAGES, Figures, blocked_by, stage
from taizhang.domain.cycles.stage_rows import CycleStage
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.reports.events import ReportAccepted, ReportReturned, ReportSubmitted
from taizhang.domain.results.events import AssessmentPublished, ResultsConcluded

UNITS = ["jingui", "shiqiao", "liuxi", "songling", "hetang", "zhuyuan", "yuntai", "zhengjie"]
STEPS: list[Any] = [
    "reports",
    "debriefs",
    "comments",
    "ballots",
    "grades",
    "feedback",
    "acknowledgement",
    "publication",
]
DECIDED = Figures(steps=STEPS, units=8, confirmed=["units"], graded=8)


def submitted(unit: str) -> ReportSubmitted:
    numbers: Any = {"sections": [], "characters": 0, "achievement_characters": 0}
    return ReportSubmitted(cycle="c", organisation=unit, version=1, **numbers)


def debriefed(unit: str) -> DebriefHeld:
    return DebriefHeld(meeting="m", cycle="c", organisation=unit)


def commented(unit: str) -> CommentGiven:
    words = {"praised": "好", "problems": "难", "direction": "干"}
    return CommentGiven(meeting="m", cycle="c", organisation=unit, **words)


def row(town: Any) -> Any:
    return town.folded(CycleStage)["c",]


@pytest.mark.rule("S0-01")
def test_opened_cycle_is_blocked_by_all_that_the_rules_ask_for(town: Any) -> None:
    assert (row(town).stage, row(town).blocked_by) == (
        "已启动",
        [
            "尚有 8 个单位未交述职报告（S0-05）",
            "尚有 8 个单位未述职（S0-09）",
            "尚未测评（S0-11）",
            "等次名单尚未拟定（S2-15）",
        ],
    )


def test_steps_that_the_document_does_not_ask_for_block_nothing(hunan: Any) -> None:
    hunan.do(OpenCycle(cycle="c", year=2020, title="2020年"))
    assert row(hunan).steps == ["debriefs", "ballots", "grades"]


@pytest.mark.rule("S0-06")
def test_reports_are_counted_as_handed_in_returned_and_accepted(town: Any) -> None:
    town.given(*map(submitted, UNITS[:5]))
    about = {"cycle": "c", "version": 1}
    town.given(ReportAccepted(organisation="jingui", **about))
    town.given(ReportReturned(organisation="shiqiao", reason="缺项", missing_heads=[5], **about))
    assert row(town).blocked_by[:2] == [
        "尚有 4 个单位未交述职报告（S0-05）",
        "尚有 3 份述职报告待审阅（S0-06）",
    ]


@pytest.mark.rule("S0-06")
def test_all_reports_accepted_is_a_stage(town: Any) -> None:
    town.given(*map(submitted, UNITS))
    town.given(*(ReportAccepted(cycle="c", organisation=unit, version=1) for unit in UNITS))
    assert row(town).stage == "述职报告已审阅"


@pytest.mark.rule("S0-10")
def test_debrief_waits_for_its_comment(town: Any) -> None:
    town.given(debriefed("jingui"), debriefed("shiqiao"), commented("jingui"))
    assert "尚有 1 个单位述职后未点评（S0-10）" in row(town).blocked_by


@pytest.mark.rule("S0-10")
def test_comment_that_mends_another_counts_once(town: Any) -> None:
    town.given(debriefed("jingui"), debriefed("shiqiao"))
    town.given(commented("jingui"), commented("jingui"))
    assert "尚有 1 个单位述职后未点评（S0-10）" in row(town).blocked_by


@pytest.mark.rule("S0-10")
def test_when_all_have_debriefed_and_were_commented_on_it_is_a_stage(town: Any) -> None:
    town.given(*map(debriefed, UNITS))
    assert row(town).stage == "已述职"
    town.given(*map(commented, UNITS))
    assert row(town).stage == "已点评"


def test_box_that_is_not_tallied_blocks(town: Any) -> None:
    box = BoxOpened(box="b", meeting="m", cycle="c", public_key="k", questions=[], present=80)
    town.given(box)
    assert "尚有 1 个票箱未计票（S0-11）" in row(town).blocked_by
    assert "尚未测评（S0-11）" not in row(town).blocked_by


@pytest.mark.rule("S2-16")
def test_list_of_persons_blocks_as_well(town: Any) -> None:
    figures = Figures(steps=["grades"], units=2, persons=3, drafted=["persons"])
    assert blocked_by(figures) == ["等次名单尚未拟定（S2-15）", "个人等次名单尚未审定（S2-16）"]
    assert not replace(figures, confirmed=["units"]).decided
    assert replace(figures, confirmed=["units", "persons"]).decided


def test_confirmed_list_is_blocked_by_what_follows(town: Any, confirmed: Any) -> None:
    town.given(confirmed())
    assert (row(town).stage, row(town).blocked_by) == (
        "等次已审定",
        [
            "尚有 8 个考核对象的评议结果未反馈（S0-13）",
            "考核结果尚未公布（S0-16）",
            "考核结果尚未办结（S0-16）",
        ],
    )


@pytest.mark.rule("S0-13")
def test_who_was_told_has_to_acknowledge() -> None:
    told = blocked_by(replace(DECIDED, fed_back=8, acknowledged=6))
    assert told[0] == "尚有 2 个考核对象未签收评议结果（S0-13）"
    assert stage(replace(DECIDED, fed_back=8)) == "评议结果已反馈"


@pytest.mark.rule("S0-16")
def test_published_results_are_a_stage() -> None:
    done = replace(DECIDED, fed_back=8, acknowledged=8, published=["units"])
    assert (stage(done), blocked_by(done)) == ("考核结果已公布", ["考核结果尚未办结（S0-16）"])


@pytest.mark.rule("S0-16", "S2-16")
def test_each_list_is_published_on_its_own() -> None:
    both = replace(
        DECIDED, persons=3, confirmed=["persons", "units"], fed_back=8, acknowledged=8, graded=8
    )
    told = blocked_by(replace(both, published=["units"]))
    assert told == ["个人考核结果尚未公布（S0-16）", "考核结果尚未办结（S0-16）"]


@pytest.mark.rule("S0-16")
def test_published_by_the_areas_own_event(town: Any, confirmed: Any) -> None:
    published = AssessmentPublished(
        cycle="c", scope="全镇各村(社区)党组织", grades={"jingui": "好"}
    )
    town.given(confirmed(), published)
    assert row(town).published == ["units"]


@pytest.mark.rule("S0-16")
def test_concluded_cycle_is_blocked_by_nothing(town: Any, confirmed: Any) -> None:
    town.given(confirmed(), ResultsConcluded(cycle="c"))
    assert (row(town).stage, row(town).blocked_by) == ("已办结", [])


def test_what_a_withdrawn_unit_did_does_not_count_for_the_others(town: Any) -> None:
    town.given(submitted("liuxi"), debriefed("liuxi"))
    town.do(WithdrawSubject(cycle="c", subject="liuxi", reason="书记空缺"))
    assert row(town).blocked_by[:2] == [
        "尚有 7 个单位未交述职报告（S0-05）",
        "尚有 7 个单位未述职（S0-09）",
    ]


def test_what_a_merged_unit_did_does_not_count_for_its_successor(
    town: Any, reorganise: Any
) -> None:
    town.given(submitted("jingui"), debriefed("jingui"))
    town.do(reorganise("merger", ["jingui", "shiqiao"], ["shiqiao"]))
    town.answer()
    assert row(town).blocked_by[0] == "尚有 7 个单位未交述职报告（S0-05）"
    assert row(town).uncommented == []


def test_nobody_on_the_list_is_told() -> None:
    assert blocked_by(Figures(steps=STEPS))[0] == "没有考核对象（S0-01）"


numbers = st.integers(0, 9)
figures = st.builds(
    Figures,
    steps=st.lists(st.sampled_from(STEPS), unique=True),
    units=numbers,
    persons=numbers,
    submitted=numbers,
    accepted=numbers,
    debriefed=numbers,
    uncommented=st.lists(st.sampled_from(UNITS), unique=True, max_size=3),
    boxes_opened=numbers,
    uncounted=st.lists(st.sampled_from("ab"), unique=True),
    drafted=st.lists(st.sampled_from(["units", "persons"]), unique=True),
    confirmed=st.lists(st.sampled_from(["units", "persons"]), unique=True),
    graded=numbers,
    fed_back=numbers,
    acknowledged=numbers,
    published=st.lists(st.sampled_from(["units", "persons"]), unique=True),
    concluded=st.booleans(),
)


@given(figures)
def test_only_what_is_concluded_is_blocked_by_nothing_after_the_decision(each: Figures) -> None:
    assert stage(each) in STAGES
    assert (stage(each) == "已办结") == each.concluded
    if each.concluded:
        assert blocked_by(each) == []
    if each.decided and not each.concluded:
        assert blocked_by(each)[-1] == "考核结果尚未办结（S0-16）"


@given(figures)
def test_no_sentence_counts_nothing(each: Figures) -> None:
    assert all("尚有 0" not in told and "尚有 -" not in told for told in blocked_by(each))
