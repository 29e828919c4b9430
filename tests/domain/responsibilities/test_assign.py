"""Where no post says who it is, somebody is assigned; where a post or body does, only that one."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.organisations.people_events import PersonRegistered
from taizhang.domain.organisations.posts import TakePost
from taizhang.domain.organisations.rows import Organisation
from taizhang.domain.responsibilities.assigning import (
    AssignResponsibility,
    ReleaseFromResponsibility,
)
from taizhang.domain.responsibilities.events import ResponsibilityLaidDown, ResponsibilityTaken
from taizhang.domain.responsibilities.rows import UnitResponsibility

FIRST, BODY = "第一责任人", "主体责任"
SINCE = date(2022, 11, 1)
ASSIGN = AssignResponsibility(
    organisation="jiaogong-1", responsibility=FIRST, since=SINCE, person="p-jiaogong-1"
)
BY_BODY = AssignResponsibility(
    organisation="jiaogong-1", responsibility=BODY, since=SINCE, body="系党委"
)
RELEASE = ReleaseFromResponsibility(
    organisation="jiaogong-1", responsibility=FIRST, person="p-jiaogong-1", until=date(2022, 11, 30)
)


@pytest.mark.rule("S1-19")
def test_post_holder_is_assigned_from_a_day_on(university: Any) -> None:
    assert university.do(ASSIGN) == [
        ResponsibilityTaken(
            organisation="jiaogong-1",
            responsibility=FIRST,
            part="responsible",
            person="p-jiaogong-1",
            body=None,
            post="党支部书记",
            since=SINCE,
        )
    ]


@pytest.mark.rule("S1-19")
def test_who_does_not_hold_the_post_is_refused(university: Any) -> None:
    reason = university.refusal(replace(ASSIGN, person="p-jiaogong-2"))
    assert (reason.refusal.code, reason.refusal.rule) == ("responsibilities.not_in_post", "S1-19")
    assert reason.values == {
        "responsibility": FIRST,
        "name": "教工第一党支部",
        "post": "党支部书记",
        "bearer": "p-jiaogong-2",
        "since": "2022-11-01",
    }
    assert reason.clause == "党组织书记担当作为、履行第一责任人职责情况"


@pytest.mark.rule("S1-19")
def test_main_responsibility_is_the_committees(university: Any) -> None:
    assert university.do(BY_BODY)[0].body == "系党委"
    reason = university.refusal(replace(BY_BODY, organisation="jiaogong-2", body="院工会"))
    assert reason.refusal.code == "responsibilities.another_body"
    assert (reason.values["body"], reason.values["bearer"]) == ("系党委", "院工会")
    assert reason.clause == "党委履行主体责任"


@pytest.mark.rule("S1-19")
def test_responsibility_that_the_document_does_not_name_is_refused(university: Any) -> None:
    reason = university.refusal(replace(ASSIGN, responsibility="直接责任人"))
    assert reason.refusal.code == "responsibilities.unknown"
    assert reason.values == {"responsibility": "直接责任人", "named": "主体责任、第一责任人"}


@pytest.mark.parametrize("both", [{"body": "系党委"}, {"person": None}])
def test_one_person_or_one_body_bears_it(university: Any, both: dict[str, Any]) -> None:
    assert university.code_of(replace(ASSIGN, **both)) == "responsibilities.one_bearer"


def test_it_is_borne_once(university: Any) -> None:
    university.do(ASSIGN)
    reason = university.refusal(replace(ASSIGN, since=date(2022, 11, 20)))
    assert reason.refusal.code == "responsibilities.already_borne"
    assert reason.values["since"] == "2022-11-01"


def test_unknown_person_bears_nothing(university: Any) -> None:
    assert university.refusal(replace(ASSIGN, person="p-x")).values["kind"] == "人员"


def test_nobody_bears_what_has_not_begun(university: Any) -> None:
    late = replace(ASSIGN, since=date(2023, 1, 1))
    assert university.code_of(late) == "organisations.not_yet"


@pytest.mark.rule("S1-19")
def test_release_says_the_last_day(university: Any) -> None:
    university.do(ASSIGN)
    assert university.do(RELEASE) == [
        ResponsibilityLaidDown(
            organisation="jiaogong-1",
            responsibility=FIRST,
            person="p-jiaogong-1",
            body=None,
            until=date(2022, 11, 30),
        )
    ]
    row = university.folded(UnitResponsibility)["jiaogong-1", FIRST]
    assert (row.vacant, row.former[0].until) == (True, date(2022, 11, 30))


def test_nobody_is_released_before_it_was_taken(university: Any) -> None:
    university.do(ASSIGN)
    reason = university.refusal(replace(RELEASE, until=date(2022, 10, 31)))
    assert reason.values == {"until": "2022-10-31", "since": "2022-11-01"}


def test_nobody_is_released_from_what_is_not_borne(university: Any) -> None:
    reason = university.refusal(RELEASE)
    assert reason.refusal.code == "responsibilities.not_borne"
    assert reason.values["name"] == "教工第一党支部"


@pytest.mark.rule("S1-19")
def test_post_without_a_holder_in_the_roster_is_assigned_once_it_is_taken(hunan: Any) -> None:
    hunan.answer()
    assert hunan.folded(UnitResponsibility) == {}
    unit = next(iter(hunan.folded(Organisation)))[0]
    hunan.given(PersonRegistered(person="p-guide", name="示例"))
    post = {"post": "村(社区)指导员", "since": hunan.today}
    hunan.do(TakePost(person="p-guide", organisation=unit, **post))
    hunan.answer()
    row = hunan.folded(UnitResponsibility)[unit, FIRST]
    assert row.bearers[0].person == "p-guide"


def test_two_assignments_of_one_unit_make_a_conflict(
    university: Any, boundary: Any, selected: Any
) -> None:
    [taken] = university.do(ASSIGN)
    assert selected(boundary(replace(ASSIGN, person="p-jiaogong-2")), taken)
    assert not selected(boundary(replace(ASSIGN, organisation="jiaogong-2")), taken)


def test_branch_assigns_nobody(university: Any) -> None:
    assert university.code_of(ASSIGN, "branch:jiaogong-1") == "commands.forbidden"
