"""Who holds the post that the rules name answers for the unit, from the day it was taken."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.organisations.people_events import PersonRegistered
from taizhang.domain.organisations.posts import HandOver, LeavePost, TakePost
from taizhang.domain.responsibilities.events import ResponsibilityLaidDown, ResponsibilityTaken
from taizhang.domain.responsibilities.following import FollowPost
from taizhang.domain.responsibilities.rows import Bearer, UnitResponsibility

FIRST, BODY = "第一责任人", "主体责任"
POST = "党支部书记"
HANDED = HandOver(
    organisation="jiaogong-1",
    post=POST,
    leaver="p-jiaogong-1",
    successor="p-new",
    since=date(2022, 12, 1),
    reason="换届",
)


@pytest.fixture
def known(university: Any) -> Any:
    """The department, once the policies have answered its roster; somebody new is registered."""
    university.given(PersonRegistered(person="p-new", name="示例庚"))
    university.answer()
    return university


def bearer(person: str | None, since: date, **other: Any) -> Bearer:
    return Bearer(person=person, body=None, post=POST, since=since, **other)


@pytest.mark.rule("S1-19", "S0-01")
def test_secretary_is_first_responsible_since_the_post_was_taken(known: Any) -> None:
    row = known.folded(UnitResponsibility)["jiaogong-1", FIRST]
    assert row.bearers == [bearer("p-jiaogong-1", date(2021, 9, 1))]
    assert (row.part, row.vacant) == ("responsible", False)


@pytest.mark.rule("S1-19")
def test_committee_bears_the_main_responsibility_for_each_unit(known: Any) -> None:
    rows = known.folded(UnitResponsibility)
    borne = [row for (_, name), row in rows.items() if name == BODY]
    assert len(borne) == 6
    assert all([each.body for each in row.bearers] == ["系党委"] for row in borne)
    assert {row.part for row in borne} == {"accountable"}


@pytest.mark.rule("S0-01")
def test_each_village_has_its_first_responsible_person(santangjie: Any) -> None:
    santangjie.answer()
    rows = santangjie.folded(UnitResponsibility)
    assert len(rows) == 8
    assert rows["jingui", FIRST].bearers[0].person == "p-jingui"
    assert rows["jingui", FIRST].bearers[0].post == "村(社区)支部书记"


@pytest.mark.rule("S1-19")
def test_handing_over_the_post_hands_over_the_responsibility(known: Any) -> None:
    known.do(HANDED)
    answered = known.answer()
    assert answered == [
        ResponsibilityLaidDown(
            organisation="jiaogong-1",
            responsibility=FIRST,
            person="p-jiaogong-1",
            body=None,
            until=date(2022, 11, 30),
        ),
        ResponsibilityTaken(
            organisation="jiaogong-1",
            responsibility=FIRST,
            part="responsible",
            person="p-new",
            body=None,
            post=POST,
            since=date(2022, 12, 1),
        ),
    ]
    row = known.folded(UnitResponsibility)["jiaogong-1", FIRST]
    assert row.bearers == [bearer("p-new", date(2022, 12, 1))]
    assert row.former == [bearer("p-jiaogong-1", date(2021, 9, 1), until=date(2022, 11, 30))]


@pytest.mark.rule("S1-19")
def test_post_that_nobody_took_up_leaves_the_responsibility_vacant(known: Any) -> None:
    known.do(
        LeavePost(
            person="p-jiaogong-1",
            organisation="jiaogong-1",
            post=POST,
            until=date(2022, 11, 30),
            reason="调动",
        )
    )
    known.answer()
    row = known.folded(UnitResponsibility)["jiaogong-1", FIRST]
    assert (row.vacant, row.bearers) == (True, [])


@pytest.mark.rule("S1-19")
def test_another_post_brings_no_responsibility(known: Any) -> None:
    since = date(2022, 11, 1)
    known.do(TakePost(person="p-new", organisation="jiaogong-1", post="组织委员", since=since))
    assert known.answer() == []


def test_what_is_borne_already_is_not_taken_again(known: Any) -> None:
    again = FollowPost(
        organisation="jiaogong-1", person="p-jiaogong-1", post=POST, since=date(2022, 1, 1)
    )
    assert known.do(again, "policy:x") == []


def test_clerk_does_not_speak_for_the_policy(known: Any) -> None:
    ask = FollowPost(organisation="jiaogong-1", person="p-new", post=POST)
    assert known.code_of(ask) == "commands.forbidden"


def test_document_that_names_nobody_gives_nobody_anything(source_town: Any) -> None:
    town = source_town("dongfang")
    town.answer()
    assert town.folded(UnitResponsibility) == {}
