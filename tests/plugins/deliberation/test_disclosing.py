"""Resolutions and outcomes are disclosed in their order, and for as long as the rules ask."""

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.obligations.rows import Obligation
from taizhang_plugins.deliberation.rows import Matter
from taizhang_plugins.deliberation.step_rows import MatterStep

pytestmark = pytest.mark.rule("S0-23")
CHOICE = (
    "本单位的选择：文件只写“四议两公开”，未写步骤、机构、到会人数、通过票数和期限，"
    "演示选择这六步和这些数"
)


def test_it_is_shown_until_the_tenants_days_are_over(resolved: Any) -> None:
    resolved.later()
    day = resolved.town.today
    [shown] = resolved.town.do(resolved.disclosure())
    assert (shown.held_on, shown.until) == (day, day + timedelta(days=7))
    assert not shown.provisional


def test_the_first_day_counts_where_the_tenant_chose_so(resolved: Any) -> None:
    resolved.adopt(lambda section: section["disclosure"].update(counts_start=True))
    resolved.later()
    [shown] = resolved.town.do(resolved.disclosure())
    assert shown.until == resolved.town.today + timedelta(days=6)


@pytest.mark.parametrize(("days", "fine"), [(6, False), (7, False), (8, True)])
def test_its_end_is_entered_once_the_last_day_has_passed(
    resolved: Any, days: int, fine: bool
) -> None:
    resolved.later()
    resolved.town.do(resolved.disclosure())
    resolved.later(days)
    if fine:
        [ended] = resolved.town.do(resolved.end())
        assert ended.ended_on == resolved.town.today
        return
    reason = resolved.refused(resolved.end())
    assert (reason.refusal.code, reason.clause) == ("deliberation.disclosure_short", CHOICE)
    assert reason.values["on"] == resolved.town.today.isoformat()


def test_the_outcome_waits_until_the_resolution_was_shown(resolved: Any) -> None:
    resolved.later()
    resolved.town.do(resolved.disclosure())
    resolved.later(3)
    outcome = resolved.disclosure("公开实施结果")
    assert resolved.code(outcome) == "deliberation.disclosure_short"
    resolved.later(4)
    assert resolved.code(outcome) == "deliberation.disclosure_short"
    resolved.later()
    reason = resolved.refused(outcome)
    assert reason.refusal.code == "deliberation.disclosure_not_ended"
    resolved.town.do(resolved.end())
    resolved.town.do(outcome)
    assert resolved.town.folded(Matter)["m-1",].state == "finished"


def test_the_outcome_is_not_disclosed_before_the_resolution(resolved: Any) -> None:
    reason = resolved.refused(resolved.disclosure("公开实施结果"))
    assert reason.refusal.code == "deliberation.out_of_order"
    assert reason.values["expected"] == "公开决议"


def test_without_days_a_disclosure_has_no_end(resolved: Any) -> None:
    def change(section: Any) -> None:
        for step in section["ways"][0]["steps"][4:]:
            step.pop("disclosure_days")

    resolved.adopt(change)
    [shown] = resolved.town.do(resolved.disclosure())
    assert shown.until is None
    assert resolved.code(resolved.end()) == "deliberation.no_disclosure"
    assert resolved.town.do(resolved.disclosure("公开实施结果"))


@pytest.mark.parametrize(("days", "late"), [(5, False), (6, True)])
def test_a_late_disclosure_is_warned_of(resolved: Any, days: int, late: bool) -> None:
    resolved.later(days)
    warned = resolved.town.warnings(resolved.disclosure())
    assert [reason.refusal.code for reason in warned] == ["deliberation.disclosed_late"] * late
    if late:
        assert warned[0].clause == "本单位的选择：文件未写决议后几天内公开，演示选择 5 天"


def duties(story: Any, name: str) -> list[Any]:
    """The duties of one kind, once the policies have answered all that has happened."""
    story.town.answer()
    rows = story.town.folded(Obligation).values()
    return [row for row in rows if row.obligation == f"deliberation.{name}"]


def test_a_resolution_owes_its_disclosure_within_the_days(opened: Any) -> None:
    opened.through("村民决议")
    [due] = duties(opened, "disclosure")
    assert (due.subject, due.key, due.state) == ("jingui", "m-1", "open")
    assert due.due == opened.town.today + timedelta(days=5)
    opened.later()
    opened.town.do(opened.disclosure())
    [met] = duties(opened, "disclosure")
    assert (met.state, met.met_on) == ("met", opened.town.today)


def test_a_resolution_that_is_not_disclosed_in_time_is_missed(opened: Any) -> None:
    opened.town.answer()
    opened.through("村民决议")
    opened.town.answer()
    opened.town.begin(opened.town.today + timedelta(days=6))
    [missed] = duties(opened, "disclosure")
    assert missed.state == "missed"


def test_without_a_limit_nothing_is_owed(opened: Any) -> None:
    opened.adopt(lambda section: section["disclosure"].update(within_days=None))
    opened.through("村民决议")
    assert duties(opened, "disclosure") == []


def test_each_disclosure_owes_its_end(opened: Any) -> None:
    opened.through("公开实施结果")
    ends = duties(opened, "disclosure_end")
    shown = [row for row in opened.town.folded(MatterStep).values() if row.until]
    assert {end.key: end.due for end in ends} == {
        f"m-1 {row.act}": row.until + timedelta(days=1) for row in shown
    }
    assert len(ends) == 2
    assert all(end.met_on == row.ended_on for end, row in zip(ends, shown, strict=True))


def test_the_longest_identifier_still_makes_a_key(story: Any) -> None:
    matter = "m" * 40
    story.open(matter=matter)
    for step in ("党支部提议", "“两委”商议", "党员大会审议", "村民决议"):
        story.later()
        story.town.do(story.sitting(step, matter=matter))
    story.town.do(replace(story.disclosure(), matter=matter))
    [end] = duties(story, "disclosure_end")
    assert end.key == f"{matter} disclose_resolution"
