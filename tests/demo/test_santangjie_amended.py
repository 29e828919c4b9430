"""What was disclosed, corrected, annulled, entered late and deliberated on in 三堂街镇."""

from datetime import date
from typing import Any

import pytest

from taizhang.audit.outcome import Outcome
from taizhang.audit.recompute import recompute
from taizhang.domain.meetings.floor_events import (
    OpinionSubmitted,
    QuestionAnswered,
    QuestionAsked,
)
from taizhang.domain.publicity.events import PublicityStarted
from taizhang.events.amendments import EnteredLate, FactAnnulled, FactCorrected
from taizhang_plugins.deliberation.events import Disclosed, StepTaken, VoteLost
from taizhang_plugins.deliberation.record_sheet import RECORD_SHEET

pytestmark = pytest.mark.anyio

TOWN = "santangjie"


@pytest.mark.rule("S0-14")
async def test_a_village_discloses_its_report_within_the_towns_scopes(played: Any) -> None:
    reason = played.refusal(TOWN, "publicity.foreign_scope")
    assert "一定范围内" in reason["clause"]
    (started,) = played.of(TOWN, PublicityStarted)
    assert (started.event.act, started.event.matter) == ("disclosure", "report")
    assert started.known.actor == f"village:{started.event.organisation}"
    assert started.event.scope == "所在村(社区)党员和群众"


@pytest.mark.rule("S0-12")
async def test_a_question_that_was_typed_twice_is_annulled_and_stays_readable(played: Any) -> None:
    first, again = played.of(TOWN, QuestionAsked)
    (annulled,) = played.of(TOWN, FactAnnulled)
    assert (annulled.event.fact, first.event.text) == (again.position, again.event.text)
    rows = await questions(played)
    assert [row["question"] for row in rows] == ["q1"]
    before = await questions(played, annulled.position - 1)
    assert [row["question"] for row in before] == ["q1", "q2"]


@pytest.mark.rule("S0-12")
async def test_a_question_that_was_mistyped_shows_both_states(played: Any) -> None:
    (corrected,) = played.of(TOWN, FactCorrected)
    [now] = await questions(played)
    [before] = await questions(played, corrected.position - 1)
    [change] = corrected.event.changes
    assert (before["text"], now["text"]) == (change.was, change.becomes)
    assert len(played.of(TOWN, QuestionAnswered)) == 1


async def test_whom_a_fact_is_about_cannot_be_corrected(played: Any) -> None:
    reason = played.refusal(TOWN, "amendments.fixed_field")
    assert "作废后重新录入" in reason["detail"]


async def test_each_amendment_is_listed_with_its_reason_and_what_proves_it(played: Any) -> None:
    fields = "nodes { event state reason evidence }"
    data = await played.query(TOWN, f"{{ amendedFacts(first: 20) {{ {fields} }} }}")
    rows = sorted(data["amendedFacts"]["nodes"], key=lambda row: str(row["state"]))
    evidence, kind = "会场提问登记纸第2页", "meetings.question_asked"
    assert rows == [
        {"event": kind, "state": "annulled", "reason": "同一提问录入了两次", "evidence": evidence},
        {"event": kind, "state": "corrected", "reason": "金额写颠倒了", "evidence": evidence},
    ]


@pytest.mark.rule("S0-11")
async def test_a_late_entry_needs_its_reason_and_stands_on_its_own_day(played: Any) -> None:
    reason = played.refusal(TOWN, "commands.late_without_reason")
    assert "late_reason" in reason["detail"]
    (opinion,) = played.of(TOWN, OpinionSubmitted)
    assert opinion.known.on == date(2015, 12, 17)
    (late,) = played.of(TOWN, EnteredLate)
    assert (late.event.reason, late.event.evidence) == ("会后清点票箱时发现", "意见表原件第14号")


async def test_decisions_on_amended_facts_come_to_the_same_when_taken_again(played: Any) -> None:
    done = await recompute(played.platform, played.tenants[TOWN])
    assert done.differences == []
    assert done.counts[Outcome.SAME] == sum(done.counts.values()) > 0


@pytest.mark.rule("S0-23")
async def test_the_resolution_before_its_turn_is_refused_with_the_rule_it_rests_on(
    played: Any,
) -> None:
    reason = played.refusal(TOWN, "deliberation.out_of_order")
    assert (reason["rule"], reason["values"]["expected"]) == ("S0-23", "党支部提议")
    assert "演示选择这六步和这些数" in reason["clause"]


@pytest.mark.rule("S0-23")
async def test_too_few_at_the_congress_are_refused_with_both_numbers(played: Any) -> None:
    reason = played.refusal(TOWN, "deliberation.attendance_missed")
    assert "应到 30 人，实到 18 人，须不少于应到的 2/3（至少 20 人）" in reason["detail"]


@pytest.mark.rule("S0-23")
async def test_it_is_lost_once_and_carried_when_it_is_proposed_anew(played: Any) -> None:
    [lost] = [h.event for h in played.of(TOWN, VoteLost)]
    taken = [h.event for h in played.of(TOWN, StepTaken)]
    assert (lost.votes_for, lost.attempt) == (17, 1)
    assert [each.attempt for each in taken] == [1, 1, 1, 2, 2, 2, 2]
    assert taken[-1].act == "resolve"
    assert {h.event.act for h in played.of(TOWN, Disclosed)} == {
        "disclose_resolution",
        "disclose_outcome",
    }
    short = played.refusal(TOWN, "deliberation.disclosure_short")
    assert short["values"]["until"] == "2016-03-17"


@pytest.mark.rule("S0-31")
async def test_one_matter_is_followed_through_three_kinds_of_body(played: Any) -> None:
    assert played.refusal(TOWN, "deliberation.not_traced")["rule"] == "S0-31"
    fields = "state attempt traced finding verdict objections provisional done steps"
    data = await played.query(TOWN, f'{{ matter(matter: "road-2016") {{ {fields} }} }}')
    row = data["matter"]
    assert row["done"] == row["steps"]
    assert (row["state"], row["attempt"], row["traced"], row["objections"]) == ("finished", 2, 1, 0)
    assert row["verdict"] == "按期完工，村民认可"
    assert not row["provisional"]


@pytest.mark.rule("S0-23")
async def test_its_record_sheet_holds_every_sitting(played: Any) -> None:
    query = RECORD_SHEET.query.replace("($matter: String!)", "").replace("$matter", '"road-2016"')
    paper = RECORD_SHEET.write(await played.query(TOWN, query))
    [table, objections] = [block for block in paper.blocks if hasattr(block, "columns")]
    assert len(table.rows) == 4 + 6
    assert [line[-1] for line in table.rows].count("没有通过") == 1
    assert objections.rows[0][0] == "党务村务公开监督小组"


async def questions(played: Any, position: int | None = None) -> list[dict[str, Any]]:
    """The questions from the floor, now or as of a position."""
    then = f", asOf: {{ position: {position} }}" if position else ""
    document = f"{{ floorQuestions(first: 20{then}) {{ nodes {{ question text }} }} }}"
    data = await played.query(TOWN, document)
    return sorted(data["floorQuestions"]["nodes"], key=lambda row: str(row["question"]))
