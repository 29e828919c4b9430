"""A grade goes into the records of the unit and of its secretary, for the uses that are named."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.organisations.people_events import PersonRegistered
from taizhang.domain.organisations.posts import HandOver
from taizhang.domain.records.events import ResultLinked
from taizhang.domain.records.linking import LinkResult
from taizhang.events.event import Event

CLAUSE = (
    "把抓基层党建工作情况作为党支部书记工作实绩评定的重要内容,"
    "作为评价所在支部年度党建工作情况的重要依据"
)
LINK = LinkResult(cycle="c", subject="jiaogong-1")


def linked(subject: str, use: str, grade: str = "好", source: str = "jiaogong-1") -> ResultLinked:
    return ResultLinked(
        cycle="c", subject=subject, source=source, grade=grade, use=use, clause=CLAUSE
    )


def links(events: list[Event]) -> list[ResultLinked]:
    return [each for each in events if isinstance(each, ResultLinked)]


@pytest.fixture
def branch(university: Any) -> Any:
    university.answer()
    return university.assessing("jiaogong-1")


@pytest.mark.rule("S1-16")
def test_grade_enters_the_secretarys_record_and_the_branchs_evaluation(
    branch: Any, graded: Any
) -> None:
    branch.given(graded("jiaogong-1"))
    assert links(branch.answer()) == [
        linked("person:p-jiaogong-1", "党支部书记工作实绩评定"),
        linked("jiaogong-1", "所在支部年度党建工作评价"),
    ]


@pytest.mark.rule("S0-18")
def test_grade_is_a_basis_for_choosing_cadres(santangjie: Any, graded: Any) -> None:
    santangjie.answer()
    santangjie.given(graded("jingui"))
    [event] = links(santangjie.answer())
    assert (event.subject, event.source) == ("person:p-jingui", "jingui")
    assert event.use == "选拔任用干部"
    assert event.clause == "评议考核中基层党员群众反映好的要充分肯定,并作为选拔任用干部的重要依据"


@pytest.mark.rule("S1-16")
def test_corrected_grade_is_linked_anew(branch: Any, graded: Any, corrected: Any) -> None:
    branch.given(graded("jiaogong-1"))
    branch.answer()
    branch.given(corrected("jiaogong-1"))
    assert [each.grade for each in links(branch.answer())] == ["一般", "一般"]


@pytest.mark.rule("S1-16")
def test_what_is_linked_is_not_linked_again(branch: Any, graded: Any) -> None:
    branch.given(graded("jiaogong-1"))
    branch.answer()
    assert branch.do(LINK) == []


@pytest.mark.rule("S1-16")
def test_it_goes_to_whoever_holds_the_post_on_the_day(branch: Any, graded: Any) -> None:
    branch.given(PersonRegistered(person="p-new", name="示例庚"))
    branch.do(
        HandOver(
            organisation="jiaogong-1",
            post="党支部书记",
            leaver="p-jiaogong-1",
            successor="p-new",
            since=date(2022, 11, 1),
            reason="换届",
        )
    )
    branch.given(graded("jiaogong-1"))
    branch.answer()
    assert branch.do(LINK) == []
    assert [each.subject for each in links(branch.history)] == ["person:p-new", "jiaogong-1"]


@pytest.mark.rule("S1-16")
def test_persons_own_grade_enters_the_persons_record_only(branch: Any, graded: Any) -> None:
    who = "person:p-jiaogong-1"
    branch.given(graded(who))
    assert links(branch.answer()) == [linked(who, "党支部书记工作实绩评定", source=who)]


def test_nothing_is_linked_before_there_is_a_grade(branch: Any) -> None:
    reason = branch.refusal(LINK)
    assert (reason.refusal.code, reason.values["name"]) == ("records.no_grade", "教工第一党支部")


def test_document_that_names_no_use_links_nothing(hunan: Any, graded: Any) -> None:
    hunan.answer()
    hunan.given(graded("x"))
    assert links(hunan.answer()) == []


def test_handover_meanwhile_makes_a_conflict(branch: Any, boundary: Any, selected: Any) -> None:
    taken = next(each for each in branch.history if each.event_name == "organisations.post_taken")
    assert selected(boundary(LinkResult(cycle="c", subject=taken.organisation)), taken)
