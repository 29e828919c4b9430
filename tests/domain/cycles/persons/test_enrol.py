"""The holders of posts are enrolled in classes, each once, and by how long they have held them."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.ballots.commands import OpenBox
from taizhang.domain.ballots.questions import Question
from taizhang.domain.cycles.enrolling import WithdrawSubject
from taizhang.domain.cycles.events import SubjectsCounted
from taizhang.domain.cycles.persons import EnrolPersons
from taizhang.domain.cycles.rows import Cycle
from taizhang.domain.cycles.subject_rows import CycleSubject
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.grades.rows import GradeSheet
from taizhang.domain.organisations.people_events import PersonErased
from taizhang.domain.organisations.posts import HandOver, LeavePost, TakePost

from .conftest import CLAUSE, DIRECTOR, OLD, OTHER, SECRETARY, enrolled, person

COMMAND = EnrolPersons(cycle="c")


@pytest.mark.rule("S2-16")
def test_every_secretary_of_a_village_is_enrolled_in_the_class_of_the_post(town: Any) -> None:
    events = town.do(COMMAND)
    found = enrolled(events)
    assert len(found) == 24
    assert found["p-qingshan"] == ("qingshan", SECRETARY, "书记")
    assert events[-1] == SubjectsCounted(cycle="c", units=24, persons=24)
    assert town.folded(Cycle)["c",].persons == 24


@pytest.mark.rule("S2-16")
@pytest.mark.parametrize(("post", "group"), [(DIRECTOR, "主任"), (OTHER, "其他干部")])
def test_directors_and_other_cadres_have_their_own_class(town: Any, post: str, group: str) -> None:
    person(town, "p-1", ("qingshan", post, OLD))
    assert enrolled(town.do(COMMAND))["p-1"] == ("qingshan", post, group)


@pytest.mark.rule("S2-16")
def test_holder_of_a_post_outside_the_classes_is_not_enrolled(town: Any) -> None:
    person(town, "p-1", ("qingshan", "计生专干", OLD))
    assert "p-1" not in enrolled(town.do(COMMAND))


@pytest.mark.rule("S2-16")
def test_holder_in_a_unit_that_is_not_assessed_is_not_enrolled(town: Any) -> None:
    town.do(WithdrawSubject(cycle="c", subject="qingshan", reason="书记空缺"))
    assert "p-qingshan" not in enrolled(town.do(COMMAND))


@pytest.mark.rule("S2-16")
def test_holder_of_the_day_is_meant(town: Any) -> None:
    person(town, "p-1", ("qingshan", DIRECTOR, date(2020, 5, 1)))
    before = enrolled(town.copy().do(replace(COMMAND, day=date(2020, 4, 30))))
    assert "p-1" not in before
    assert "p-1" in enrolled(town.do(COMMAND))


def test_day_that_has_not_come_is_refused(town: Any) -> None:
    assert town.code_of(replace(COMMAND, day=date(2020, 6, 2))) == "organisations.not_yet"


def test_who_was_erased_is_not_enrolled(town: Any) -> None:
    town.given(PersonErased(person="p-qingshan", reason="本人申请"))
    assert "p-qingshan" not in enrolled(town.do(COMMAND))


@pytest.mark.rule("S2-16")
def test_after_a_handover_the_new_holder_is_added_and_the_old_one_is_told(town: Any) -> None:
    town.do(COMMAND)
    person(town, "p-1")
    town.do(
        HandOver(
            organisation="qingshan",
            post=SECRETARY,
            leaver="p-qingshan",
            successor="p-1",
            since=date(2020, 6, 1),
            reason="调任",
        )
    )
    town.begin(date(2020, 6, 2))
    [left] = [r for r in town.warnings(COMMAND) if r.refusal.code == "cycles.post_left"]
    assert left.values == {
        "person": "p-qingshan",
        "was": f"青山村{SECRETARY}",
        "day": "2020-06-02",
    }
    assert left.clause == CLAUSE
    assert list(enrolled(town.do(COMMAND))) == ["p-1"]


def test_asked_again_it_changes_nothing(town: Any) -> None:
    town.do(COMMAND)
    assert town.do(COMMAND) == []


@pytest.mark.rule("S2-16")
def test_tenant_that_assesses_units_only_refuses_with_its_choice(santangjie: Any) -> None:
    santangjie.assessing("jingui")
    reason = santangjie.refusal(COMMAND)
    assert (reason.refusal.code, reason.refusal.rule) == ("cycles.persons_not_assessed", "S2-16")
    assert reason.clause.startswith("本单位的选择：文件考核的是村(社区)支部书记")


@pytest.mark.rule("S2-16")
def test_person_is_withdrawn_with_a_reason(town: Any) -> None:
    town.do(COMMAND)
    _, counted = town.do(WithdrawSubject(cycle="c", subject="person:p-qingshan", reason="调离"))
    assert counted == SubjectsCounted(cycle="c", units=24, persons=23)
    assert town.folded(CycleSubject)["c", "person:p-qingshan"].state == "withdrawn"


@pytest.mark.rule("S2-16")
def test_who_was_withdrawn_stays_so_unless_named(town: Any) -> None:
    town.do(COMMAND)
    town.do(WithdrawSubject(cycle="c", subject="person:p-qingshan", reason="调离"))
    [reason] = town.warnings(COMMAND)
    assert (reason.refusal.code, reason.values) == (
        "cycles.person_withdrawn",
        {"person": "p-qingshan", "name": f"青山村{SECRETARY}（p-qingshan）"},
    )
    assert town.do(COMMAND) == []
    assert list(enrolled(town.do(replace(COMMAND, again=["p-qingshan"])))) == ["p-qingshan"]
    assert town.warnings(COMMAND) == []


def test_confirmed_list_of_persons_takes_nobody_in(town: Any, confirmed: Any) -> None:
    town.given(confirmed("persons", 优秀=1))
    assert town.refusal(COMMAND).values["kind"] == "个人考核对象名单"


def test_cycle_must_be_known(hunan: Any) -> None:
    assert hunan.code_of(COMMAND) == "domain.unknown"


def test_only_a_clerk_enrols(town: Any) -> None:
    assert town.code_of(COMMAND, "secretary") == "commands.forbidden"


RESERVE = "村级后备人才"


@pytest.fixture
def reserve(town: Any) -> Any:
    """The town with one of the reserve in its register, too new for any grade."""
    return person(town, "r-1", ("qingshan", RESERVE, date(2020, 5, 1)))


@pytest.mark.rule("S2-11")
def test_the_reserve_is_enrolled_to_be_voted_on_and_gets_no_grade(reserve: Any) -> None:
    events = reserve.do(COMMAND)
    [mine] = [each for each in events if getattr(each, "person", "") == "r-1"]
    assert (mine.group, mine.graded) == ("后备人才", False)
    assert events[-1] == SubjectsCounted(cycle="c", units=24, persons=24)


@pytest.mark.rule("S2-11")
def test_no_list_holds_who_is_only_voted_on(reserve: Any) -> None:
    reserve.do(COMMAND)
    subjects = reserve.standing(ConfirmGrades(cycle="c", meeting="k", of="persons")).sheet.subjects
    assert len(subjects) == 24
    assert "person:r-1" not in subjects
    assert ("c", "person:r-1") not in reserve.folded(GradeSheet)


@pytest.mark.rule("S2-11")
def test_who_rises_from_the_reserve_into_a_post_is_graded(reserve: Any) -> None:
    reserve.do(COMMAND)
    left = LeavePost(
        person="r-1",
        organisation="qingshan",
        post=RESERVE,
        until=reserve.today,
        reason="当选村委会主任",
    )
    taken = TakePost(
        person="r-1", organisation="qingshan", post=DIRECTOR, since=reserve.today, counted=True
    )
    reserve.do(taken)
    reserve.do(left)
    reserve.do(COMMAND)
    subjects = reserve.standing(ConfirmGrades(cycle="c", meeting="k", of="persons")).sheet.subjects
    assert "person:r-1" in subjects


def test_a_ballot_may_ask_about_the_reserve(reserve: Any) -> None:
    reserve.do(COMMAND)
    box = OpenBox(
        box="b",
        meeting="m",
        cycle="c",
        public_key="04" + "0" * 128,
        questions=[Question(subject="person:r-1", item="后备人才", text="?", choices=["好"])],
    )
    assert "person:r-1" in reserve.standing(box).enrolled
