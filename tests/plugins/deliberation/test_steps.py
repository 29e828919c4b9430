"""Each step in its order, by enough who were there, carried by enough of them (S0-23)."""

from datetime import timedelta
from typing import Any

import pytest

from taizhang_plugins.deliberation.compliance import ComplianceList
from taizhang_plugins.deliberation.events import StepTaken, VoteLost
from taizhang_plugins.deliberation.opening import OpenMatter, WithdrawMatter
from taizhang_plugins.deliberation.rows import Matter
from taizhang_plugins.deliberation.step_rows import MatterStep

pytestmark = pytest.mark.rule("S0-23")
OF: dict[str, Any] = {"matter": "m-1", "organisation": "jingui"}
CLAUSE = "落实“四议两公开”等民主管理制度"
CHOICE = (
    "本单位的选择：文件只写“四议两公开”，未写步骤、机构、到会人数、通过票数和期限，"
    "演示选择这六步和这些数"
)
LAW = "《中华人民共和国村民委员会组织法》（2010-10-28 修订）"


def row(story: Any) -> Any:
    return story.town.folded(Matter)["m-1",]


def test_a_matter_begins_with_the_steps_of_its_way(story: Any) -> None:
    [opened] = story.open()
    assert [step.act for step in opened.steps] == [
        "discuss",
        "discuss",
        "discuss",
        "resolve",
        "disclose_resolution",
        "disclose_outcome",
    ]
    assert (opened.villagers, opened.provisional) == (True, False)
    assert row(story).next_step == "党支部提议"


def test_a_matter_goes_the_whole_way(opened: Any) -> None:
    opened.through("公开实施结果")
    found = row(opened)
    assert (found.state, found.next_step, found.provisional) == ("finished", None, False)
    assert found.done == found.steps
    steps = opened.town.folded(MatterStep)
    assert len(steps) == 6
    resolved = next(step for step in steps.values() if step.act == "resolve")
    assert (resolved.body, resolved.whole, resolved.present) == ("村民代表大会", 45, 36)
    assert (resolved.votes_for, resolved.carried) == (30, True)


@pytest.mark.parametrize("step", ["“两委”商议", "党员大会审议", "村民决议"])
def test_a_step_before_its_turn_is_refused(opened: Any, step: str) -> None:
    reason = opened.refused(opened.sitting(step))
    assert reason.refusal.code == "deliberation.out_of_order"
    assert (reason.values["expected"], reason.values["step"]) == ("党支部提议", step)
    assert reason.clause == CHOICE


def test_disclosure_before_the_resolution_is_refused(opened: Any) -> None:
    reason = opened.refused(opened.disclosure())
    assert reason.refusal.code == "deliberation.out_of_order"
    assert reason.values["expected"] == "党支部提议"


def test_a_step_is_taken_once(opened: Any) -> None:
    opened.through("党支部提议")
    reason = opened.refused(opened.sitting("党支部提议"))
    assert (reason.refusal.code, reason.refusal.status) == ("deliberation.already_done", 409)


def test_what_is_resolved_is_not_resolved_again(resolved: Any) -> None:
    on = resolved.town.today.isoformat()
    reason = resolved.refused(resolved.sitting("村民决议"))
    assert (reason.refusal.code, reason.refusal.status) == ("deliberation.already_resolved", 409)
    assert reason.values["on"] == on
    assert reason.clause == CHOICE


def test_a_step_is_not_dated_before_the_one_before_it(opened: Any) -> None:
    opened.through("党支部提议")
    last = opened.town.today
    opened.later()
    yesterday = last - timedelta(days=1)
    [reason] = opened.town.reasons(opened.sitting("“两委”商议"), on=yesterday)
    assert reason.refusal.code == "deliberation.earlier_than_last"
    assert reason.values["last"] == last.isoformat()


