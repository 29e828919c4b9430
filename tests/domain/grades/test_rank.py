"""Ranking: equals share a rank, or a recorded decision tells them apart."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from taizhang.domain.grades.classing import ClassSubject
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded, Input, SubjectsRanked
from taizhang.domain.grades.ranking import RankSubjects
from taizhang.domain.grades.rows import GradeSheet
from taizhang.domain.grades.undetermined import LeaveUndetermined
from taizhang.domain.grades.weighing import RecordInputs

A, B, C = "jiaogong-1", "jiaogong-2", "jiaogong-3"
COMMAND = ConfirmGrades(cycle="c", meeting="k")


def scored(unit: str, score: int) -> RecordInputs:
    inputs = [Input(name="民主测评", finding="见计票表", score=Decimal(score))]
    return RecordInputs(cycle="c", subject=unit, inputs=inputs)


def rank(*order: list[str], decision: str | None = None) -> RankSubjects:
    return RankSubjects(cycle="c", order=list(order), tie_decision=decision)


@pytest.fixture
def judged(university: Any, committee: Callable[..., Any]) -> Any:
    """Three branches, ranked by judgement."""
    committee(university.assessing(A, B, C))
    return university.amend("grades.composite", required=False)


@pytest.fixture
def scores(judged: Any) -> Any:
    """A has 90; B and C have 80."""
    judged.amend("grades.appraisal", input=None)
    judged.amend("grades.composite", inputs=["民主测评"], weights=["100%"])
    for unit, score in ((A, 90), (B, 80), (C, 80)):
        judged.do(scored(unit, score))
    return judged


@pytest.mark.rule("S2-16")
def test_equals_share_a_rank(judged: Any) -> None:
    assert judged.do(rank([A, B], [C])) == [
        SubjectsRanked(cycle="c", subjects=[A, B, C], ranks={A: 1, B: 1, C: 3}, tie_decision=None)
    ]
    assert [judged.folded(GradeSheet)["c", unit].rank for unit in (A, B, C)] == [1, 1, 3]


@pytest.mark.rule("S2-16")
@pytest.mark.parametrize("order", [[[A, B]], [[A], [B], [C], [A]], [[A], [B], ["jiaogong-9"]]])
def test_everybody_is_ranked_once(judged: Any, order: list[list[str]]) -> None:
    reason = judged.refusal(rank(*order))
    assert reason.refusal.code == "grades.rank_each_once"
    assert reason.clause.startswith("本单位的选择：文件未写排名")


@pytest.mark.rule("S2-16")
def test_tie_is_refused_where_it_must_be_decided(judged: Any) -> None:
    judged.amend("grades.ranking", ties="decided")
    reason = judged.refusal(rank([A], [B, C]))
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.tied", "S2-16")
    assert reason.clause.startswith("本单位的选择：文件未写并列如何处理")
    assert judged.do(rank([A], [B], [C]))


@pytest.mark.rule("S2-16")
@pytest.mark.parametrize("order", [[[B], [A], [C]], [[A, B], [C]], [[B, C], [A]]])
def test_ranking_follows_the_scores(scores: Any, order: list[list[str]]) -> None:
    assert scores.code_of(rank(*order)) == "grades.rank_against_scores"


@pytest.mark.rule("S2-16")
def test_equal_scores_are_told_apart_by_a_decision_only(scores: Any) -> None:
    reason = scores.refusal(rank([A], [C], [B]))
    assert reason.refusal.code == "grades.tie_decision_missing"
    decided = rank([A], [C], [B], decision="党委会研究：整改完成率高者在前")
    [ranked] = scores.do(decided)
    assert (ranked.ranks, ranked.tie_decision) == (
        {A: 1, C: 2, B: 3},
        "党委会研究：整改完成率高者在前",
    )


def test_equal_scores_may_stay_equal(scores: Any) -> None:
    assert scores.do(rank([A], [B, C]))[0].ranks == {A: 1, B: 2, C: 2}


@pytest.mark.rule("S2-16")
def test_list_that_must_be_ranked_is_not_confirmed_without(judged: Any) -> None:
    judged.amend("grades.ranking", required=True)
    lines = [Graded(subject=unit, grade="好", rationale="意见") for unit in (A, B, C)]
    draft = DraftGrades(cycle="c", lines=lines)
    assert [r.refusal.code for r in judged.warnings(draft)] == ["grades.ranking_missing"]
    judged.do(draft)
    assert judged.code_of(COMMAND, "secretary") == "grades.ranking_missing"
    judged.do(rank([A], [B], [C]))
    assert judged.do(COMMAND, "secretary")


@pytest.mark.parametrize(
    "change",
    [
        scored(B, 95),
        LeaveUndetermined(cycle="c", subject=C, ground="党组织当年新建", reason="十月成立"),
    ],
)
def test_ranking_is_stale_once_what_it_was_taken_on_changes(scores: Any, change: Any) -> None:
    scores.do(rank([A], [B, C]))
    scores.do(change)
    assert scores.standing(COMMAND).sheet.ranks == {}


def test_same_scores_recorded_anew_leave_the_ranking(scores: Any) -> None:
    scores.do(rank([A], [B, C]))
    scores.do(scored(B, 80))
    assert scores.standing(COMMAND).sheet.ranks == {A: 1, B: 2, C: 2}


@pytest.mark.rule("S2-16")
def test_each_class_has_ranks_of_its_own(hunan: Any) -> None:
    units = ["qingshan", "hongqi"]
    hunan.assessing(*units).amend("grades.ranking", spread="by_class", ties="decided")
    hunan.amend("grades.classes", names=["重点村", "一般村"])
    for unit, group in zip(units, ("重点村", "一般村"), strict=True):
        hunan.do(ClassSubject(cycle="c", subject=unit, group=group))
    assert hunan.do(rank(units))[0].ranks == dict.fromkeys(units, 1)
