"""Two kinds of review meeting, the town's and the village's: each by its own provisions."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import RegisterSlips
from taizhang.domain.ballots.slips import slips_root
from taizhang.domain.meetings.attendance import CheckIn
from taizhang.domain.meetings.calling import CallMeeting
from taizhang.domain.meetings.comments import GiveComment
from taizhang.domain.meetings.concluding import ConcludeMeeting
from taizhang.domain.meetings.debriefs import HoldDebrief
from taizhang.domain.meetings.events import DebriefHeld, MeetingCalled, MinutesRecorded
from taizhang.domain.meetings.inviting import Invite, Invitee
from taizhang.domain.meetings.kinds import provisions_of
from taizhang.domain.meetings.paper import EnterSheet
from taizhang.domain.meetings.questions import AskQuestion
from taizhang.domain.meetings.roll import Attendee
from taizhang.domain.meetings.rows import Meeting
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.rules.in_force import read

TOWN, VILLAGE = "镇级测评会", "村级测评大会"
LEADER, MEMBER = "领导班子成员", "党员"
CLAUSES = {
    TOWN: "镇党委组织召开领导班子成员和部门站所负责人参加的民主测评会议",
    VILLAGE: "参加人员为村(社区)“两委”成员、驻村(社区)干部、驻村工作队员、"
    "全体党员、小组长和群众代表",
}
KNOWN = {
    TOWN: "领导班子成员、部门站所负责人",
    VILLAGE: "村(社区)“两委”成员、驻村(社区)干部、驻村工作队员、党员、小组长、群众代表",
}
CALL = CallMeeting(meeting="m2", cycle="c", kind=TOWN, place="镇政府礼堂")


@pytest.fixture
def at(hunan: Any) -> Callable[[str], Any]:
    """The Hunan town in a meeting of a kind."""
    return lambda kind: hunan.assessing("qingshan", "baihe").meeting(kind)


def check_in(category: str) -> CheckIn:
    return CheckIn(meeting="m", attendees=[Attendee(number="1", category=category)])


@pytest.mark.rule("S2-08")
@pytest.mark.parametrize("kind", [TOWN, VILLAGE])
def test_meeting_is_called_by_the_name_of_its_kind(hunan: Any, kind: str) -> None:
    assert hunan.assessing("qingshan").do(replace(CALL, kind=kind))[0].kind == kind
    assert hunan.folded(Meeting)["m2",].kind == kind


@pytest.mark.rule("S2-08")
def test_kind_that_the_document_does_not_have_is_refused_with_those_it_has(hunan: Any) -> None:
    hunan.assessing("qingshan")
    reason = hunan.refusal(replace(CALL, kind="review"))
    assert (reason.refusal.code, reason.refusal.rule) == ("meetings.unknown_kind", "S2-08")
    known = "镇级测评会、村级测评大会、committee（党委会议）"
    assert reason.values == {"kind": "review", "known": known, "hint": ""}
    assert "参加的民主测评会议" in reason.clause
    assert "组织村(社区)召开测评大会" in reason.clause


def test_name_that_is_nearly_a_kind_is_guessed(hunan: Any) -> None:
    hunan.assessing("qingshan")
    reason = hunan.refusal(replace(CALL, kind="村级测评会"))
    assert "是否指“村级测评大会”？" in reason.sentence()


def test_committee_meets_where_there_are_several_kinds(hunan: Any) -> None:
    assert hunan.assessing("qingshan").do(replace(CALL, kind="committee"))


def test_tenant_of_one_kind_calls_it_review(santangjie: Any) -> None:
    reason = santangjie.assessing("jingui").refusal(CALL)
    known = "review（述职评议会）、committee（党委会议）"
    assert (reason.values["known"], reason.clause) == (known, None)


@pytest.mark.rule("S2-08")
@pytest.mark.rule("S2-11")
@pytest.mark.parametrize(
    ("kind", "own", "other"), [(TOWN, LEADER, MEMBER), (VILLAGE, MEMBER, LEADER)]
)
def test_category_of_one_kind_is_refused_in_the_other(
    at: Any, kind: str, own: str, other: str
) -> None:
    town = at(kind)
    assert town.do(check_in(own))
    reason = town.refusal(check_in(other))
    assert reason.refusal.code == "meetings.unknown_category"
    assert (reason.values["category"], reason.values["allowed"]) == (other, KNOWN[kind])
    assert reason.clause == CLAUSES[kind]


@pytest.mark.rule("S2-08")
def test_invitation_a_list_on_paper_and_a_question_take_the_same_categories(at: Any) -> None:
    town = at(TOWN).given(DebriefHeld(meeting="m", cycle="c", organisation="qingshan"))
    invite = Invite(meeting="m", invitees=[Invitee(number="1", category=MEMBER)])
    sheet = EnterSheet(meeting="m", sheet="s", attendees=check_in(MEMBER).attendees)
    question = AskQuestion(
        meeting="m", organisation="qingshan", question="q", text="如何整改？", category=MEMBER
    )
    refused = [town.refusal(invite), town.refusal(sheet, on=town.today), town.refusal(question)]
    assert [each.refusal.code for each in refused] == ["meetings.unknown_category"] * 3
    assert {each.clause for each in refused} == {CLAUSES[TOWN]}


@pytest.mark.rule("S2-08")
@pytest.mark.parametrize(("category", "piled"), [(LEADER, True), (MEMBER, False)])
def test_slips_are_piled_by_the_categories_of_the_kind(at: Any, category: str, piled: bool) -> None:
    hashes = desk.make_slips("b", "m", 2).command.hashes
    command = RegisterSlips(
        box="b", meeting="m", hashes=hashes, root=slips_root(hashes), piles={category: hashes}
    )
    if piled:
        assert at(TOWN).do(command)
        return
    reason = at(TOWN).refusal(command)
    assert (reason.refusal.code, reason.clause) == ("ballots.foreign_pile", CLAUSES[TOWN])
    assert reason.values["known"] == KNOWN[TOWN]


@pytest.mark.rule("S2-08")
def test_town_states_no_order_so_that_nothing_is_out_of_turn(at: Any, opened_box: Any) -> None:
    command = GiveComment(
        meeting="m", organisation="qingshan", praised="好", problems="少", direction="多"
    )
    held = DebriefHeld(meeting="m", cycle="c", organisation="qingshan")
    town, village = at(TOWN).copy(), at(VILLAGE)
    assert town.given(held).warnings(command, "secretary") == []
    [warning] = village.given(held).warnings(command, "secretary")
    assert (warning.refusal.code, warning.clause) == (
        "meetings.out_of_order",
        "会议分为述职、测评、点评等程序",
    )


@pytest.mark.rule("S2-08")
@pytest.mark.rule("S2-11")
@pytest.mark.parametrize(
    ("kind", "clause"),
    [
        (TOWN, "对所辖村(社区)“两委”班子及党组织书记、主任进行综合测评(附件2、附件3)"),
        (VILLAGE, "会议分为述职、测评、点评等程序"),
    ],
)
def test_duty_to_vote_is_quoted_from_the_kinds_own_clause(at: Any, kind: str, clause: str) -> None:
    town = at(kind).given(DebriefHeld(meeting="m", cycle="c", organisation="qingshan"))
    reason = town.refusal(ConcludeMeeting(meeting="m"))
    assert (reason.refusal.code, reason.clause) == ("meetings.not_voted_on", clause)


@pytest.mark.rule("S2-08")
@pytest.mark.parametrize(
    ("kind", "clause"),
    [
        (TOWN, "结合村(社区)党组织书记党建述职一并进行"),
        (VILLAGE, "本单位的选择：文件未写村级测评大会由谁述职，演示选择由党组织书记述职"),
    ],
)
def test_who_debriefs_rests_on_the_kinds_own_words(at: Any, kind: str, clause: str) -> None:
    command = HoldDebrief(meeting="m", organisation="qingshan", debriefer="p-baihe")
    reason = at(kind).refusal(command)
    assert (reason.refusal.code, reason.clause) == ("meetings.not_the_secretary", clause)


def test_committee_ends_by_its_own_provisions(at: Any) -> None:
    town = at("committee")
    assert town.code_of(ConcludeMeeting(meeting="m")) == "meetings.minutes_missing"
    town.given(MinutesRecorded(meeting="m", cycle="c", text="略", taken_by="clerk"))
    assert town.do(ConcludeMeeting(meeting="m"))


def test_nothing_of_a_review_happens_in_the_committee(at: Any) -> None:
    question = AskQuestion(
        meeting="m", organisation="qingshan", question="q", text="如何整改？", category=MEMBER
    )
    reason = at("committee").refusal(question)
    assert reason.refusal.code == "meetings.unknown_kind"
    assert reason.values["known"] == "镇级测评会、村级测评大会"


@pytest.mark.parametrize(("other", "warned"), [(TOWN, True), (VILLAGE, False)])
def test_meetings_of_one_kind_are_gathered_and_not_those_of_another(
    at: Any, other: str, warned: bool
) -> None:
    town = at(other).amend_kind(TOWN, "gathering", one_meeting=True, clause="集中召开", choices={})
    assert [w.clause for w in town.warnings(CALL)] == ["集中召开"] * warned


def test_kind_takes_what_it_does_not_state_from_all(files: Any) -> None:
    rules = read(MeetingRules, files["hunan-town"].rules["meetings"])
    town = provisions_of(rules, TOWN)
    assert (town.attendance.minimum, town.attendance_share) == (None, rules.attendance_share)
    assert provisions_of(rules, VILLAGE).attendance.minimum == 40


def test_tenant_of_one_kind_has_its_provisions_for_all(files: Any) -> None:
    rules = read(MeetingRules, files["santangjie"].rules["meetings"])
    assert provisions_of(rules, "review") is rules


def test_posts_that_debrief_are_those_of_every_kind(files: Any) -> None:
    rules = read(MeetingRules, files["hunan-town"].rules["meetings"])
    assert rules.debriefing_posts == ["村(社区)党组织书记"]


def test_meeting_of_a_kind_that_was_dropped_is_called_off_and_not_held(hunan: Any) -> None:
    hunan.assessing("qingshan").given(MeetingCalled(meeting="m", cycle="c", kind="旧", place="-"))
    assert hunan.code_of(check_in(MEMBER)) == "meetings.unknown_kind"
