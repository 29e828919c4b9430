"""A unit's secretary debriefs, or somebody named in their place, in the mode of the document."""

from datetime import date
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.meetings.debrief_rows import Debrief
from taizhang.domain.meetings.debriefs import HoldDebrief
from taizhang.domain.organisations.people_events import PostLeft, PostTaken

COMMAND = HoldDebrief(meeting="m", organisation="jingui")
POST = "村(社区)支部书记"


def taking(person: str, since: date, post: str = POST) -> PostTaken:
    return PostTaken(person=person, organisation="jingui", post=post, since=since)


@pytest.mark.rule("S0-01")
def test_secretary_debriefs_unless_somebody_is_named(town: Any) -> None:
    assert town.do(COMMAND)[0].debriefer == "p-jingui"


@pytest.mark.rule("S0-01")
def test_secretary_of_another_village_does_not_debrief(town: Any) -> None:
    reason = town.refusal(replace(COMMAND, debriefer="p-shiqiao"))
    assert (reason.refusal.code, reason.refusal.rule) == ("meetings.not_the_secretary", "S0-01")
    unit = {"organisation": "jingui", "name": "金桂村"}
    assert reason.values == {**unit, "person": "p-shiqiao", "posts": POST}
    assert reason.clause.startswith("村(社区)支部书记抓基层党建工作")


@pytest.mark.rule("S0-01")
def test_stand_in_is_named_with_a_reason(town: Any) -> None:
    command = replace(COMMAND, debriefer="p-shiqiao", stand_in_reason="书记病假")
    [held] = town.do(command)
    assert (held.debriefer, held.stand_in_reason) == ("p-shiqiao", "书记病假")
    row = town.folded(Debrief)["m", "jingui"]
    assert (row.debriefer, row.stand_in_reason) == ("p-shiqiao", "书记病假")


def test_stand_in_is_refused_where_the_tenant_allows_none(town: Any) -> None:
    note = {"stand_in": "演示选择须本人述职"}
    town.amend("meetings.debriefs", stand_in=False, choices=note)
    command = replace(COMMAND, debriefer="p-shiqiao", stand_in_reason="书记病假")
    reason = town.refusal(command)
    assert (reason.refusal.code, reason.clause) == (
        "meetings.no_stand_in",
        "本单位的选择：演示选择须本人述职",
    )


def test_stand_in_must_be_known(town: Any) -> None:
    command = replace(COMMAND, debriefer="p-9", stand_in_reason="书记病假")
    reason = town.refusal(command)
    assert (reason.refusal.code, reason.values) == ("domain.unknown", {"kind": "人员", "id": "p-9"})


def test_new_secretary_debriefs_after_a_handover(town: Any) -> None:
    town.given(taking("p-shiqiao", date(2015, 6, 1)))
    assert town.do(COMMAND)[0].debriefer == "p-shiqiao"


def test_secretary_of_tomorrow_does_not_debrief_today(town: Any) -> None:
    town.given(taking("p-shiqiao", date(2016, 1, 1)))
    assert town.do(COMMAND)[0].debriefer == "p-jingui"


def test_holder_of_another_post_does_not_debrief(town: Any) -> None:
    town.given(taking("p-shiqiao", date(2015, 6, 1), "村主任"))
    assert town.do(COMMAND)[0].debriefer == "p-jingui"


def test_unit_whose_secretary_left_must_say_who_debriefs(town: Any) -> None:
    town.given(
        PostLeft(
            person="p-jingui",
            organisation="jingui",
            post=POST,
            until=date(2015, 10, 31),
            reason="调任",
        )
    )
    reason = town.refusal(COMMAND)
    assert (reason.refusal.code, reason.values["count"]) == ("meetings.debriefer_unnamed", 0)


@pytest.mark.rule("S1-01")
def test_written_debrief_is_refused_where_it_must_be_spoken(university: Any) -> None:
    university.assessing("jiaogong-1").meeting()
    command = HoldDebrief(meeting="m", organisation="jiaogong-1", mode="written")
    reason = university.refusal(command)
    assert (reason.refusal.code, reason.refusal.rule) == ("meetings.debrief_mode", "S1-01")
    assert reason.values == {"allowed": "现场述职", "given": "书面述职"}
    assert reason.clause == "述职评议考核采用现场述职方式"


@pytest.mark.rule("S1-01")
def test_spoken_debrief_is_recorded_as_one(university: Any) -> None:
    university.assessing("jiaogong-1").meeting()
    assert university.do(HoldDebrief(meeting="m", organisation="jiaogong-1"))[0].mode == "in_person"


def test_any_mode_will_do_where_the_document_is_silent(hunan: Any) -> None:
    hunan.assessing("qingshan").meeting("村级测评大会")
    command = HoldDebrief(meeting="m", organisation="qingshan", mode="written")
    assert hunan.do(command)[0].mode == "written"


def test_tenant_without_posts_takes_whoever_is_named(town: Any) -> None:
    town.amend("meetings.debriefs", posts=None)
    assert town.do(COMMAND)[0].debriefer is None
