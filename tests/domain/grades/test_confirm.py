"""The committee confirms in a recorded meeting: the whole list, within quota, with reasons."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.grades.confirmation_events import GradeAssigned, GradesConfirmed
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded, GradesDrafted
from taizhang.domain.grades.list_rows import GradeList
from taizhang.domain.meetings.events import (
    AttendeeCheckedIn,
    AttendeeLeft,
    CommentGiven,
    MinutesRecorded,
)
from taizhang.domain.results.rows import Assessment

Draft = Callable[..., DraftGrades]
COMMAND = ConfirmGrades(cycle="c", meeting="k")


def comment(unit: str, cycle: str = "c") -> CommentGiven:
    return CommentGiven(
        meeting="m", cycle=cycle, organisation=unit, praised="一", problems="二", direction="三"
    )


@pytest.mark.rule("S2-15")
def test_seven_of_twenty_four_are_confirmed_unit_by_unit(
    ready: Any, draft: Draft, units: list[str]
) -> None:
    ready.do(draft(7))
    *assigned, confirmed = ready.do(COMMAND, "secretary")
    assert [(each.subject, each.grade) for each in assigned] == [
        (unit, "好" if place < 7 else "较好") for place, unit in enumerate(units)
    ]
    assert confirmed == GradesConfirmed(cycle="c", meeting="k", held={"好": 7, "较好": 17})


@pytest.mark.rule("S2-15")
def test_eight_of_twenty_four_are_refused_with_the_figures_and_the_clause(
    ready: Any, draft: Draft
) -> None:
    ready.do(draft(8))
    reason = ready.refusal(COMMAND, "secretary")
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.over_quota", "S2-15")
    values = {key: reason.values[key] for key in ("held", "base", "limit", "exact", "most")}
    assert values == {"held": 8, "base": 24, "limit": "30%", "exact": 7.2, "most": 7}
    assert reason.clause == "好等次不能超过30%"
    assert "最多 7 个" in reason.sentence()


@pytest.mark.rule("S2-15")
@pytest.mark.parametrize(("rounding", "most"), [("floor", 7), ("half_up", 7), ("ceiling", 8)])
def test_rounding_is_the_tenants_choice(
    ready: Any, draft: Draft, requote: Callable[..., Any], rounding: str, most: int
) -> None:
    requote(ready, rounding=rounding)
    ready.do(draft(most))
    assert ready.do(COMMAND, "secretary")
    other = ready.copy()
    other.log = [each for each in other.log if not isinstance(each.event, GradesConfirmed)]
    other.do(draft(most + 1))
    assert other.code_of(COMMAND, "secretary") == "grades.over_quota"


@pytest.mark.rule("S2-15")
def test_document_without_a_quota_confirms_any_number(
    university: Any, committee: Callable[..., Any], lines: Callable[..., list[Graded]]
) -> None:
    units = ["jiaogong-1", "jiaogong-2"]
    committee(university.assessing(*units))
    university.amend("grades.composite", required=False)
    university.do(DraftGrades(cycle="c", lines=lines(dict.fromkeys(units, "好"))))
    assert university.do(COMMAND, "secretary")


@pytest.mark.rule("S2-18")
@pytest.mark.parametrize("rationale", [None, "", " \n\u3000"])
@pytest.mark.parametrize("grade", ["好", "差"])
def test_good_or_poor_without_a_rationale_is_refused_with_the_clause(
    ready: Any, draft: Draft, units: list[str], grade: str, rationale: str | None
) -> None:
    command = draft(0)
    named = Graded(subject=units[0], grade=grade, rationale=rationale)
    ready.do(replace(command, lines=[named, *command.lines[1:]]))
    [reason] = ready.reasons(COMMAND, "secretary")
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.rationale_missing", "S2-18")
    assert (reason.values["subject"], reason.values["grade"]) == (units[0], grade)
    assert reason.clause == "对村(社区)班子评为好和差的要有简要评定理由"


@pytest.mark.rule("S2-18")
def test_the_middle_grades_need_no_rationale(ready: Any, draft: Draft) -> None:
    ready.do(draft(0, rationale=None))
    assert ready.do(COMMAND, "secretary")


@pytest.mark.rule("S1-15")
def test_university_wants_an_opinion_on_every_branch(
    university: Any, committee: Callable[..., Any], lines: Callable[..., list[Graded]]
) -> None:
    committee(university.assessing("jiaogong-1"))
    university.do(DraftGrades(cycle="c", lines=lines({"jiaogong-1": "一般"}, rationale=None)))
    reason = university.refusal(COMMAND, "secretary")
    assert reason.refusal.code == "grades.rationale_missing"
    assert reason.clause.endswith("形成评价意见,肯定成绩、指出问题")


def test_list_that_leaves_units_out_is_refused(ready: Any, draft: Draft) -> None:
    command = draft(0)
    ready.do(replace(command, lines=command.lines[1:]))
    reason = ready.refusal(COMMAND, "secretary")
    assert (reason.refusal.code, reason.values["count"]) == ("grades.left_out", 1)


def test_there_must_be_a_draft(ready: Any) -> None:
    assert ready.refusal(COMMAND, "secretary").values["count"] == 24


def test_all_that_is_wrong_is_told_at_once(ready: Any, draft: Draft) -> None:
    command = draft(8, rationale=None)
    ready.do(replace(command, lines=command.lines[:-1]))
    codes = [reason.refusal.code for reason in ready.reasons(COMMAND, "secretary")]
    assert codes == ["grades.left_out", "grades.over_quota", *["grades.rationale_missing"] * 8]


def test_draft_is_checked_again_by_the_rules_of_the_day(ready: Any, draft: Draft) -> None:
    ready.do(draft(0))
    ready.amend("grades.scale", grades=["好", "中", "差"])
    assert ready.code_of(COMMAND, "secretary") == "grades.off_scale"


@pytest.mark.rule("S2-15")
@pytest.mark.parametrize("kind", ["review", None])
def test_no_other_meeting_confirms(town: Any, draft: Draft, kind: str | None) -> None:
    town.do(draft(0))
    if kind:
        town.meeting(kind, meeting="k")
    reason = town.refusal(COMMAND, "secretary")
    assert (reason.refusal.code, reason.values) == ("grades.not_the_committee", {"meeting": "k"})
    assert reason.clause == "并形成会议记录"


def test_committee_of_another_cycle_does_not_confirm(town: Any, draft: Draft) -> None:
    town.do(draft(0))
    town.meeting("committee", meeting="k", cycle="c2019")
    assert town.code_of(COMMAND, "secretary") == "grades.not_the_committee"


def test_five_of_nine_members_are_too_few(
    town: Any, committee: Callable[..., Any], draft: Draft
) -> None:
    committee(town, present=5).do(draft(0))
    reason = town.refusal(COMMAND, "secretary")
    assert reason.refusal.code == "grades.committee_quorum"
    assert reason.values == {"present": 5, "members": 9, "required": 6}
    assert reason.clause.startswith("本单位的选择：文件未写到会人数")


def test_member_who_left_is_not_present(ready: Any, draft: Draft) -> None:
    ready.do(draft(0))
    ready.given(AttendeeLeft(meeting="k", attendee="0"))
    assert ready.refusal(COMMAND, "secretary").values["present"] == 5


@pytest.mark.rule("S2-17")
def test_meeting_without_minutes_confirms_nothing(town: Any, draft: Draft) -> None:
    town.do(draft(0))
    town.meeting("committee", meeting="k").given(
        *(AttendeeCheckedIn(meeting="k", attendee=str(n), category="委员") for n in range(9))
    )
    reason = town.refusal(COMMAND, "secretary")
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.minutes_missing", "S2-17")
    assert reason.clause == "并形成会议记录"
    town.given(MinutesRecorded(meeting="other", cycle="c", text="别的会议"))
    assert town.code_of(COMMAND, "secretary") == "grades.minutes_missing"


@pytest.mark.rule("S2-17")
def test_tenant_that_asks_for_no_minutes_confirms_without(town: Any, draft: Draft) -> None:
    town.amend("meetings.committee", minutes_required=False, present_min=1).do(draft(0))
    town.meeting("committee", meeting="k").given(
        AttendeeCheckedIn(meeting="k", attendee="1", category="委员")
    )
    assert town.do(COMMAND, "secretary")


@pytest.mark.rule("S0-10")
def test_unit_that_was_not_commented_on_blocks_the_list(
    santangjie: Any, committee: Callable[..., Any], lines: Callable[..., list[Graded]]
) -> None:
    units = ["jingui", "shiqiao", "liuxi"]
    committee(santangjie.assessing(*units))
    santangjie.do(DraftGrades(cycle="c", lines=lines(dict.fromkeys(units, "好"))))
    santangjie.given(comment("shiqiao"), comment("jingui", cycle="c2014"))
    reason = santangjie.refusal(COMMAND, "secretary")
    assert (reason.refusal.code, reason.refusal.rule) == ("grades.comments_missing", "S0-10")
    named = {"count": 2, "subjects": "jingui、liuxi", "names": "金桂村、柳溪村"}
    assert reason.values == named
    assert "逐一进行点评" in reason.clause
    santangjie.given(comment("jingui"), comment("liuxi"))
    assert santangjie.do(COMMAND, "secretary")


@pytest.mark.rule("S2-15")
def test_only_the_committees_secretary_confirms(ready: Any, draft: Draft) -> None:
    ready.do(draft(0))
    assert ready.code_of(COMMAND, "clerk") == "commands.forbidden"


def test_list_is_confirmed_once(ready: Any, draft: Draft) -> None:
    ready.do(draft(0))
    ready.do(COMMAND, "secretary")
    reason = ready.refusal(COMMAND, "secretary")
    assert (reason.refusal.code, reason.values["state"]) == ("domain.wrong_state", "已审定")


def test_confirmed_list_is_not_drafted_again(ready: Any, draft: Draft) -> None:
    ready.do(draft(0))
    ready.do(COMMAND, "secretary")
    assert ready.code_of(draft(1)) == "domain.wrong_state"


def test_confirmation_is_shown_on_the_list_and_on_the_board(
    ready: Any, draft: Draft, units: list[str]
) -> None:
    ready.do(draft(7))
    ready.do(COMMAND, "secretary")
    row = ready.folded(GradeList)["c", "units"]
    assert (row.state, row.confirmed_in, row.held["好"]) == ("confirmed", "k", 7)
    assessed = ready.folded(Assessment)["c", units[0]]
    assert (assessed.grade, assessed.rationale, assessed.published_on) == ("好", "理由", None)


@pytest.mark.parametrize(
    "meanwhile",
    [
        GradesDrafted(cycle="c", lines=[]),
        AttendeeLeft(meeting="k", attendee="1"),
        comment("qingshan"),
        GradesConfirmed(cycle="c", meeting="k", held={}),
    ],
)
def test_whatever_the_confirmation_rests_on_makes_a_conflict(
    meanwhile: Any, boundary: Any, selected: Any
) -> None:
    assert selected(boundary(COMMAND), meanwhile)


def test_grade_of_another_cycle_is_no_conflict(boundary: Any, selected: Any) -> None:
    other = GradeAssigned(cycle="c2019", subject="qingshan", grade="好", rationale=None)
    assert not selected(boundary(COMMAND), other)
