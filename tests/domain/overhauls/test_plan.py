"""One plan for each branch (一支部一策): each symptom has its measure, each measure is done."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.overhauls.events import MeasureCarriedOut, OverhaulPlanned
from taizhang.domain.overhauls.planning import CarryOutMeasure
from taizhang.domain.overhauls.rows import Overhaul

FIRST = CarryOutMeasure(overhaul="w-1", number=1, evidence="十二月党员大会记录")
CLAUSE = "坚持“一支部一策”制定整顿措施,一个一个整顿到位"


@pytest.mark.rule("S1-04")
def test_plan_names_problem_measure_day_and_who_answers(weak: Any, plan: Any) -> None:
    assert weak.do(plan) == [
        OverhaulPlanned(overhaul="w-1", organisation="jiaogong-1", measures=plan.measures)
    ]
    row = weak.folded(Overhaul)["w-1",]
    assert (row.state, row.open_measures) == ("planned", 2)
    assert (row.measures[0].number, row.measures[0].responsible) == (1, "支部委员")


@pytest.mark.rule("S1-04")
def test_symptom_without_a_measure_is_refused(weak: Any, plan: Any) -> None:
    weak.amend("overhauls.plan", choices={})
    reason = weak.refusal(replace(plan, measures=plan.measures[:1]))
    assert (reason.refusal.code, reason.refusal.rule) == ("overhauls.symptom_unanswered", "S1-04")
    assert reason.values == {"symptom": "党组织缺乏号召力凝聚力"}
    assert reason.clause == CLAUSE


@pytest.mark.rule("S1-04")
def test_that_each_symptom_is_answered_is_the_tenants_choice(weak: Any, plan: Any) -> None:
    short = replace(plan, measures=plan.measures[:1])
    assert weak.refusal(short).clause == (
        "本单位的选择：文件写“一支部一策”，未写每种情形都要有措施，演示选择逐项对应"
    )
    weak.amend("overhauls.plan", each_symptom=False)
    assert weak.do(short)


@pytest.mark.rule("S1-04")
def test_measure_against_what_was_not_found_is_refused(weak: Any, plan: Any) -> None:
    foreign = replace(plan.measures[0], symptom="经费不足")
    reason = weak.refusal(replace(plan, measures=[*plan.measures, foreign]))
    assert reason.refusal.code == "overhauls.symptom_not_found"
    assert reason.values["symptom"] == "经费不足"


def test_measure_that_is_due_before_today_is_refused(weak: Any, plan: Any) -> None:
    late = replace(plan.measures[1], due_on=date(2022, 12, 19))
    reason = weak.refusal(replace(plan, measures=[plan.measures[0], late]))
    assert reason.refusal.code == "overhauls.due_in_the_past"
    assert reason.values == {"number": 2, "due_on": "2022-12-19", "on": "2022-12-20"}


@pytest.mark.rule("S1-04")
def test_measure_is_carried_out_with_evidence(planned: Any) -> None:
    assert planned.do(FIRST, "branch:jiaogong-1") == [
        MeasureCarriedOut(
            overhaul="w-1", organisation="jiaogong-1", number=1, evidence="十二月党员大会记录"
        )
    ]
    row = planned.folded(Overhaul)["w-1",]
    assert (row.measures[0].done_on, row.open_measures) == (date(2022, 12, 20), 1)


def test_measure_is_carried_out_once(planned: Any) -> None:
    planned.do(FIRST)
    assert planned.code_of(FIRST) == "domain.taken"


def test_measure_that_is_not_in_the_plan_is_unknown(planned: Any) -> None:
    assert planned.code_of(replace(FIRST, number=3)) == "domain.unknown"


def test_another_branch_carries_nothing_out(planned: Any) -> None:
    assert planned.code_of(FIRST, "branch:jiaogong-2") == "commands.not_your_unit"


def test_nothing_is_carried_out_before_there_is_a_plan(weak: Any) -> None:
    assert weak.refusal(FIRST).values == {
        "kind": "软弱涣散整顿",
        "id": "w-1",
        "name": "w-1",
        "state": "已认定",
        "needed": "整顿中",
    }


def test_later_plan_takes_the_place_of_the_first(planned: Any, plan: Any) -> None:
    planned.do(FIRST)
    planned.do(plan)
    assert planned.folded(Overhaul)["w-1",].open_measures == 2


def test_nothing_is_planned_for_an_organisation_that_was_not_found_weak(
    branch: Any, plan: Any
) -> None:
    assert branch.code_of(plan) == "domain.unknown"
