"""From the draft to the conclusion, under the tenants' own files: a town, and a department."""

from datetime import timedelta
from typing import Any

import pytest

from taizhang.domain.ballots.count_events import SubjectTally, Tallied
from taizhang.domain.cycles.opening import OpenCycle
from taizhang.domain.cycles.persons import EnrolPersons
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.correcting import CorrectGrade
from taizhang.domain.grades.drafting import DraftGrades
from taizhang.domain.grades.events import Graded, Input
from taizhang.domain.grades.ranking import RankSubjects
from taizhang.domain.grades.rows import GradeSheet
from taizhang.domain.grades.weighing import RecordInputs
from taizhang.domain.meetings.events import AttendeeCheckedIn, CommentGiven, MinutesRecorded
from taizhang.domain.organisations.rows import Organisation
from taizhang.domain.results.acknowledging import AcknowledgeFeedback
from taizhang.domain.results.concluding import ConcludeResults
from taizhang.domain.results.feeding_back import FeedBackAppraisal
from taizhang.domain.results.objecting import AnswerObjection, ReceiveObjection
from taizhang.domain.results.person_rows import PersonAssessment
from taizhang.domain.results.publishing import PublishAssessment
from taizhang.domain.results.rows import Assessment

CONFIRM = ConfirmGrades(cycle="c", meeting="k")
CONCLUDE = ConcludeResults(cycle="c")
PERSONS = ConfirmGrades(cycle="c", meeting="k", of="persons")


def met(town: Any, present: int, meeting: str = "k") -> Any:
    """A meeting of the committee with its minutes."""
    town.meeting("committee", meeting=meeting)
    for number in range(present):
        arrival = AttendeeCheckedIn(meeting=meeting, attendee=str(number), category="党委委员")
        town.given(arrival)
    return town.given(MinutesRecorded(meeting=meeting, cycle="c", text="逐一研究，一致同意。"))


def listed(units: list[str], best: int) -> DraftGrades:
    lines = [
        Graded(subject=unit, grade="好" if place < best else "一般", rationale="综合评定")
        for place, unit in enumerate(units)
    ]
    return DraftGrades(cycle="c", lines=lines)


def of_persons(people: list[str], best: int) -> DraftGrades:
    lines = [
        Graded(subject=each, grade="优秀" if place < best else "称职", rationale="优缺点")
        for place, each in enumerate(people)
    ]
    return DraftGrades(cycle="c", of="persons", lines=lines)


@pytest.mark.rule("S2-01")
@pytest.mark.rule("S2-15")
@pytest.mark.rule("S2-17")
@pytest.mark.rule("S2-18")
def test_hunan_town_grades_24_villages_with_at_most_7_of_the_best(hunan: Any) -> None:
    units = [key[0] for key in hunan.folded(Organisation)]
    met(hunan.assessing(*units), present=6)
    [warning] = hunan.warnings(listed(units, best=8))
    hunan.do(listed(units, best=8))
    [refused] = hunan.reasons(CONFIRM, "secretary")
    assert warning == refused
    assert (refused.values["base"], refused.values["most"], len(units)) == (24, 7, 24)
    hunan.do(listed(units, best=7))
    hunan.do(CONFIRM, "secretary")
    hunan.do(PublishAssessment(cycle="c", scope="全镇各村(社区)党组织"))
    hunan.now += timedelta(days=6)
    assert hunan.do(CONCLUDE)
    board = hunan.folded(Assessment)
    assert sum(row.grade == "好" for row in board.values()) == 7
    assert all(row.published_on for row in board.values())


