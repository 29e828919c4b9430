"""A list of persons beside the list of units: classes, quota, ranking and reasons of its own."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.grades.classing import ClassSubject
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradesConfirmed
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.correcting import CorrectGrade
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded
from taizhang.domain.grades.excepting import ExceptFromQuota
from taizhang.domain.grades.list_rows import GradeList
from taizhang.domain.grades.ranking import RankSubjects
from taizhang.domain.grades.rows import GradeSheet
from taizhang.domain.grades.undetermined import LeaveUndetermined
from taizhang.domain.results.person_rows import PersonAssessment
from taizhang.domain.results.rows import Assessment

COMMAND = ConfirmGrades(cycle="c", meeting="k", of="persons")
Cadres = dict[str, list[str]]
Draft = Callable[..., DraftGrades]


@pytest.fixture
def allowed(cadres: Cadres) -> list[str]:
    """As many of the best as fit: 7 of 24, 7 of 24 and 1 of 5."""
    return [s for subjects in cadres.values() for s in subjects[: len(subjects) * 3 // 10]]


@pytest.fixture
def ranked(peopled: Any, in_one_rank: RankSubjects) -> Any:
    peopled.do(in_one_rank)
    return peopled


@pytest.mark.rule("S2-16")
def test_each_class_has_thirty_percent_and_ranks_of_its_own(
    ranked: Any, persons_list: Draft, allowed: list[str], cadres: Cadres
) -> None:
    assert ranked.warnings(persons_list(allowed)) == []
    ranked.do(persons_list(allowed))
    *assigned, confirmed = ranked.do(COMMAND, "secretary")
    assert {each.subject for each in assigned if each.grade == "优秀"} == set(allowed)
    held = {"优秀": 15, "称职": 38}
    assert confirmed == GradesConfirmed(cycle="c", meeting="k", held=held, of="persons")
    ranks = ranked.standing(COMMAND).sheet.ranks
    assert [ranks[subjects[0]] for subjects in cadres.values()] == [1, 1, 1]
    assert [ranks[subjects[4]] for subjects in cadres.values()] == [5, 5, 5]


@pytest.mark.rule("S2-16")
@pytest.mark.parametrize(("group", "most"), [("书记", 7), ("主任", 7), ("其他干部", 1)])
def test_one_too_many_of_a_class_is_refused_with_its_figures(
    ranked: Any, persons_list: Draft, cadres: Cadres, group: str, most: int
) -> None:
    ranked.do(persons_list(cadres[group][: most + 1]))
    [reason] = ranked.reasons(COMMAND, "secretary")
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.over_quota", "S2-16")
    assert reason.clause == "优秀比例不能超过30%"
    assert f"最多 {most} 名" in reason.sentence()
    shown = {key: reason.values[key] for key in ("within", "held", "base", "most")}
    base = len(cadres[group])
    assert shown == {"within": group, "held": most + 1, "base": base, "most": most}


@pytest.mark.rule("S2-16")
def test_tenant_may_count_its_classes_together(
    ranked: Any, persons_list: Draft, cadres: Cadres, requote: Callable[..., Any]
) -> None:
    requote(ranked, section="person_grades", spread="pooled")
    ranked.do(persons_list(cadres["书记"][:15]))  # 30 % of 53 is 15.9
    assert ranked.copy().do(COMMAND, "secretary")
    ranked.do(persons_list(cadres["书记"][:16]))
    assert ranked.refusal(COMMAND, "secretary").values["most"] == 15


@pytest.mark.rule("S2-16")
def test_list_of_persons_must_be_ranked_with_the_clause(peopled: Any, persons_list: Draft) -> None:
    peopled.do(persons_list([]))
    [reason] = peopled.reasons(COMMAND, "secretary")
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.ranking_missing", "S2-16")
    assert "综合排名" in reason.clause


@pytest.mark.rule("S2-16")
@pytest.mark.parametrize("grade", ["好", "差", "一般"])
def test_persons_have_grades_of_their_own(
    peopled: Any, persons_list: Draft, cadres: Cadres, grade: str
) -> None:
    named = Graded(subject=cadres["书记"][0], grade=grade, rationale="理由")
    lines = [named, *persons_list([]).lines[1:]]
    reason = peopled.refusal(DraftGrades(cycle="c", of="persons", lines=lines))
    assert reason.refusal.code == "grades.off_scale"
    assert reason.values["scale"] == "优秀、称职、基本称职、不称职"


@pytest.mark.rule("S2-18")
@pytest.mark.parametrize(("grade", "needed"), [("优秀", True), ("不称职", True), ("称职", False)])
def test_best_and_worst_need_a_rationale_with_the_clause(
    ranked: Any, persons_list: Draft, cadres: Cadres, grade: str, needed: bool
) -> None:
    named = Graded(subject=cadres["书记"][0], grade=grade)
    lines = [named, *persons_list([], rationale=None).lines[1:]]
    ranked.do(DraftGrades(cycle="c", of="persons", lines=lines))
    if not needed:
        assert ranked.do(COMMAND, "secretary")
        return
    [reason] = ranked.reasons(COMMAND, "secretary")
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.rationale_missing", "S2-18")
    assert reason.clause.endswith("评价为优秀和不称职干部的主要优缺点要进行简单说明")


def test_person_is_told_by_unit_post_and_identifier_never_by_name(
    ranked: Any, persons_list: Draft, cadres: Cadres, name: Any
) -> None:
    ranked.do(persons_list(cadres["书记"][:1], rationale=None))
    reason = ranked.refusal(COMMAND, "secretary")
    person = cadres["书记"][0].removeprefix("person:")
    assert reason.values["name"] == f"{name(person[2:])}书记（{person}）"


@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-16")
def test_two_lists_of_one_cycle_are_decided_apart(
    ranked: Any, persons_list: Draft, draft: Draft, allowed: list[str], units: list[str]
) -> None:
    ranked.do(draft(7))
    ranked.do(persons_list(allowed))
    ranked.do(ConfirmGrades(cycle="c", meeting="k"), "secretary")
    lists = ranked.folded(GradeList)
    assert [lists["c", of].state for of in ("units", "persons")] == ["confirmed", "drafted"]
    ranked.do(persons_list([]))
    assert ranked.standing(COMMAND).sheet.lines == persons_list([]).lines
    ranked.do(COMMAND, "secretary")
    assert ranked.folded(Assessment)["c", units[0]].grade == "好"
    assert ranked.code_of(persons_list([])) == "domain.wrong_state"


@pytest.mark.rule("S0-10")
def test_comments_on_villages_are_not_asked_for_by_the_list_of_persons(
    ranked: Any, persons_list: Draft, draft: Draft
) -> None:
    ranked.amend("meetings.comments", required=True)
    ranked.do(draft(0))
    ranked.do(persons_list([]))
    assert ranked.code_of(ConfirmGrades(cycle="c", meeting="k"), "secretary") == (
        "grades.comments_missing"
    )
    assert ranked.do(COMMAND, "secretary")


def test_person_does_not_stand_on_the_list_of_units(
    ranked: Any, draft: Draft, cadres: Cadres
) -> None:
    lines = [*draft(0).lines, Graded(subject=cadres["书记"][0], grade="好", rationale="理由")]
    reason = ranked.refusal(DraftGrades(cycle="c", lines=lines))
    assert reason.refusal.code == "grades.not_a_subject"


@pytest.mark.rule("S2-16")
def test_ranking_and_exceptions_of_one_list_are_none_of_the_other(
    ranked: Any, units: list[str], requote: Callable[..., Any]
) -> None:
    requote(ranked, hardness="soft")
    ranked.do(RankSubjects(cycle="c", order=[units]))
    ranked.do(ExceptFromQuota(cycle="c", grade="好", most=9, reason="理由"), "secretary")
    of_persons = ranked.standing(COMMAND).sheet
    of_units = ranked.standing(ConfirmGrades(cycle="c", meeting="k")).sheet
    assert (len(of_persons.ranks), len(of_units.ranks)) == (53, 24)
    assert (of_persons.exceptions, of_units.exceptions) == ({}, {("好", None): 9})


@pytest.mark.rule("S2-16")
def test_person_who_is_classed_otherwise_counts_there(
    ranked: Any, persons_list: Draft, allowed: list[str], cadres: Cadres, in_one_rank: RankSubjects
) -> None:
    ranked.do(persons_list(allowed))
    [classed] = ranked.do(ClassSubject(cycle="c", subject=cadres["主任"][0], group="其他干部"))
    assert classed.group == "其他干部"
    codes = {reason.refusal.code for reason in ranked.reasons(COMMAND, "secretary")}
    assert codes == {"grades.over_quota", "grades.ranking_missing"}
    ranked.do(in_one_rank)
    [reason] = ranked.reasons(COMMAND, "secretary")
    assert (reason.values["within"], reason.values["held"], reason.values["base"]) == (
        "其他干部",
        2,
        6,
    )


@pytest.mark.rule("S2-16")
def test_class_outside_the_document_is_refused(ranked: Any, cadres: Cadres) -> None:
    reason = ranked.refusal(ClassSubject(cycle="c", subject=cadres["主任"][0], group="村"))
    assert (reason.refusal.code, reason.values["allowed"]) == (
        "grades.foreign_class",
        "书记、主任、其他干部",
    )


@pytest.mark.rule("S2-16")
def test_person_enrolled_in_no_class_of_the_document_blocks_the_list(
    ranked: Any, persons_list: Draft
) -> None:
    ranked.do(persons_list([]))
    ranked.amend("person_grades.classes", names=["书记", "主任"])
    reasons = ranked.reasons(COMMAND, "secretary")
    assert {reason.refusal.code for reason in reasons} == {"grades.unclassed"}
    assert (len(reasons), reasons[0].values["group"]) == (5, "其他干部")


@pytest.mark.rule("S2-16")
def test_person_without_a_grade_is_outside_the_base(
    peopled: Any, persons_list: Draft, cadres: Cadres
) -> None:
    for subject in cadres["书记"][-1:]:  # 30 % of 23 is 6.9
        left = LeaveUndetermined(
            cycle="c", subject=subject, ground="任职不满六个月", reason="任职四个月"
        )
        peopled.do(left)
    order = [[s] for subjects in cadres.values() for s in subjects if s != cadres["书记"][-1]]
    peopled.do(RankSubjects(cycle="c", of="persons", order=order))
    lines = [x for x in persons_list(cadres["书记"][:7]).lines if x.subject != cadres["书记"][-1]]
    peopled.do(DraftGrades(cycle="c", of="persons", lines=lines))
    [reason] = peopled.reasons(COMMAND, "secretary")
    assert (reason.values["base"], reason.values["most"]) == (23, 6)


def test_hard_quota_of_persons_takes_no_exception(ranked: Any) -> None:
    command = ExceptFromQuota(
        cycle="c", of="persons", grade="优秀", most=9, reason="理由", group="书记"
    )
    assert ranked.code_of(command, "secretary") == "grades.quota_is_hard"


@pytest.mark.rule("S2-16")
def test_grade_of_a_person_is_corrected_within_the_quota_of_the_class(
    ranked: Any, persons_list: Draft, allowed: list[str], cadres: Cadres, committee: Any
) -> None:
    ranked.do(persons_list(allowed))
    ranked.do(COMMAND, "secretary")
    committee(ranked, meeting="k2")
    best = CorrectGrade(
        cycle="c",
        meeting="k2",
        subject=cadres["书记"][-1],
        grade="优秀",
        reason="异议成立",
        rationale="理由",
    )
    assert ranked.code_of(best, "secretary") == "grades.over_quota"
    worst = CorrectGrade(
        cycle="c",
        meeting="k2",
        subject=cadres["书记"][0],
        grade="基本称职",
        reason="异议成立",
    )
    ranked.do(worst, "secretary")
    assert ranked.folded(GradeList)["c", "persons"].held == {"优秀": 14, "称职": 38, "基本称职": 1}


@pytest.mark.rule("S2-16")
def test_board_of_persons_shows_post_class_rank_and_grade(
    ranked: Any, persons_list: Draft, allowed: list[str], cadres: Cadres, units: list[str]
) -> None:
    ranked.do(persons_list(allowed))
    ranked.do(COMMAND, "secretary")
    person = cadres["主任"][1].removeprefix("person:")
    row = ranked.folded(PersonAssessment)["c", person]
    assert (row.organisation, row.post, row.group, row.rank) == (units[1], "主任", "主任", 2)
    assert (row.draft_grade, row.grade, row.rationale) == ("优秀", "优秀", "理由")
    sheet = ranked.folded(GradeSheet)["c", cadres["主任"][1]]
    assert (sheet.organisation, sheet.person, sheet.group) == (units[1], person, "主任")


def test_tenant_without_rules_for_persons_grades_none(santangjie: Any) -> None:
    assigned = GradeAssigned(cycle="c", subject="person:p", grade="好", rationale=None)
    santangjie.assessing("jingui").given(assigned)
    lines = [Graded(subject="person:p", grade="优秀")]
    draft = DraftGrades(cycle="c", of="persons", lines=lines)
    assert santangjie.refusal(draft).refusal.code == "domain.unknown"
