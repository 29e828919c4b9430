"""Who is assessed changes before the confirmation: list, base and ranking follow; after it, not."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from taizhang.domain.cycles.events import (
    PersonEnrolled,
    SubjectEnrolled,
    SubjectSucceeded,
    SubjectWithdrawn,
    TenureShort,
)
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.correcting import CorrectGrade
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded, LeftUndetermined
from taizhang.domain.grades.ranking import RankSubjects
from taizhang.domain.grades.undetermined import LeaveUndetermined
from taizhang.domain.results.person_rows import PersonAssessment
from taizhang.domain.results.rows import Assessment

COMMAND = ConfirmGrades(cycle="c", meeting="k")
Draft = Callable[..., DraftGrades]


def succeeded(unit: str, successor: str | None, joined: bool = True) -> SubjectSucceeded:
    return SubjectSucceeded(
        cycle="c",
        organisation=unit,
        successor=successor,
        joined=joined,
        done=[],
        since=date(2020, 6, 1),
        document="合并批复",
    )


def without(draft: DraftGrades, *subjects: str) -> list[Graded]:
    return [line for line in draft.lines if line.subject not in subjects]


@pytest.mark.rule("S2-15")
@pytest.mark.parametrize("dissolved", [True, False])
def test_unit_that_is_merged_away_leaves_list_and_base(
    ready: Any, draft: Draft, units: list[str], dissolved: bool
) -> None:
    ready.given(succeeded(units[-1], None if dissolved else units[0]))
    assert ready.code_of(draft(7)) == "grades.not_a_subject"
    ready.do(DraftGrades(cycle="c", lines=without(draft(7), units[-1])))
    reason = ready.refusal(COMMAND, "secretary")
    assert (reason.values["base"], reason.values["most"]) == (23, 6)


@pytest.mark.rule("S2-15")
def test_successor_takes_the_place_on_the_list_and_in_the_base(
    hunan: Any, committee: Callable[..., Any], draft: Draft, units: list[str]
) -> None:
    committee(hunan.assessing(*units[:-1]))
    hunan.given(succeeded(units[0], units[-1], joined=False))
    hunan.given(SubjectEnrolled(cycle="c", organisation=units[-1]))
    lines = without(draft(0), units[0])
    hunan.do(DraftGrades(cycle="c", lines=lines))
    confirmed = hunan.do(COMMAND, "secretary")[-1]
    assert confirmed.held == {"较好": 23}


def test_list_that_was_drafted_before_is_refused_by_name(
    ready: Any, draft: Draft, units: list[str], name: Any
) -> None:
    ready.do(draft(7))
    ready.given(succeeded(units[-1], units[0]))
    reason = ready.refusal(COMMAND, "secretary")
    assert (reason.refusal.code, reason.values["name"]) == (
        "grades.not_a_subject",
        name(units[-1]),
    )


@pytest.mark.rule("S2-16")
def test_ranking_that_was_taken_before_is_stale(ready: Any, units: list[str]) -> None:
    ready.do(RankSubjects(cycle="c", order=[units]))
    ready.given(succeeded(units[-1], None))
    assert ready.standing(COMMAND).sheet.ranks == {}


@pytest.mark.rule("S2-15")
def test_confirmed_list_stays_as_the_committee_saw_it(
    ready: Any, draft: Draft, units: list[str], committee: Callable[..., Any]
) -> None:
    ready.do(draft(7))
    ready.do(COMMAND, "secretary")
    ready.given(succeeded(units[-1], units[0]), SubjectEnrolled(cycle="c", organisation="new"))
    committee(ready, meeting="k2")
    correction = CorrectGrade(
        cycle="c", meeting="k2", subject=units[0], grade="一般", reason="核实"
    )
    ready.do(correction, "secretary")
    assert ready.standing(COMMAND).sheet.graded == set(units)


@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-16")
def test_who_is_withdrawn_leaves_the_list_and_is_shown_with_the_reason(
    peopled: Any, units: list[str], cadres: dict[str, list[str]], in_one_rank: RankSubjects
) -> None:
    person = cadres["其他干部"][0]
    for subject in (units[0], person):
        gone = SubjectWithdrawn(cycle="c", subject=subject, reason="已撤销", done=[])
        peopled.given(gone)
    assert units[0] not in peopled.standing(COMMAND).sheet.graded
    reason = peopled.refusal(in_one_rank)
    assert (reason.refusal.code, reason.values["subjects"]) == ("grades.rank_each_once", person)
    key = person.removeprefix("person:")
    assert peopled.folded(PersonAssessment)["c", key].left == "已撤销"
    assert peopled.folded(Assessment)["c", units[0]].left == "已撤销"


@pytest.mark.parametrize("of", ["units", "persons"])
@pytest.mark.parametrize(
    "meanwhile",
    [
        succeeded("qingshan", None),
        SubjectWithdrawn(cycle="c", subject="person:p", reason="调离", done=[]),
        SubjectEnrolled(cycle="c", organisation="qingshan"),
        PersonEnrolled(cycle="c", person="p", organisation="u", post="主任", group="主任"),
    ],
)
def test_who_joins_or_leaves_meanwhile_makes_a_conflict(
    meanwhile: Any, of: Any, boundary: Any, selected: Any
) -> None:
    assert selected(boundary(ConfirmGrades(cycle="c", meeting="k", of=of)), meanwhile)


@pytest.mark.rule("S2-16")
def test_ranking_is_stale_once_a_person_is_in_another_class(
    peopled: Any, in_one_rank: RankSubjects, cadres: dict[str, list[str]], units: list[str]
) -> None:
    peopled.do(in_one_rank)
    person = cadres["主任"][0].removeprefix("person:")
    moved = PersonEnrolled(
        cycle="c", person=person, organisation=units[0], post="书记", group="书记"
    )
    sheet = peopled.given(moved).standing(ConfirmGrades(cycle="c", meeting="k", of="persons")).sheet
    assert (sheet.ranks, sheet.class_of(cadres["主任"][0])) == ({}, "书记")


@pytest.mark.rule("S2-16")
def test_policy_leaves_out_who_has_held_the_post_for_too_short_a_time(
    peopled: Any, cadres: dict[str, list[str]]
) -> None:
    subject = cadres["书记"][0]
    short = TenureShort(
        cycle="c",
        person=subject.removeprefix("person:"),
        months=4,
        least=6,
        reference=date(2020, 6, 30),
        ground="任职不满六个月",
    )
    peopled.given(short).answer()
    [left] = [each for each in peopled.history if isinstance(each, LeftUndetermined)]
    assert (left.subject, left.ground) == (subject, "任职不满六个月")
    sheet = peopled.standing(ConfirmGrades(cycle="c", meeting="k", of="persons")).sheet
    assert subject not in sheet.graded


def test_others_than_clerk_and_policy_leave_nobody_out(
    peopled: Any, cadres: dict[str, list[str]]
) -> None:
    command = LeaveUndetermined(
        cycle="c", subject=cadres["书记"][0], ground="任职不满六个月", reason="四个月"
    )
    assert peopled.code_of(command, "secretary") == "commands.forbidden"
