"""Each step is judged by the law in force on its own day; what is not verified is provisional."""

from datetime import date, timedelta
from typing import Any

import pytest

from taizhang_plugins.deliberation.compliance import ComplianceList
from taizhang_plugins.deliberation.opening import OpenMatter
from taizhang_plugins.deliberation.rows import Matter
from taizhang_plugins.deliberation.step_rows import MatterStep

pytestmark = pytest.mark.rule("S0-23")
AMENDED = "（2025-10-28 修正，2026-01-01 起施行，文本未核实，暂算）"


@pytest.fixture
def old_and_new(story: Any) -> Any:
    """Begun in 2025; the branch's congress has met on 30 December."""
    story.move_to(date(2025, 12, 20))
    story.open()
    story.move_to(date(2025, 12, 27))
    story.through("党员大会审议")
    return story


def steps(story: Any) -> dict[str, Any]:
    return {row.step: row for row in story.town.folded(MatterStep).values()}


def test_a_matter_begun_in_2025_is_judged_step_by_step(old_and_new: Any) -> None:
    story = old_and_new
    assert not story.town.folded(Matter)["m-1",].provisional
    story.move_to(date(2026, 1, 8))
    story.town.do(story.sitting("村民决议"))
    taken = steps(story)
    assert [taken[name].provisional for name in taken] == [False, False, False, True]
    assert taken["村民决议"].held_on == date(2026, 1, 8)
    assert any("2026-01-01 起施行" in text for text in taken["村民决议"].texts)
    assert story.town.folded(Matter)["m-1",].provisional
    assert story.town.folded(ComplianceList)["jingui",].provisional


def test_whoever_enters_it_is_told_what_is_not_verified(old_and_new: Any) -> None:
    story = old_and_new
    assert story.town.warnings(story.sitting("村民决议")) == []
    story.move_to(date(2026, 1, 8))
    [warning] = story.town.warnings(story.sitting("村民决议"))
    assert warning.refusal.code == "deliberation.provisional"
    assert warning.values["texts"] == (
        "《中华人民共和国村民委员会组织法》（2025-10-28 修正，2026-01-01 起施行）"
    )
    story.town.do(story.sitting("村民决议"))
    codes = [each.refusal.code for each in story.town.warnings(story.disclosure())]
    assert codes == ["deliberation.provisional"]


def test_resolved_on_the_last_day_of_2025_it_is_judged_by_the_verified_text(
    old_and_new: Any,
) -> None:
    story = old_and_new
    story.move_to(date(2025, 12, 31))
    [taken] = story.town.do(story.sitting("村民决议"))
    assert not taken.provisional
    assert "《中华人民共和国村民委员会组织法》（2018-12-29 修正）" in taken.texts


def test_an_act_that_rests_on_no_text_in_doubt_is_not_provisional(story: Any) -> None:
    story.move_to(date(2026, 3, 1))
    story.open("日常村务")
    story.later()
    [taken] = story.town.do(story.sitting("党支部提议"))
    assert not taken.provisional
    assert not story.town.folded(Matter)["m-1",].provisional


def test_opening_what_the_new_list_may_hold_is_provisional(story: Any) -> None:
    story.move_to(date(2026, 3, 1))
    ask = OpenMatter(matter="m-1", organisation="jingui", title="修渠", kind="公益事业")
    [warning] = story.town.warnings(ask)
    assert (warning.values["title"], warning.values["step"]) == ("修渠", "登记")
    [opened] = story.open()
    assert opened.provisional


def test_the_new_laws_fifteen_days_count_from_2026_on(old_and_new: Any) -> None:
    story = old_and_new
    story.move_to(date(2026, 1, 8))
    story.town.do(story.sitting("村民决议"))
    story.later()
    [shown] = story.town.do(story.disclosure())
    assert shown.until == date(2026, 1, 24)
    assert shown.provisional
    story.move_to(date(2026, 1, 24))
    reason = story.refused(story.end())
    assert reason.refusal.code == "deliberation.disclosure_short"
    assert reason.clause is not None
    assert reason.clause.startswith(f"《中华人民共和国村民委员会组织法》{AMENDED}第三十五条")
    assert "不得少于十五日" in reason.clause