def test_attendance_is_refused_with_both_numbers_and_the_clause(opened: Any) -> None:
    opened.through("“两委”商议")
    opened.later()
    ask = opened.sitting("党员大会审议", whole=30, due=27, present=17, votes_for=15, abstain=2)
    [reason] = opened.town.reasons(ask)
    assert reason.refusal.code == "deliberation.attendance_missed"
    values = reason.values
    assert (values["base"], values["of"], values["present"], values["needed"]) == (
        "应到",
        27,
        17,
        18,
    )
    assert reason.clause == CHOICE
    assert "应到 27 人，实到 17 人，须不少于应到的 2/3（至少 18 人）" in reason.sentence()


@pytest.mark.parametrize(("base", "heads"), [("全体", 30), ("应到", 27), ("实到", 20)])
def test_the_majority_is_taken_of_its_stated_base(opened: Any, base: str, heads: int) -> None:
    def change(section: Any) -> None:
        body = section["ways"][0]["steps"][2]["bodies"][0]
        body["majority"] = {"share": "1/2", "base": base, "strict": True}

    opened.adopt(change)
    opened.through("“两委”商议")
    opened.later()
    ask = {"whole": 30, "due": 27, "present": 20}
    least = heads // 2 + 1
    short = opened.sitting("党员大会审议", **ask, votes_for=least - 1, abstain=0)
    [reason] = opened.town.reasons(short)
    assert reason.refusal.code == "deliberation.majority_missed"
    assert (reason.values["base"], reason.values["of"]) == (base, heads)
    assert reason.values["needed"] == least
    assert reason.clause == CHOICE
    assert opened.town.do(opened.sitting("党员大会审议", **ask, votes_for=least, abstain=0))


@pytest.mark.parametrize(("strict", "needed"), [(True, 16), (False, 15)])
def test_exactly_half_is_enough_unless_more_is_asked(
    opened: Any, strict: bool, needed: int
) -> None:
    def change(section: Any) -> None:
        body = section["ways"][0]["steps"][2]["bodies"][0]
        body["majority"] = {"share": "1/2", "base": "全体", "strict": strict}

    opened.adopt(change)
    opened.through("“两委”商议")
    opened.later()
    short = opened.sitting("党员大会审议", votes_for=needed - 1, abstain=0)
    assert opened.refused(short).values["needed"] == needed
    assert opened.town.do(opened.sitting("党员大会审议", votes_for=needed, abstain=0))


def test_the_law_is_judged_beside_the_tenants_own_number(opened: Any) -> None:
    def change(section: Any) -> None:
        section["ways"][0]["steps"][3]["bodies"][0].pop("attendance")

    opened.adopt(change)
    opened.through("党员大会审议")
    opened.later()
    reason = opened.refused(opened.sitting("村民决议", present=29, votes_for=29))
    assert reason.refusal.code == "deliberation.attendance_missed"
    assert (reason.values["of"], reason.values["needed"]) == (45, 30)
    assert reason.clause is not None
    assert reason.clause.startswith(f"{LAW}第二十六条：村民代表会议有三分之二以上的组成人员参加")


def test_what_is_wrong_is_told_at_once(opened: Any) -> None:
    opened.through("“两委”商议")
    opened.later()
    late = opened.town.today - timedelta(days=2)
    ask = opened.sitting("党员大会审议", present=10, votes_for=10, abstain=0, notice_on=late)
    assert {reason.refusal.code for reason in opened.town.reasons(ask)} == {
        "deliberation.attendance_missed",
        "deliberation.notice_short",
        "deliberation.majority_missed",
    }


def test_notice_is_counted_to_the_day_of_the_sitting(opened: Any) -> None:
    opened.through("“两委”商议")
    opened.later()
    today = opened.town.today
    short = opened.sitting("党员大会审议", notice_on=today - timedelta(days=2))
    [reason] = opened.town.reasons(short)
    assert reason.refusal.code == "deliberation.notice_short"
    assert (reason.values["given"], reason.values["needed"]) == (2, 3)
    assert reason.clause == CHOICE
    assert opened.town.do(opened.sitting("党员大会审议", notice_on=today - timedelta(days=3)))


