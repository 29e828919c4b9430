"""What was disclosed, corrected, annulled and entered late in the story of 三堂街镇."""

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

pytestmark = pytest.mark.anyio

PLAYED = TOWN = "santangjie"


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


async def questions(played: Any, position: int | None = None) -> list[dict[str, Any]]:
    """The questions from the floor, now or as of a position."""
    then = f", asOf: {{ position: {position} }}" if position else ""
    document = f"{{ floorQuestions(first: 20{then}) {{ nodes {{ question text }} }} }}"
    data = await played.query(TOWN, document)
    return sorted(data["floorQuestions"]["nodes"], key=lambda row: str(row["question"]))