def test_the_tenants_longer_days_stand_beside_the_laws(old_and_new: Any) -> None:
    story = old_and_new

    def change(section: Any) -> None:
        for step in section["ways"][0]["steps"][4:]:
            step["disclosure_days"] = 20

    story.adopt(change)
    story.move_to(date(2026, 1, 8))
    story.town.do(story.sitting("村民决议"))
    [shown] = story.town.do(story.disclosure())
    assert shown.until == date(2026, 1, 28)


def test_before_2018_the_regulations_on_branches_ask_nothing(opened: Any) -> None:
    def change(section: Any) -> None:
        section["ways"][0]["steps"][2]["bodies"][0] = {"name": "党员大会", "law": "congress"}

    opened.adopt(change)
    opened.through("“两委”商议")
    opened.later()
    assert opened.town.do(opened.sitting("党员大会审议", present=3, votes_for=1, abstain=0))


@pytest.mark.parametrize(
    ("present", "votes", "code"),
    [(14, 14, "attendance_missed"), (15, 15, "majority_missed"), (20, 15, "majority_missed")],
)
def test_from_2018_on_the_congress_needs_half_and_more_than_half_of_all_due(
    story: Any, present: int, votes: int, code: str
) -> None:
    def change(section: Any) -> None:
        section["ways"][0]["steps"][2]["bodies"][0] = {"name": "党员大会", "law": "congress"}

    story.adopt(change)
    story.move_to(date(2019, 3, 1))
    story.open()
    story.through("“两委”商议")
    story.later()
    reason = story.refused(
        story.sitting("党员大会审议", present=present, votes_for=votes, abstain=0)
    )
    assert reason.refusal.code == f"deliberation.{code}"
    assert "《中国共产党支部工作条例（试行）》" in (reason.clause or "")
    assert "第十一条" in (reason.clause or "")
    enough = story.sitting("党员大会审议", present=16, votes_for=16, abstain=0)
    assert story.town.do(enough)


def test_the_congress_is_not_passed_over(story: Any) -> None:
    def change(section: Any) -> None:
        section["ways"][0]["steps"][2]["bodies"][0].pop("law")

    story.adopt(change)
    story.move_to(date(2019, 3, 1))
    story.open()
    story.through("党员大会审议")
    story.later()
    reason = story.refused(story.sitting("村民决议"))
    assert reason.refusal.code == "deliberation.congress_left_out"
    assert "必须经过党支部党员大会讨论" in (reason.clause or "")


def other_body(section: Any) -> None:
    """The resolving step may also be taken by a body that no law knows."""
    bodies = section["ways"][0]["steps"][3]["bodies"]
    bodies.append({"name": "联户代表会议"})


@pytest.mark.parametrize(("kind", "refused"), [("公益事业", True), ("日常村务", False)])
def test_what_villagers_must_decide_on_no_other_body_resolves(
    story: Any, kind: str, refused: bool
) -> None:
    story.adopt(other_body)
    story.open(kind)
    story.through("党员大会审议")
    story.later()
    ask = story.sitting("村民决议", body="联户代表会议")
    if not refused:
        assert story.town.do(ask)
        return
    reason = story.refused(ask)
    assert reason.refusal.code == "deliberation.villagers_must_decide"
    assert reason.values["kind"] == kind
    assert "第二十四条：涉及村民利益的下列事项，经村民会议讨论决定方可办理" in reason.clause


