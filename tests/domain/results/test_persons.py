"""Results of persons: told, taken note of, published and objected to apart from their units'."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.ballots.count_events import SubjectTally, Tallied
from taizhang.domain.cycles.events import PersonEnrolled
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradesConfirmed
from taizhang.domain.grades.undetermined import LeaveUndetermined
from taizhang.domain.results.acknowledging import AcknowledgeFeedback
from taizhang.domain.results.concluding import ConcludeResults
from taizhang.domain.results.events import AppraisalFedBack
from taizhang.domain.results.feeding_back import FeedBackAppraisal
from taizhang.domain.results.objecting import ReceiveObjection
from taizhang.domain.results.person_rows import PersonAssessment
from taizhang.domain.results.publishing import PublishAssessment
from taizhang.domain.results.rows import Assessment

PERSON = "person:p-1"
SCOPE = "全镇党员和群众"
TELL = FeedBackAppraisal(cycle="c", subject=PERSON, box="b")
NOTE = AcknowledgeFeedback(cycle="c", subject=PERSON)
PUBLISH = PublishAssessment(cycle="c", scope=SCOPE, of="persons")
CONCLUDE = ConcludeResults(cycle="c")
OBJECT = ReceiveObjection(objection="o-1", cycle="c", subject=PERSON, text="未计入驻村工作")
ENROLLED = PersonEnrolled(
    cycle="c", person="p-1", organisation="jingui", post="村支部书记", group="书记"
)


def line(item: str, subject: str = PERSON) -> SubjectTally:
    return SubjectTally(subject=subject, item=item, counts={"优秀": 50}, blank=1, invalid=0)


def tallied(*lines: SubjectTally) -> Tallied:
    subjects = [each.subject for each in lines]
    return Tallied(
        box="b", cycle="c", meeting="m", subjects=subjects, counts=[*lines], list_hash="0" * 64
    )


@pytest.fixture
def counted(settled: Any) -> Any:
    """The units are settled; one secretary was voted on, on two items."""
    return settled.given(ENROLLED, tallied(line("实绩"), line("", "jingui"), line("作风")))


@pytest.fixture
def graded(counted: Any) -> Any:
    return counted.given(
        GradeAssigned(cycle="c", subject=PERSON, grade="优秀", rationale="理由"),
        GradesConfirmed(cycle="c", meeting="k", held={"优秀": 1}, of="persons"),
    )


@pytest.fixture
def told(graded: Any) -> Any:
    graded.do(TELL)
    graded.do(NOTE, "village:jingui")
    return graded


def codes(town: Any) -> list[str]:
    return [reason.refusal.code for reason in town.reasons(CONCLUDE)]


@pytest.mark.rule("S0-13")
def test_person_is_told_every_line_of_the_ballot_and_nothing_of_others(counted: Any) -> None:
    [told] = counted.do(TELL)
    assert isinstance(told, AppraisalFedBack)
    assert told.counts == [line("实绩"), line("作风")]
    row = counted.folded(PersonAssessment)["c", "p-1"]
    assert row.appraisal == {"实绩：优秀": 50, "作风：优秀": 50}
    assert counted.folded(Assessment)["c", "jingui"].appraisal == {}


@pytest.mark.rule("S0-13")
def test_confirmed_list_of_units_does_not_open_the_feedback_to_persons(counted: Any) -> None:
    counted.amend("results.feedback", after_confirmation=True)
    reason = counted.refusal(TELL)
    assert reason.refusal.code == "results.feedback_before_confirmation"
    assert reason.values["name"] == "金桂村村支部书记（p-1）"
    counted.given(GradesConfirmed(cycle="c", meeting="k", held={}, of="persons"))
    assert counted.do(TELL)


@pytest.mark.rule("S0-13")
def test_secretary_of_the_persons_unit_takes_note(graded: Any) -> None:
    graded.do(TELL)
    assert graded.code_of(NOTE, "village:shiqiao") == "commands.not_your_unit"
    assert graded.code_of(NOTE, "clerk") == "results.receipt_missing"
    graded.do(NOTE, "village:jingui")
    assert graded.folded(PersonAssessment)["c", "p-1"].acknowledged_on == graded.today


@pytest.mark.rule("S0-16")
def test_each_list_is_published_in_an_act_of_its_own(told: Any) -> None:
    [published] = told.do(PUBLISH)
    assert (published.of, published.grades) == ("persons", {PERSON: "优秀"})
    assert told.folded(PersonAssessment)["c", "p-1"].scope == SCOPE
    assert told.folded(Assessment)["c", "jingui"].published_on is None
    told.do(PublishAssessment(cycle="c", scope=SCOPE))
    assert told.folded(Assessment)["c", "jingui"].scope == SCOPE


@pytest.mark.rule("S0-13")
def test_person_who_was_not_told_holds_up_the_list_of_persons_only(graded: Any) -> None:
    reason = graded.refusal(PUBLISH)
    assert (reason.refusal.code, reason.values["subjects"]) == ("results.feedback_missing", PERSON)
    assert graded.do(PublishAssessment(cycle="c", scope=SCOPE))


def test_list_of_persons_that_is_not_confirmed_is_not_published(counted: Any) -> None:
    reason = counted.refusal(PUBLISH)
    assert (reason.refusal.code, reason.values["of"]) == ("results.not_graded", "persons")


@pytest.mark.rule("S0-16")
def test_grade_of_a_person_is_objected_to_within_the_period_of_its_own_list(told: Any) -> None:
    told.do(PUBLISH)
    told.now += timedelta(days=4)
    told.do(PublishAssessment(cycle="c", scope=SCOPE))
    told.now += timedelta(days=1)
    assert told.code_of(OBJECT, "village:shiqiao") == "commands.not_your_unit"
    assert told.copy().do(OBJECT, "village:jingui")
    told.now += timedelta(days=1)
    assert told.code_of(OBJECT, "village:jingui") == "results.objection_late"


def test_publication_of_the_units_opens_no_objection_to_a_person(told: Any) -> None:
    told.do(PublishAssessment(cycle="c", scope=SCOPE))
    assert told.refusal(OBJECT, "village:jingui").values["state"] == "未公布"


@pytest.mark.rule("S0-13")
@pytest.mark.rule("S0-16")
def test_all_that_is_outstanding_of_both_lists_is_named(graded: Any) -> None:
    assert codes(graded) == [
        "results.feedback_missing",
        "results.publication_missing",
        "results.publication_missing",
    ]
    lists = [reason.values.get("of") for reason in graded.reasons(CONCLUDE)]
    assert lists == [None, "units", "persons"]


@pytest.mark.rule("S0-16")
def test_period_of_either_list_must_be_over(told: Any) -> None:
    told.do(PublishAssessment(cycle="c", scope=SCOPE))
    told.now += timedelta(days=4)
    told.do(PUBLISH)
    told.now += timedelta(days=2)
    [reason] = told.reasons(CONCLUDE)
    assert (reason.refusal.code, reason.values["of"]) == (
        "results.objection_period_runs",
        "persons",
    )
    told.now += timedelta(days=4)
    assert told.do(CONCLUDE)


@pytest.mark.rule("S0-13")
@pytest.mark.rule("S0-16")
def test_tenant_may_have_other_rules_for_the_results_of_persons(graded: Any) -> None:
    adopted = graded.authority.adoptions[-1].event
    silent = {"required": False, "choices": {"required": "文件未写个人结果"}}
    rules = {
        "feedback": silent | {"after_confirmation": True, "acknowledged": False},
        "publication": silent | {"scopes": ["镇党委"]},
        "objections": {"days": None},
    }
    graded.given(replace(adopted, sections=adopted.sections | {"person_results": rules}))
    assert [reason.values["of"] for reason in graded.reasons(CONCLUDE)] == ["units"]
    assert graded.code_of(PUBLISH) == "results.foreign_scope"
    [published] = graded.do(PublishAssessment(cycle="c", scope="镇党委", of="persons"))
    assert published.objections_until is None
    assert graded.code_of(OBJECT, "village:jingui") == "results.no_objections"


def test_list_of_persons_that_is_not_confirmed_is_outstanding(counted: Any) -> None:
    assert "results.not_graded" in codes(counted)


def test_list_on_which_nobody_gets_a_grade_is_not(hunan: Any) -> None:
    hunan.assessing("qingshan").given(
        ENROLLED,
        GradeAssigned(cycle="c", subject="qingshan", grade="好", rationale=None),
        GradesConfirmed(cycle="c", meeting="k", held={"好": 1}),
    )
    assert codes(hunan) == ["results.not_graded"]
    hunan.do(LeaveUndetermined(cycle="c", subject=PERSON, ground="任职不满六个月", reason="新任"))
    assert hunan.do(CONCLUDE)
