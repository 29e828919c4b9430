"""The committee's secretary comments on each debrief, on three points."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.meetings.comments import GiveComment
from taizhang.domain.meetings.debrief_rows import Comment
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.results.rows import Assessment

COMMAND = GiveComment(
    meeting="m",
    organisation="jingui",
    praised="结对帮扶扎实",
    problems="活动场所陈旧",
    direction="落实专项经费",
)


@pytest.fixture
def debriefed(town: Any) -> Any:
    return town.given(DebriefHeld(meeting="m", cycle="c", organisation="jingui"))


@pytest.mark.rule("S0-10")
def test_comment_on_three_points_is_recorded(debriefed: Any) -> None:
    assert debriefed.do(COMMAND, "secretary") == [
        CommentGiven(
            meeting="m",
            cycle="c",
            organisation="jingui",
            praised="结对帮扶扎实",
            problems="活动场所陈旧",
            direction="落实专项经费",
        )
    ]


@pytest.mark.rule("S0-10")
@pytest.mark.parametrize(
    ("field", "point"),
    [("praised", "经验做法"), ("problems", "突出问题"), ("direction", "努力方向")],
)
@pytest.mark.parametrize("text", ["", " \n\u3000"])
def test_point_left_out_is_refused_with_the_clause(
    debriefed: Any, field: str, point: str, text: str
) -> None:
    [reason] = debriefed.reasons(replace(COMMAND, **{field: text}), "secretary")
    assert reason.refusal.code == "meetings.comment_point_missing"
    assert reason.refusal.rule == "S0-10"
    assert reason.values == {"organisation": "jingui", "name": "金桂村", "point": point}
    assert "逐一进行点评,重点指出值得肯定的经验做法" in reason.clause


@pytest.mark.rule("S0-10")
def test_all_points_left_out_are_told_at_once(debriefed: Any) -> None:
    empty = replace(COMMAND, praised="", problems="", direction="")
    points = [reason.values["point"] for reason in debriefed.reasons(empty, "secretary")]
    assert points == ["经验做法", "突出问题", "努力方向"]


@pytest.mark.rule("S0-10")
def test_comment_follows_the_debrief(town: Any) -> None:
    reason = town.refusal(COMMAND, "secretary")
    assert reason.refusal.code == "domain.wrong_state"
    assert (reason.values["state"], reason.values["needed"]) == ("未述职", "已述职")


def test_debrief_at_another_meeting_is_not_commented_on_here(town: Any) -> None:
    town.meeting(meeting="m2").given(DebriefHeld(meeting="m2", cycle="c", organisation="jingui"))
    assert town.code_of(COMMAND, "secretary") == "domain.wrong_state"


@pytest.mark.rule("S0-10")
def test_only_the_committees_secretary_comments(debriefed: Any) -> None:
    reason = debriefed.refusal(COMMAND, "clerk")
    assert (reason.refusal.code, reason.refusal.status) == ("commands.forbidden", 403)


def test_unit_that_is_not_assessed_is_refused(debriefed: Any) -> None:
    reason = debriefed.refusal(replace(COMMAND, organisation="liuxi"), "secretary")
    assert (reason.refusal.code, reason.values["name"]) == ("domain.not_assessed", "柳溪村")


def test_comment_is_shown_and_the_board_ticks_it_off(debriefed: Any) -> None:
    debriefed.do(COMMAND, "secretary")
    assert debriefed.folded(Comment)["m", "jingui"].problems == "活动场所陈旧"
    assert debriefed.folded(Assessment)["c", "jingui"].commented


def test_second_comment_replaces_the_first_where_it_is_shown(debriefed: Any) -> None:
    debriefed.do(COMMAND, "secretary")
    debriefed.do(replace(COMMAND, direction="先修场所"), "secretary")
    assert debriefed.folded(Comment)["m", "jingui"].direction == "先修场所"