def test_what_only_the_tenant_puts_to_the_villagers_cites_the_tenant(story: Any) -> None:
    def change(section: Any) -> None:
        other_body(section)
        section["kinds"][1]["villagers"] = True

    story.adopt(change)
    story.open("日常村务")
    story.through("党员大会审议")
    story.later()
    reason = story.refused(story.sitting("村民决议", body="联户代表会议"))
    assert reason.clause == "本单位的选择：文件未写哪些事项须由村民决定，演示选择不另作要求"


def test_the_list_of_the_day_decides_what_villagers_must_decide(story: Any) -> None:
    """宅基地 stands on the list of nine, and on that of 2026 no more."""

    def change(section: Any) -> None:
        other_body(section)
        section["kinds"][0] |= {"listed": "homesteads", "villagers": False}

    story.adopt(change)
    assert story.open()[0].villagers
    story.move_to(date(2026, 2, 1))
    [opened] = story.open(matter="m-2")
    assert (opened.villagers, opened.provisional) == (False, True)


@pytest.mark.parametrize(("day", "fine"), [(date(2019, 5, 1), False), (date(2026, 5, 1), True)])
def test_special_circumstances_lift_the_notice_only_where_the_text_says_so(
    story: Any, day: date, fine: bool
) -> None:
    def change(section: Any) -> None:
        section["ways"][0]["steps"][3]["bodies"][1].pop("notice_days")

    story.adopt(change)
    story.move_to(day)
    story.open()
    story.through("党员大会审议")
    story.later()
    yesterday = story.town.today - timedelta(days=1)
    assembly = {"body": "村民会议", "whole": 800, "present": 500, "votes_for": 400}
    ask = story.sitting("村民决议", **assembly, notice_on=yesterday, special=True)
    if fine:
        assert story.town.do(ask)
    else:
        assert story.refused(ask).refusal.code == "deliberation.notice_short"


@pytest.mark.parametrize(
    ("whole", "present", "fine"), [(300, 200, True), (300, 199, False), (301, 200, False)]
)
def test_an_assembly_by_households_needs_two_thirds_of_them(
    opened: Any, whole: int, present: int, fine: bool
) -> None:
    def change(section: Any) -> None:
        section["ways"][0]["steps"][3]["bodies"] = [
            {"name": "村民会议（户代表）", "law": "assembly_by_household"}
        ]

    opened.adopt(change)
    opened.through("党员大会审议")
    opened.later()
    counts = {"whole": whole, "present": present, "votes_for": present, "body": None}
    ask = opened.sitting("村民决议", **counts)
    if fine:
        assert opened.town.do(ask)
    else:
        assert opened.refused(ask).refusal.code == "deliberation.attendance_missed"


def test_what_a_later_list_holds_is_for_the_villagers_from_that_day_on(story: Any) -> None:
    """村庄规划 stands on the list of 2026 only: begun before, it is resolved by that list."""

    def change(section: Any) -> None:
        other_body(section)
        section["kinds"][1]["listed"] = "planning"

    story.adopt(change)
    story.move_to(date(2025, 12, 20))
    [opened] = story.open("日常村务")
    assert not opened.villagers
    story.move_to(date(2025, 12, 27))
    story.through("党员大会审议")
    ask = story.sitting("村民决议", body="联户代表会议")
    assert story.town.copy().do(ask)
    story.move_to(date(2026, 1, 8))
    reason = story.refused(ask)
    assert reason.refusal.code == "deliberation.villagers_must_decide"
    assert f"{AMENDED}第二十八条" in reason.clause


def test_after_a_lost_vote_the_congress_must_meet_anew(story: Any) -> None:
    story.move_to(date(2019, 3, 1))
    story.open()
    story.through("党员大会审议")
    lost = story.sitting("村民决议", votes_for=18, against=18, carried=False)
    story.town.do(lost)
    story.adopt(lambda section: section["ways"][0]["steps"][2]["bodies"][0].pop("law"))
    story.through("党员大会审议")
    assert story.code(story.sitting("村民决议")) == "deliberation.congress_left_out"