def test_notice_that_was_not_entered_was_not_given(opened: Any) -> None:
    opened.through("“两委”商议")
    opened.later()
    reason = opened.refused(opened.sitting("党员大会审议", notice_on=None))
    assert reason.values["notice_on"] == "（未登记）"


def test_the_laws_ten_days_of_notice_for_an_assembly(opened: Any) -> None:
    def change(section: Any) -> None:
        section["ways"][0]["steps"][3]["bodies"][1].pop("notice_days")

    opened.adopt(change)
    opened.through("党员大会审议")
    opened.later()
    nine = opened.town.today - timedelta(days=9)
    assembly = {"body": "村民会议", "whole": 800, "present": 401, "votes_for": 201}
    reason = opened.refused(opened.sitting("村民决议", **assembly, notice_on=nine))
    assert (reason.values["given"], reason.values["needed"]) == (9, 10)
    assert reason.clause == f"{LAW}第二十一条：召集村民会议，应当提前十天通知村民。"
    assert opened.town.do(opened.sitting("村民决议", **assembly))


@pytest.mark.parametrize(
    "heads",
    [
        {"whole": 5, "present": 6, "votes_for": 5},
        {"whole": 9, "due": 5, "present": 6, "votes_for": 5},
        {"whole": 5, "due": 6, "present": 5, "votes_for": 5},
        {"whole": 5, "present": 5, "votes_for": 4, "against": 1, "abstain": 1},
    ],
)
def test_heads_that_cannot_be_are_refused(opened: Any, heads: dict[str, int]) -> None:
    reason = opened.refused(opened.sitting("党支部提议", **heads))
    assert reason.refusal.code == "deliberation.miscounted"


def test_a_lost_vote_is_kept_and_the_matter_is_proposed_anew(opened: Any) -> None:
    opened.through("党员大会审议")
    opened.later()
    lost = opened.sitting("村民决议", votes_for=18, against=18, carried=False)
    [event] = opened.town.do(lost)
    assert isinstance(event, VoteLost)
    found = row(opened)
    assert (found.state, found.done, found.attempt) == ("lost", [], 2)
    assert found.next_step == "党支部提议"
    opened.through("村民决议")
    assert row(opened).state == "resolved"
    kept = [e for e in opened.town.history if isinstance(e, VoteLost | StepTaken)]
    assert [type(e) for e in kept].count(VoteLost) == 1


def test_a_vote_that_is_carried_is_not_entered_as_lost(opened: Any) -> None:
    opened.through("党员大会审议")
    opened.later()
    reason = opened.refused(opened.sitting("村民决议", carried=False))
    assert reason.refusal.code == "deliberation.carried_after_all"
    assert reason.clause == CHOICE


def test_a_vote_of_too_few_is_no_vote_even_if_it_was_lost(opened: Any) -> None:
    opened.through("党员大会审议")
    opened.later()
    few = opened.sitting("村民决议", present=20, votes_for=2, carried=False)
    assert opened.refused(few).refusal.code == "deliberation.attendance_missed"


def test_a_body_that_the_step_does_not_have_is_refused(opened: Any) -> None:
    opened.through("党员大会审议")
    opened.later()
    for body, told in (("村民理事会", "村民理事会"), (None, "（未写）")):
        reason = opened.refused(opened.sitting("村民决议", body=body))
        assert reason.refusal.code == "deliberation.unknown_body"
        assert (reason.values["body"], reason.values["bodies"]) == (told, "村民代表大会、村民会议")


def test_an_unknown_step_and_kind_are_refused_with_what_there_is(opened: Any) -> None:
    reason = opened.refused(opened.sitting("五议", whole=1, present=1, votes_for=1))
    assert reason.refusal.code == "deliberation.unknown_step"
    assert reason.values["steps"].startswith("党支部提议、“两委”商议")
    ask = OpenMatter(matter="m-2", organisation="jingui", title="其他", kind="没有")
    reason = opened.refused(ask)
    assert reason.values["kinds"] == "公益事业、日常村务"
    assert reason.clause