@pytest.mark.rule("S2-16")
@pytest.mark.rule("S2-17")
@pytest.mark.rule("S2-18")
def test_hunan_town_grades_its_secretaries_beside_its_villages(hunan: Any) -> None:
    units = [key[0] for key in hunan.folded(Organisation)]
    hunan.do(OpenCycle(cycle="c", year=2020, title="分析研判", subjects=units))
    hunan.do(EnrolPersons(cycle="c"))
    hunan.answer()  # whoever is new in the post is left without a grade
    people = list(hunan.standing(PERSONS).sheet.graded)
    met(hunan, present=6)
    hunan.do(RankSubjects(cycle="c", of="persons", order=[[each] for each in people]))
    hunan.do(of_persons(people, best=8))
    reason = hunan.refusal(PERSONS, "secretary")
    assert (reason.values["within"], reason.values["base"], reason.values["most"]) == (
        "书记",
        24,
        7,
    )
    hunan.do(of_persons(people, best=7))
    hunan.do(PERSONS, "secretary")
    hunan.do(listed(units, best=7))
    hunan.do(CONFIRM, "secretary")
    assert hunan.do(CONCLUDE)
    board = hunan.folded(PersonAssessment).values()
    assert sorted(row.rank for row in board) == list(range(1, 25))
    assert sum(row.grade == "优秀" for row in board) == 7


@pytest.mark.rule("S1-15")
def test_department_grades_by_judgement_on_four_inputs_and_corrects_one(university: Any) -> None:
    branches = [key[0] for key in university.folded(Organisation)]
    met(university.assessing(*branches), present=5).given(tallied(branches))
    university.do(listed(branches, best=len(branches)))
    assert university.code_of(CONFIRM, "secretary") == "grades.inputs_missing"
    for unit in branches:
        university.do(judged(unit))
    university.do(CONFIRM, "secretary")
    university.do(PublishAssessment(cycle="c", scope="全系党员"))
    upheld_objection(university, branches[0])
    met(university, present=5, meeting="k2")
    university.do(correction(branches[0]), "secretary")
    university.do(PublishAssessment(cycle="c", scope="全系党员"))
    university.now += timedelta(days=6)
    assert university.do(CONCLUDE)
    sheet = university.folded(GradeSheet)["c", branches[0]]
    assert (sheet.grade, len(sheet.inputs), len(sheet.corrections)) == ("较好", 4, 1)
    assert university.folded(Assessment)["c", branches[0]].corrected_from == "好"


@pytest.mark.rule("S0-13")
@pytest.mark.rule("S0-16")
def test_town_feeds_back_and_takes_note_before_it_publishes(santangjie: Any) -> None:
    units = [key[0] for key in santangjie.folded(Organisation)]
    met(santangjie.assessing(*units), present=6).given(tallied(units))
    santangjie.given(*map(commented, units))
    santangjie.do(listed(units, best=3))
    santangjie.do(CONFIRM, "secretary")
    publish = PublishAssessment(cycle="c", scope="全镇党员和群众")
    assert santangjie.code_of(publish) == "results.feedback_missing"
    for unit in units:
        santangjie.do(FeedBackAppraisal(cycle="c", subject=unit, box="b"))
    assert santangjie.code_of(publish) == "results.acknowledgement_missing"
    for unit in units:
        santangjie.do(AcknowledgeFeedback(cycle="c", subject=unit), f"village:{unit}")
    santangjie.do(publish)
    santangjie.now += timedelta(days=6)
    assert santangjie.do(CONCLUDE)


def judged(unit: str) -> RecordInputs:
    names = ("平时掌握", "调研了解", "领导点评")
    inputs = [Input(name=name, finding=f"{name}情况良好") for name in names]
    return RecordInputs(cycle="c", subject=unit, inputs=inputs)


def commented(unit: str) -> CommentGiven:
    return CommentGiven(
        meeting="m", cycle="c", organisation=unit, praised="一", problems="二", direction="三"
    )


def upheld_objection(town: Any, unit: str) -> None:
    town.do(ReceiveObjection(objection="o", cycle="c", subject=unit, text="整改未完成"))
    town.do(AnswerObjection(objection="o", upheld=True, answer="属实"), "secretary")
    assert town.code_of(CONCLUDE) == "results.objection_period_runs"


def correction(unit: str) -> CorrectGrade:
    return CorrectGrade(
        cycle="c",
        meeting="k2",
        subject=unit,
        grade="较好",
        rationale="整改尚未完成",
        reason="异议成立",
    )


def tallied(units: list[str]) -> Tallied:
    counts = [SubjectTally(subject=u, counts={"好": 80}, blank=0, invalid=0) for u in units]
    return Tallied(
        box="b", cycle="c", meeting="m", subjects=units, counts=counts, list_hash="0" * 64
    )
