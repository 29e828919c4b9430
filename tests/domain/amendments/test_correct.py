"""Correcting a recorded fact (更正)."""

from typing import Any

import pytest

from taizhang.domain.amendments.annulling import AnnulFact
from taizhang.domain.amendments.correcting import CorrectFact
from taizhang.domain.amendments.rows import AmendedFact
from taizhang.domain.meetings.events import CommentGiven
from taizhang.events.amendments import Change, FactCorrected

GIVEN = CommentGiven(
    meeting="m", cycle="c", organisation="jingui", praised="一", problems="二", direction="三"
)


def correction(fact: int, **fields: Any) -> CorrectFact:
    return CorrectFact(fact=fact, fields=fields, reason="记录有误", evidence="会议录音")


@pytest.fixture
def commented(santangjie: Any) -> Any:
    """A town where one comment was given, and its position."""
    santangjie.given(GIVEN)
    return santangjie, len(santangjie.log)


def test_a_correction_names_the_fact_the_change_and_why(commented: Any) -> None:
    town, fact = commented
    (event,) = town.do(correction(fact, problems="队伍老化"))
    assert isinstance(event, FactCorrected)
    assert (event.fact, event.event) == (fact, "meetings.comment_given")
    assert event.changes == [Change(field="problems", was="二", becomes="队伍老化")]
    assert (event.reason, event.evidence) == ("记录有误", "会议录音")


def test_whoever_reads_the_fact_reads_its_correction(commented: Any) -> None:
    """It carries the fact's tags, so it is in every boundary that holds the fact."""
    town, fact = commented
    (event,) = town.do(correction(fact, problems="队伍老化"))
    assert {"meeting:m", "cycle:c", "organisation:jingui"} <= set(event.about)


def test_a_second_correction_starts_from_the_first(commented: Any) -> None:
    town, fact = commented
    town.do(correction(fact, problems="队伍老化"))
    (event,) = town.do(correction(fact, direction="抓培训"))
    (line,) = town.folded(AmendedFact).values()
    assert b"\xe9\x98\x9f\xe4\xbc\x8d" in event.body  # 队伍: the first correction is still in it
    assert (line.times, len(line.changes)) == (2, 2)


def test_what_the_fact_is_about_cannot_be_corrected(commented: Any) -> None:
    town, fact = commented
    reason = town.refusal(correction(fact, organisation="shiqiao"))
    assert reason.refusal.code == "amendments.fixed_field"
    assert (reason.values["fields"], reason.values["allowed"]) == (
        "organisation",
        "praised、problems、direction",
    )


def test_a_value_of_the_wrong_kind_is_refused_with_its_place(commented: Any) -> None:
    town, fact = commented
    reason = town.refusal(correction(fact, problems=7))
    assert reason.refusal.code == "amendments.unfit"
    assert "$.problems" in reason.values["error"]


def test_a_correction_that_changes_nothing_is_refused(commented: Any) -> None:
    town, fact = commented
    assert town.code_of(correction(fact, problems="二")) == "amendments.unchanged"


def test_a_position_beyond_the_log_is_refused(commented: Any) -> None:
    town, fact = commented
    assert town.code_of(correction(fact + 1, problems="二")) == "amendments.no_fact"


def test_a_fact_that_cannot_be_corrected_says_what_to_do_instead(commented: Any) -> None:
    town, _ = commented
    reason = town.refusal(correction(1, title="无"))
    assert reason.refusal.code == "amendments.final"
    assert reason.values["instead"]


def test_a_void_fact_is_not_corrected(commented: Any) -> None:
    town, fact = commented
    town.do(AnnulFact(fact=fact, reason="重复录入", evidence="会议记录"))
    assert town.code_of(correction(fact, problems="队伍老化")) == "amendments.annulled"


def test_only_a_clerk_or_the_committees_secretary_corrects(commented: Any) -> None:
    town, fact = commented
    reason = town.refusal(correction(fact, problems="队伍老化"), actor="village:jingui")
    assert reason.refusal.code == "commands.forbidden"