def test_a_sitting_is_no_disclosure_and_a_disclosure_no_sitting(resolved: Any) -> None:
    resolved.later()
    reason = resolved.refused(resolved.sitting("公开决议", whole=1, present=1, votes_for=1))
    assert reason.refusal.code == "deliberation.not_a_sitting"
    other = resolved.town
    assert other.code_of(resolved.disclosure("村民决议")) == "deliberation.already_resolved"


def test_a_sitting_is_not_entered_as_a_disclosure(opened: Any) -> None:
    reason = opened.refused(opened.disclosure("党支部提议"))
    assert reason.refusal.code == "deliberation.not_a_disclosure"


def test_a_matter_is_opened_once_and_by_its_own_village(opened: Any) -> None:
    ask = OpenMatter(matter="m-1", organisation="jingui", title="再来", kind="公益事业")
    assert opened.refused(ask).refusal.code == "deliberation.taken"
    other = OpenMatter(matter="m-3", organisation="changpu", title="x", kind="公益事业")
    assert opened.refused(other, "village:jingui").refusal.code == "domain.unknown"
    theirs = OpenMatter(matter="m-3", organisation="shiqiao", title="x", kind="公益事业")
    reason = opened.refused(theirs, "village:jingui")
    assert (reason.refusal.code, reason.values["name"]) == ("commands.not_your_unit", "石桥村")


def test_an_identifier_is_used_once_in_all_villages(opened: Any) -> None:
    ask = OpenMatter(matter="m-1", organisation="shiqiao", title="别村的事", kind="公益事业")
    assert opened.refused(ask).refusal.code == "deliberation.taken"


def test_withdrawn_before_it_is_resolved_and_not_after(opened: Any) -> None:
    gone = WithdrawMatter(**OF, reason="条件不成熟")
    fresh = opened.town.copy()
    fresh.do(gone)
    assert fresh.folded(Matter)["m-1",].state == "withdrawn"
    assert fresh.code_of(opened.sitting("党支部提议")) == "deliberation.over"
    opened.through("村民决议")
    reason = opened.refused(gone)
    assert (reason.refusal.code, reason.values["state"]) == ("deliberation.over", "已决议")


def test_rules_without_the_step_ask_for_a_matter_anew(opened: Any) -> None:
    def change(section: Any) -> None:
        section["ways"][0]["steps"][0]["name"] = "党组织提议"

    opened.adopt(change)
    reason = opened.refused(opened.sitting("党支部提议"))
    assert reason.refusal.code == "deliberation.way_changed"
    assert reason.clause == CHOICE


def test_evidence_was_stored_for_the_village(opened: Any) -> None:
    ask = opened.sitting("党支部提议", evidence="a" * 64)
    assert opened.refused(ask).refusal.code == "deliberation.evidence_unknown"


def test_the_villages_list_says_where_its_matters_are(opened: Any) -> None:
    def listed() -> Any:
        return opened.town.folded(ComplianceList)["jingui",]

    assert (listed().under_way, listed().undisclosed) == (["m-1"], [])
    opened.through("党员大会审议")
    opened.town.do(opened.sitting("村民决议", votes_for=18, against=18, carried=False))
    assert (listed().lost, listed().under_way) == (1, ["m-1"])
    opened.through("村民决议")
    assert (listed().under_way, listed().undisclosed) == ([], ["m-1"])
    opened.town.do(opened.disclosure())
    assert (listed().undisclosed, listed().disclosed, listed().finished) == ([], 1, 0)
    opened.later(8)
    opened.town.do(opened.end())
    opened.town.do(opened.disclosure("公开实施结果"))
    assert (listed().disclosed, listed().finished) == (0, 1)
    opened.open(matter="m-2")
    gone = WithdrawMatter(matter="m-2", organisation="jingui", reason="不办了")
    opened.town.do(gone)
    assert (listed().under_way, listed().withdrawn) == ([], 1)
