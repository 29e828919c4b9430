"""It is over once the plan is carried out and members and people were asked; it may come back."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from taizhang.domain.organisations.rows import Organisation
from taizhang.domain.overhauls.events import (
    Asked,
    OverhaulFinished,
    OverhaulReopened,
    SatisfactionSurveyed,
)
from taizhang.domain.overhauls.finding import ReopenOverhaul
from taizhang.domain.overhauls.rows import Overhaul

REOPEN = ReopenOverhaul(overhaul="w-1", organisation="jiaogong-1", reason="又停了两个月")


@pytest.mark.rule("S1-04")
def test_members_and_people_are_asked_whether_they_are_satisfied(mended: Any, survey: Any) -> None:
    assert mended.do(survey) == [
        SatisfactionSurveyed(
            overhaul="w-1",
            organisation="jiaogong-1",
            groups=survey.groups,
            asked=60,
            satisfied=45,
        )
    ]
    row = mended.folded(Overhaul)["w-1",]
    assert (row.asked, row.satisfied, row.satisfaction) == (60, 45, "75.0%")


@pytest.mark.rule("S1-04")
def test_overhaul_that_nobody_was_asked_about_is_not_finished(mended: Any, finish: Any) -> None:
    reason = mended.refusal(finish)
    assert (reason.refusal.code, reason.refusal.rule) == ("overhauls.not_asked", "S1-04")
    assert reason.values == {"name": "教工第一党支部"}
    assert reason.clause == "党员群众对整顿工作是否满意"


@pytest.mark.rule("S1-04")
def test_document_that_asks_nobody_finishes_without(mended: Any, finish: Any) -> None:
    mended.amend("overhauls.satisfaction", required=False)
    assert mended.do(finish)


@pytest.mark.rule("S1-04")
def test_finished_overhaul_takes_the_label_off(mended: Any, survey: Any, finish: Any) -> None:
    mended.do(survey)
    [finished, labelled] = mended.do(finish)
    assert finished == OverhaulFinished(
        overhaul="w-1", organisation="jiaogong-1", finding="组织生活已经正常"
    )
    assert labelled.labels == ["教工"]
    assert mended.folded(Organisation)["jiaogong-1",].labels == ["教工"]
    row = mended.folded(Overhaul)["w-1",]
    assert (row.state, row.finished_on) == ("finished", mended.today)


@pytest.mark.rule("S1-04")
def test_measure_that_is_open_stands_in_the_way(planned: Any, survey: Any, finish: Any) -> None:
    planned.do(survey)
    open_ = planned.reasons(finish)
    assert [reason.refusal.code for reason in open_] == ["overhauls.measure_open"] * 2
    assert [reason.values["number"] for reason in open_] == [1, 2]
    assert open_[0].clause == "坚持“一支部一策”制定整顿措施,一个一个整顿到位"


@pytest.mark.rule("S1-04")
def test_tenants_share_of_satisfied_is_a_floor(mended: Any, survey: Any, finish: Any) -> None:
    mended.amend("overhauls.satisfaction", share_min="75%", choices={})
    mended.do(survey)
    assert mended.decide(finish, "clerk")
    mended.amend("overhauls.satisfaction", share_min="76%", choices={})
    reason = mended.refusal(finish)
    assert reason.refusal.code == "overhauls.not_satisfied"
    assert reason.values == {"asked": 60, "satisfied": 45, "share": "75.0%", "least": "76%"}
    assert reason.clause == "党员群众对整顿工作是否满意"


@pytest.mark.rule("S1-04")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(1, 300), st.data())
def test_share_is_exact_at_every_number(
    mended: Any, finish: Any, asked: int, data: st.DataObject
) -> None:
    satisfied = data.draw(st.integers(0, asked))
    town = mended.copy()
    town.amend("overhauls.satisfaction", share_min="1/3")
    groups = [Asked(group="党员", asked=asked, satisfied=satisfied)]
    town.given(
        SatisfactionSurveyed(
            overhaul="w-1",
            organisation="jiaogong-1",
            groups=groups,
            asked=asked,
            satisfied=satisfied,
        )
    )
    if 3 * satisfied >= asked:
        assert town.do(finish)
    else:
        assert town.code_of(finish) == "overhauls.not_satisfied"


@pytest.mark.parametrize(
    "groups",
    [
        [Asked(group="路人", asked=1, satisfied=1)],
        [Asked(group="党员", asked=1, satisfied=1), Asked(group="党员", asked=2, satisfied=1)],
    ],
)
def test_group_is_one_of_the_tenants_and_named_once(
    mended: Any, survey: Any, groups: list[Asked]
) -> None:
    reason = mended.refusal(replace(survey, groups=groups))
    assert (reason.refusal.code, reason.values["groups"]) == (
        "overhauls.unknown_group",
        "党员、群众",
    )


def test_no_more_are_satisfied_than_were_asked(mended: Any, survey: Any) -> None:
    reason = mended.refusal(replace(survey, groups=[Asked(group="党员", asked=3, satisfied=4)]))
    assert reason.values == {"group": "党员", "asked": 3, "satisfied": 4}


def test_later_survey_counts(mended: Any, survey: Any, finish: Any) -> None:
    mended.amend("overhauls.satisfaction", share_min="90%")
    mended.do(survey)
    better = [Asked(group="群众", asked=10, satisfied=9)]
    mended.do(replace(survey, groups=better))
    assert mended.do(finish)


@pytest.mark.rule("S1-04")
def test_weak_again_it_is_planned_and_asked_about_anew(
    mended: Any, survey: Any, finish: Any, plan: Any
) -> None:
    mended.do(survey)
    mended.do(finish)
    [reopened, labelled] = mended.do(REOPEN)
    assert reopened == OverhaulReopened(
        overhaul="w-1", organisation="jiaogong-1", reason="又停了两个月"
    )
    assert labelled.labels == ["教工", "软弱涣散"]
    row = mended.folded(Overhaul)["w-1",]
    assert (row.state, row.reopened, row.asked, row.measures) == ("found", 1, 0, [])
    mended.do(plan)
    codes = [reason.refusal.code for reason in mended.reasons(finish)]
    assert codes == ["overhauls.measure_open", "overhauls.measure_open", "overhauls.not_asked"]


def test_what_is_not_finished_is_not_reopened(mended: Any) -> None:
    assert mended.refusal(REOPEN).values["needed"] == "整顿到位"


def test_unit_with_another_overhaul_is_not_taken_up_twice(
    mended: Any, survey: Any, finish: Any, found: Any
) -> None:
    mended.do(survey)
    mended.do(finish)
    mended.do(replace(found, overhaul="w-2"))
    assert mended.code_of(REOPEN) == "overhauls.under_way"


def test_overhaul_of_another_unit_is_not_finished_here(mended: Any, finish: Any) -> None:
    other = replace(finish, organisation="jiaogong-2")
    assert mended.refusal(other).values["kind"] == "“教工第二党支部”的整顿"
    assert mended.refusal(replace(REOPEN, overhaul="w-9")).refusal.code == "domain.unknown"
