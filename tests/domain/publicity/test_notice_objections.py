"""Objections belong to a notice: taken within its period, answered, upheld with a consequence."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.publicity.answering import AnswerNoticeObjection
from taizhang.domain.publicity.ending import WithdrawPublicity
from taizhang.domain.publicity.events import NoticeObjected, PublicityEnded
from taizhang.domain.publicity.objecting import ObjectToNotice
from taizhang.domain.publicity.objection_rows import NoticeObjection
from taizhang.domain.publicity.rows import Publication

COMMAND = ObjectToNotice(publication="n-1", objection="o-1", by="anonymous", text="数字不实")
DISMISSED = AnswerNoticeObjection(
    publication="n-1", objection="o-1", upheld=False, answer="经核实，数字无误"
)
UPHELD = replace(DISMISSED, upheld=True, answer="属实", consequence="更正后重新公示")


@pytest.fixture
def objected(noticed: Any) -> Any:
    noticed.do(COMMAND)
    return noticed


@pytest.mark.rule("S1-13")
def test_objection_is_taken_on_a_day_of_the_notice(noticed: Any) -> None:
    assert noticed.do(COMMAND) == [
        NoticeObjected(
            objection="o-1",
            publication="n-1",
            cycle="c",
            organisation="jiaogong-1",
            by="anonymous",
            unit=None,
            person=None,
            text="数字不实",
        )
    ]


@pytest.mark.rule("S1-13")
def test_last_day_is_in_time_and_the_next_is_not(noticed: Any) -> None:
    noticed.begin(date(2022, 12, 8))
    assert noticed.decide(COMMAND, "clerk").new_decisions
    noticed.begin(date(2022, 12, 9))
    reason = noticed.refusal(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("publicity.objection_late", "S1-13")
    assert reason.values == {"publication": "n-1", "until": "2022-12-08", "on": "2022-12-09"}
    assert reason.clause == "本单位的选择：文件未写公示多少天，演示选择 5 个工作日"


def test_letter_of_the_last_day_may_be_entered_late(noticed: Any) -> None:
    noticed.answer()
    noticed.begin(date(2022, 12, 9))
    assert noticed.do(COMMAND, on=date(2022, 12, 8))


def test_what_is_disclosed_takes_no_objections(village: Any, disclosure: Any) -> None:
    village.do(disclosure)
    reason = village.refusal(replace(COMMAND, publication="d-1"))
    assert (reason.refusal.code, reason.values) == (
        "publicity.not_on_notice",
        {"publication": "d-1"},
    )


@pytest.mark.rule("S1-13")
def test_anonymous_objections_are_the_tenants_choice(noticed: Any, rearranged: Any) -> None:
    note = {"anonymous": "演示选择只受理实名"}
    reason = rearranged(noticed, anonymous=False, choices=note).refusal(COMMAND)
    assert reason.refusal.code == "publicity.objection_anonymous"
    assert reason.clause == "本单位的选择：演示选择只受理实名"


@pytest.mark.parametrize(
    "changes",
    [
        {"by": "unit"},
        {"by": "person", "unit": "jiaogong-2"},
        {"by": "anonymous", "person": "x"},
        {"by": "unit", "unit": "jiaogong-2", "person": "x"},
    ],
)
def test_objector_is_named_as_what_they_are(noticed: Any, changes: dict[str, Any]) -> None:
    assert noticed.code_of(replace(COMMAND, **changes)) == "publicity.objector"


def test_unit_and_person_may_object(noticed: Any) -> None:
    noticed.do(replace(COMMAND, by="unit", unit="jiaogong-2"))
    noticed.do(replace(COMMAND, objection="o-2", by="person", person="x9"))
    noticed.do(replace(COMMAND, objection="o-3"))
    row = noticed.folded(Publication)["n-1",]
    assert (row.objections, row.objectors) == (3, ["jiaogong-2", "x9", "匿名"])


def test_identifier_is_given_once_over_all_notices(objected: Any, notice: Any) -> None:
    other = replace(notice, publication="n-2", organisation="jiaogong-2")
    objected.do(other)
    reason = objected.refusal(replace(COMMAND, publication="n-2"))
    assert reason.values == {"kind": "异议", "id": "o-1"}


@pytest.mark.rule("S1-13")
def test_answer_is_shown_with_its_day(objected: Any) -> None:
    objected.do(DISMISSED)
    row = objected.folded(NoticeObjection)["o-1",]
    assert (row.state, row.answer, row.answered_on) == (
        "dismissed",
        "经核实，数字无误",
        objected.today,
    )
    assert objected.folded(Publication)["n-1",].unanswered == 0


@pytest.mark.rule("S1-13")
def test_what_is_upheld_needs_its_consequence(objected: Any) -> None:
    reason = objected.refusal(replace(UPHELD, consequence=None))
    assert (reason.refusal.code, reason.refusal.rule) == ("publicity.consequence_missing", None)
    objected.do(UPHELD)
    row = objected.folded(NoticeObjection)["o-1",]
    assert (row.state, row.consequence) == ("upheld", "更正后重新公示")


@pytest.mark.rule("S1-13")
def test_upheld_objection_may_take_the_notice_back(objected: Any) -> None:
    _, withdrawn = objected.do(replace(UPHELD, withdraw=True))
    assert withdrawn.reason == "异议成立：更正后重新公示"
    assert objected.folded(Publication)["n-1",].state == "withdrawn"


@pytest.mark.parametrize("changes", [{"consequence": "更正"}, {"withdraw": True}])
def test_nothing_follows_from_what_is_not_upheld(objected: Any, changes: dict[str, Any]) -> None:
    assert objected.code_of(replace(DISMISSED, **changes)) == "publicity.nothing_upheld"


def test_objection_is_answered_once(objected: Any) -> None:
    objected.do(DISMISSED)
    assert objected.refusal(DISMISSED).values["state"] == "已答复"


def test_unknown_objection_is_told(objected: Any) -> None:
    reason = objected.refusal(replace(DISMISSED, objection="o-9"))
    assert reason.values == {"kind": "异议", "id": "o-9"}


def test_it_is_answered_after_the_end_and_after_a_withdrawal_too(objected: Any) -> None:
    objected.do(WithdrawPublicity(publication="n-1", reason="有误"))
    assert len(objected.do(replace(UPHELD, withdraw=True))) == 1


@pytest.mark.rule("S1-13")
def test_end_says_how_many_were_not_answered(objected: Any) -> None:
    objected.answer()
    [ended] = [e for e in objected.begin(date(2022, 12, 9)) if isinstance(e, PublicityEnded)]
    assert ended.unanswered == 1


@pytest.mark.parametrize("command", [COMMAND, DISMISSED])
def test_others_neither_take_nor_answer(objected: Any, command: Any) -> None:
    objected.grant("branch", "unit_secretary", unit="jiaogong-1")
    assert objected.code_of(command, "branch") == "commands.forbidden"
