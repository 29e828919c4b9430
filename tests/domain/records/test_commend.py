"""Commended is who was graded well, and of whom the people speak well (S0-18)."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.records.commending import Commend, WithdrawCommendation
from taizhang.domain.records.events import CommendationRecorded, CommendationWithdrawn
from taizhang.domain.records.rows import Commendation

GOOD = Commend(
    cycle="c",
    subject="jingui",
    commendation="k-1",
    text="党建工作抓得紧、落得实",
    response="群众普遍反映办事快",
)
BACK = WithdrawCommendation(cycle="c", subject="jingui", commendation="k-1", reason="材料不实")


@pytest.mark.rule("S0-18")
def test_commendation_is_kept_with_the_grade_and_what_the_people_said(village: Any) -> None:
    assert village.do(GOOD, "secretary") == [
        CommendationRecorded(
            commendation="k-1",
            cycle="c",
            subject="jingui",
            text="党建工作抓得紧、落得实",
            grade="好",
            counts={"好": 70, "较好": 12},
            response="群众普遍反映办事快",
            clause="本单位的选择：文件写“反映好的”，未写等次，演示选择对应“好”",
        )
    ]
    row = village.folded(Commendation)["k-1",]
    assert (row.grade, row.recorded_on) == ("好", village.today)


@pytest.mark.rule("S0-18")
def test_who_holds_another_grade_is_not_commended(village: Any, corrected: Any) -> None:
    village.given(corrected("jingui"))
    reason = village.refusal(GOOD)
    assert (reason.refusal.code, reason.refusal.rule) == ("records.not_that_grade", "S0-18")
    assert reason.values == {"name": "金桂村", "grade": "一般", "grades": "好"}
    assert reason.clause == "本单位的选择：文件写“反映好的”，未写等次，演示选择对应“好”"


@pytest.mark.rule("S0-18")
def test_what_the_people_say_must_be_known(santangjie: Any, graded: Any) -> None:
    santangjie.assessing("jingui").given(graded("jingui"))
    reason = santangjie.refusal(GOOD)
    assert (reason.refusal.code, reason.values) == ("records.no_response", {"name": "金桂村"})
    assert reason.clause == (
        "评议考核中基层党员群众反映好的要充分肯定,并作为选拔任用干部的重要依据"
    )


@pytest.mark.rule("S0-18")
def test_tenant_that_asks_for_no_appraisal_commends_on_the_grade(
    university: Any, graded: Any
) -> None:
    university.assessing("jiaogong-1").given(graded("jiaogong-1"))
    assert university.do(replace(GOOD, subject="jiaogong-1"))[0].counts is None


@pytest.mark.rule("S0-18")
def test_person_is_commended_alike(santangjie: Any, graded: Any, appraised: Any) -> None:
    who = "person:p-jingui"
    santangjie.given(graded(who), appraised(who))
    assert santangjie.do(replace(GOOD, subject=who))[0].subject == who


def test_nobody_is_commended_before_there_is_a_grade(santangjie: Any, appraised: Any) -> None:
    santangjie.given(appraised("jingui"))
    reason = santangjie.refusal(GOOD)
    assert reason.refusal.code == "records.no_grade"
    assert reason.values == {"name": "金桂村", "cycle": "c"}


def test_grade_of_another_unit_does_not_count(village: Any) -> None:
    assert village.code_of(replace(GOOD, subject="shiqiao")) == "records.no_grade"


def test_identifier_is_given_once(village: Any) -> None:
    village.do(GOOD)
    assert village.code_of(GOOD) == "domain.taken"


def test_commendation_is_withdrawn_with_the_reason(village: Any) -> None:
    village.do(GOOD)
    assert village.do(BACK) == [
        CommendationWithdrawn(commendation="k-1", cycle="c", subject="jingui", reason="材料不实")
    ]
    assert village.folded(Commendation)["k-1",].withdrawn_because == "材料不实"
    assert village.code_of(BACK) == "domain.unknown"


def test_commendation_of_another_unit_is_not_withdrawn_here(village: Any) -> None:
    village.do(GOOD)
    assert village.refusal(replace(BACK, subject="shiqiao")).values["id"] == "k-1"


def test_correction_meanwhile_makes_a_conflict(
    village: Any, corrected: Any, boundary: Any, selected: Any
) -> None:
    assert selected(boundary(GOOD), corrected("jingui"))


def test_village_commends_nobody(village: Any) -> None:
    assert village.code_of(GOOD, "village:jingui") == "commands.forbidden"
