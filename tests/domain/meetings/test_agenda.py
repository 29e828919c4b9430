"""Debrief, comment and ballot follow each other as the tenant's document says."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.domain.meetings.agenda import out_of_order
from taizhang.domain.meetings.comments import GiveComment
from taizhang.domain.meetings.debriefs import HoldDebrief
from taizhang.domain.meetings.events import CommentGiven, DebriefHeld
from taizhang.domain.meetings.rules import Agenda, Step

STEPS: list[Step] = ["debrief", "comment", "ballot"]
ORDERS = [list(order) for n in (0, 1, 2, 3) for order in permutations(STEPS, n)]
DEBRIEF = HoldDebrief(meeting="m", organisation="jingui")
COMMENT = GiveComment(
    meeting="m", organisation="jingui", praised="好", problems="少", direction="多"
)
HELD = DebriefHeld(meeting="m", cycle="c", organisation="jingui")
COMMENTED = CommentGiven(
    meeting="m", cycle="c", organisation="jingui", praised="好", problems="少", direction="多"
)
VILLAGE = "村级测评大会"


@pytest.fixture
def strict(town: Any) -> Any:
    """The order of 三堂街镇, made hard."""
    return town.amend("meetings.agenda", hardness="hard")


@pytest.mark.rule("S0-10")
def test_ballot_before_the_comment_is_refused_with_the_clause(
    strict: Any, opening: Any, sealed_slips: Any, here: Any
) -> None:
    strict.given(sealed_slips, HELD, *(here(n) for n in range(80)))
    reasons = strict.reasons(opening)
    assert [reason.refusal.code for reason in reasons] == ["meetings.out_of_order"] * 2
    assert {r.values["organisation"]: r.values["wrong"] for r in reasons} == {
        "jingui": "尚未点评，不应评议",
        "shiqiao": "尚未述职、尚未点评，不应评议",
    }
    assert reasons[0].values["order"] == "述职→点评→评议"
    assert "逐一进行点评" in reasons[0].clause


@pytest.mark.rule("S0-10")
def test_soft_order_opens_the_box_with_a_warning(
    town: Any, opening: Any, sealed_slips: Any, here: Any
) -> None:
    town.given(sealed_slips, *(here(n) for n in range(80)))
    assert {w.refusal.code for w in town.warnings(opening)} == {"meetings.out_of_order"}
    assert town.do(opening)


@pytest.mark.rule("S0-10")
def test_units_in_order_open_the_box_without_a_word(
    strict: Any, opening: Any, sealed_slips: Any, here: Any
) -> None:
    strict.given(sealed_slips, *(here(n) for n in range(80)))
    for event in (HELD, COMMENTED):
        strict.given(event, type(event)(**(_fields(event) | {"organisation": "shiqiao"})))
    assert strict.warnings(opening) == []


@pytest.mark.rule("S0-10")
def test_comment_after_the_ballot_is_refused(strict: Any, opened_box: Any) -> None:
    strict.given(HELD, opened_box)
    reason = strict.refusal(COMMENT, "secretary")
    assert reason.values["wrong"] == "已经评议，不应点评"


def test_second_comment_has_no_turn_of_its_own(strict: Any, opened_box: Any) -> None:
    strict.given(HELD, COMMENTED, opened_box)
    assert strict.do(COMMENT, "secretary")


@pytest.mark.rule("S2-11")
def test_village_meeting_votes_before_it_comments(hunan: Any) -> None:
    hunan.assessing("jingui").meeting(VILLAGE).amend_kind(VILLAGE, "agenda", hardness="hard")
    reason = hunan.given(HELD).refusal(COMMENT, "secretary")
    assert (reason.refusal.rule, reason.values["wrong"]) == ("S2-11", "尚未评议，不应点评")
    assert reason.clause == "会议分为述职、测评、点评等程序"


@pytest.mark.rule("S2-11")
def test_village_meeting_comments_after_the_ballot(hunan: Any, opened_box: Any) -> None:
    hunan.assessing("jingui").meeting(VILLAGE).amend_kind(VILLAGE, "agenda", hardness="hard")
    hunan.given(HELD, opened_box)
    assert hunan.do(COMMENT, "secretary")


def test_debrief_after_the_ballot_is_warned_of(town: Any, opened_box: Any) -> None:
    town.given(opened_box)
    [warning] = town.warnings(DEBRIEF)
    assert warning.values["wrong"] == "已经评议，不应述职"


def test_ballot_on_others_says_nothing_of_a_unit(santangjie: Any, opened_box: Any) -> None:
    santangjie.assessing("liuxi").meeting().given(opened_box)
    assert santangjie.warnings(HoldDebrief(meeting="m", organisation="liuxi")) == []


@given(st.sampled_from(ORDERS), st.permutations(STEPS))
def test_only_the_stated_order_passes(order: list[Step], taken: list[Step]) -> None:
    agenda = Agenda(order=order or None, hardness="hard")
    fine = all(out_of_order(agenda, step, taken[:n]) is None for n, step in enumerate(taken))
    assert fine == ([step for step in taken if step in order] == order)


def _fields(event: Any) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__struct_fields__}
