"""Evidence is what was seen and heard on the spot; a list of papers is none."""

from typing import Any

import pytest

from taizhang.domain.evidence.events import VisitLogged
from taizhang.domain.evidence.rows import UnitEvidence, Visit

CLAUSE = "调研要务求实效,多到现场看、多见具体事、多听群众说,少查资料、少翻台账、少看展板"


@pytest.mark.rule("S1-05")
def test_visit_tells_what_was_seen_looked_into_and_heard(branches: Any, visited: Any) -> None:
    assert branches.do(visited(), "branch:jiaogong-1") == [
        VisitLogged(
            visit="v-1",
            cycle="c",
            organisation="jiaogong-1",
            place="党员活动室",
            saw="组织生活正在开展",
            matters="核对三次组织生活的实际参加人员",
            heard="学生希望多组织实践活动",
            people=8,
            inputs=[],
        )
    ]


@pytest.mark.rule("S1-05")
def test_whole_visit_is_entered_without_a_warning(branches: Any, visited: Any) -> None:
    assert branches.warnings(visited()) == []


@pytest.mark.rule("S1-05")
def test_visit_where_nothing_was_seen_or_heard_is_no_evidence(branches: Any, visited: Any) -> None:
    reason = branches.refusal(visited(saw=None, matters=None, heard=None))
    assert (reason.refusal.code, reason.refusal.rule) == ("evidence.nothing_seen", "S1-05")
    assert reason.values == {"name": "教工第一党支部"}
    assert reason.clause == CLAUSE


@pytest.mark.rule("S1-05")
def test_what_a_visit_leaves_out_is_told_with_the_clause(branches: Any, visited: Any) -> None:
    [reason] = branches.warnings(visited(matters=None, heard=None))
    assert reason.refusal.code == "evidence.little_seen"
    assert reason.values == {"name": "教工第一党支部", "missing": "具体的事、群众说的"}
    assert reason.clause == CLAUSE


def test_tenant_whose_document_is_silent_warns_of_nothing(villages: Any, visited: Any) -> None:
    assert villages.warnings(visited("jingui", matters=None)) == []


@pytest.mark.rule("S1-05")
def test_visits_of_a_unit_are_counted(branches: Any, visited: Any) -> None:
    branches.do(visited())
    branches.do(visited(id="v-2", inputs=["调研了解"]))
    row = branches.folded(UnitEvidence)["c", "jiaogong-1"]
    assert (row.visits, row.visit_count, row.last_visit) == (["v-1", "v-2"], 2, branches.today)
    assert branches.folded(Visit)["v-2",].inputs == ["调研了解"]


@pytest.mark.rule("S1-05")
def test_visit_speaks_to_an_input_of_the_grade(branches: Any, visited: Any) -> None:
    reason = branches.refusal(visited(inputs=["资料"]))
    assert reason.refusal.code == "evidence.unknown_input"
    assert reason.values["inputs"] == "平时掌握、调研了解、领导点评、现场测评"


def test_identifier_of_a_visit_is_given_once(branches: Any, visited: Any) -> None:
    branches.do(visited())
    assert branches.code_of(visited()) == "domain.taken"


def test_branch_enters_its_own_visits_only(branches: Any, visited: Any) -> None:
    assert branches.code_of(visited(), "branch:jiaogong-2") == "commands.not_your_unit"


def test_teller_enters_no_visit(branches: Any, visited: Any) -> None:
    assert branches.code_of(visited(), "teller") == "commands.forbidden"
