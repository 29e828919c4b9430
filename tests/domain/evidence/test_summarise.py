"""Before the committee weighs: heard in several ways, and on each input of the grade (S0-15)."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang.domain.evidence.events import EvidenceSummarised, OpinionsGathered
from taizhang.domain.evidence.rows import UnitEvidence
from taizhang.domain.evidence.summarising import SummariseEvidence

SUM = SummariseEvidence(cycle="c", organisation="jingui")
DUTY, TASKS, MENDING = "基层党建工作履职情况", "重点任务完成情况", "整改措施落实情况"


@pytest.fixture
def heard(villages: Any, consulted: Any, visited: Any) -> Any:
    """Two ways, a visit, and something before the report, which is not for the assessment."""
    villages.do(consulted())
    villages.do(consulted("a-1", purpose="assessment", inputs=[DUTY, TASKS]))
    forms = {"way": "问卷调查", "heard": {"群众": 8}, "inputs": [DUTY]}
    villages.do(consulted("a-2", purpose="assessment", **forms))
    villages.do(visited("jingui", inputs=[MENDING]))
    return villages


@pytest.mark.rule("S0-15")
def test_sum_counts_what_was_heard_for_the_assessment(heard: Any) -> None:
    assert heard.do(SUM) == [
        EvidenceSummarised(
            cycle="c",
            organisation="jingui",
            consultations=2,
            people=50,
            ways=["座谈会", "问卷调查"],
            visits=1,
            inputs={DUTY: 2, TASKS: 1, MENDING: 1},
        )
    ]
    row = heard.folded(UnitEvidence)["c", "jingui"]
    assert (row.summarised_on, row.ways) == (heard.today, ["座谈会", "问卷调查"])
    assert row.inputs == {DUTY: 2, TASKS: 1, MENDING: 1}


@pytest.mark.rule("S0-15")
def test_input_that_nothing_speaks_to_is_told(heard: Any) -> None:
    assert heard.warnings(SUM) == []
    heard.log = [each for each in heard.log if "visit" not in each.event.event_name]
    [reason] = heard.warnings(SUM)
    assert reason.refusal.code == "evidence.input_not_spoken_to"
    assert reason.values == {"name": "金桂村", "input": MENDING}
    assert reason.clause == "重点考核基层党建工作履职情况、重点任务完成情况和整改措施落实情况"


@pytest.mark.rule("S0-15")
def test_one_way_is_not_several(villages: Any, consulted: Any) -> None:
    villages.do(consulted("a-1", purpose="assessment"))
    villages.do(consulted("a-2", purpose="assessment"))
    reason = villages.refusal(SUM)
    assert (reason.refusal.code, reason.refusal.rule) == ("evidence.too_few_ways", "S0-15")
    assert reason.values == {"name": "金桂村", "used": 1, "least": 2}
    assert reason.clause == "本单位的选择：文件写“采取多种方式”，未写几种，演示选择至少两种"


@pytest.mark.rule("S1-05")
def test_too_few_visits_are_refused_where_the_tenant_asks_for_some(heard: Any) -> None:
    heard.amend("evidence.visits", least=2, clause="多到现场看", choices={})
    reason = heard.refusal(SUM)
    assert (reason.refusal.code, reason.refusal.rule) == ("evidence.too_few_visits", "S1-05")
    assert reason.values == {"name": "金桂村", "visits": 1, "least": 2}
    assert reason.clause == "多到现场看"


@pytest.mark.rule("S1-05")
def test_university_states_no_number_of_visits(branches: Any) -> None:
    [summed] = branches.do(SummariseEvidence(cycle="c", organisation="jiaogong-1"))
    assert (summed.visits, summed.consultations) == (0, 0)


def test_sum_is_made_anew_once_there_is_more(heard: Any, visited: Any) -> None:
    heard.do(SUM)
    heard.do(visited("jingui", "v-2"))
    assert heard.do(SUM)[0].visits == 2


def test_village_sums_up_nothing(heard: Any) -> None:
    assert heard.code_of(SUM, "village:jingui") == "commands.forbidden"


def test_visit_meanwhile_makes_a_conflict(
    heard: Any, visited: Any, boundary: Any, selected: Any
) -> None:
    [logged] = heard.do(visited("jingui", "v-2"))
    assert selected(boundary(SUM), logged)


@pytest.mark.rule("S0-15")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(["座谈会", "问卷调查", "入户走访", "个别谈话"]), max_size=6))
def test_ways_are_counted_once_each(villages: Any, ways: list[str]) -> None:
    town = villages.copy()
    for number, way in enumerate(ways):
        town.given(
            OpinionsGathered(
                consultation=f"a-{number}",
                cycle="c",
                organisation="jingui",
                purpose="assessment",
                way=way,
                heard={"群众": 1},
                opinions="好",
                inputs=[],
                attachment=None,
            )
        )
    if len(set(ways)) >= 2:
        assert town.do(SUM)[0].ways == sorted(set(ways))
    else:
        assert town.refusal(SUM).values["used"] == len(set(ways))
