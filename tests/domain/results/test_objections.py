"""Objections to a published grade: within the period, answered once, shown with the answer."""

from datetime import timedelta
from typing import Any

import pytest

from taizhang.domain.results.events import ObjectionAnswered, ObjectionReceived
from taizhang.domain.results.objecting import AnswerObjection, ReceiveObjection
from taizhang.domain.results.objections import Objection
from taizhang.domain.results.publishing import PublishAssessment

OBJECT = ReceiveObjection(
    objection="o-1", cycle="c", subject="shiqiao", text="道路硬化未计入重点任务"
)
ANSWER = AnswerObjection(objection="o-1", upheld=True, answer="核实属实，提请更正")


@pytest.mark.rule("S0-16")
def test_unit_objects_to_its_own_grade(published: Any) -> None:
    assert published.do(OBJECT, "village:shiqiao") == [
        ObjectionReceived(
            objection="o-1", cycle="c", subject="shiqiao", text="道路硬化未计入重点任务"
        )
    ]


@pytest.mark.rule("S0-16")
@pytest.mark.parametrize(("days", "taken"), [(0, True), (5, True), (6, False)])
def test_fifth_day_after_the_day_of_publication_is_the_last(
    published: Any, days: int, taken: bool
) -> None:
    day = published.today
    published.now += timedelta(days=days)
    if taken:
        assert published.do(OBJECT)
        return
    reason = published.refusal(OBJECT)
    assert (reason.refusal.code, reason.refusal.rule) == ("results.objection_late", "S0-16")
    assert reason.values == {
        "name": "石桥村",
        "until": (day + timedelta(days=5)).isoformat(),
        "on": (day + timedelta(days=6)).isoformat(),
    }
    assert reason.clause.startswith("本单位的选择：文件只写公布，未写异议")


@pytest.mark.rule("S0-16")
def test_nothing_is_objected_to_before_it_is_published(settled: Any) -> None:
    reason = settled.refusal(OBJECT)
    assert (reason.refusal.code, reason.values["state"]) == ("domain.wrong_state", "未公布")


def test_publication_without_a_period_takes_no_objection(settled: Any) -> None:
    settled.amend("results.objections", days=None)
    settled.do(PublishAssessment(cycle="c", scope="全镇党员和群众"))
    assert settled.code_of(OBJECT) == "results.no_objections"


def test_no_unit_objects_for_another(published: Any) -> None:
    assert published.code_of(OBJECT, "village:jingui") == "commands.not_your_unit"


def test_identifier_is_given_once(published: Any) -> None:
    published.do(OBJECT)
    assert published.code_of(OBJECT) == "domain.taken"


@pytest.mark.rule("S0-16")
def test_answer_is_recorded_once_and_shown(published: Any) -> None:
    published.do(OBJECT)
    assert published.do(ANSWER, "secretary") == [
        ObjectionAnswered(
            objection="o-1",
            cycle="c",
            subject="shiqiao",
            upheld=True,
            answer="核实属实，提请更正",
        )
    ]
    assert published.code_of(ANSWER, "secretary") == "domain.wrong_state"
    row = published.folded(Objection)["o-1",]
    assert (row.upheld, row.answered_on, row.received_on) == (
        True,
        published.today,
        published.today,
    )


def test_unknown_objection_is_not_answered(published: Any) -> None:
    assert published.code_of(ANSWER, "secretary") == "domain.unknown"


def test_clerk_does_not_answer(published: Any) -> None:
    published.do(OBJECT)
    assert published.code_of(ANSWER, "clerk") == "commands.forbidden"
