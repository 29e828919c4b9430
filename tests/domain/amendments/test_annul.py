"""Annulling a recorded fact (作废): no decision and no row knows it any more."""

from typing import Any

import pytest

from taizhang.domain.amendments.annulling import AnnulFact
from taizhang.domain.amendments.rows import AmendedFact
from taizhang.domain.grades.confirming import ConfirmGrades
from taizhang.domain.meetings.events import CommentGiven
from taizhang.domain.results.rows import Assessment
from taizhang.events.amendments import FactAnnulled


def comment(unit: str) -> CommentGiven:
    return CommentGiven(
        meeting="m", cycle="c", organisation=unit, praised="一", problems="二", direction="三"
    )


def annulment(fact: int) -> AnnulFact:
    return AnnulFact(fact=fact, reason="点评对象记错", evidence="会议录音")


@pytest.fixture
def commented(santangjie: Any) -> Any:
    """A town that assesses one village, which was commented on, and where that stands."""
    santangjie.assessing("jingui").given(comment("jingui"))
    return santangjie, len(santangjie.log)


def missing(town: Any) -> set[str]:
    """Who has not been commented on, as a confirmation of the grades would see it."""
    standing = town.standing(ConfirmGrades(cycle="c", meeting="k"))
    return set(standing.sheet.subjects - standing.commented)


def test_an_annulment_names_the_fact_and_why(commented: Any) -> None:
    town, fact = commented
    (event,) = town.do(annulment(fact))
    assert isinstance(event, FactAnnulled)
    assert (event.fact, event.event, event.reason) == (
        fact,
        "meetings.comment_given",
        "点评对象记错",
    )


def test_decisions_no_longer_rest_on_it(commented: Any) -> None:
    town, fact = commented
    assert missing(town) == set()
    town.do(annulment(fact))
    assert missing(town) == {"jingui"}


def test_entered_anew_it_counts_again(commented: Any) -> None:
    town, fact = commented
    town.do(annulment(fact))
    town.given(comment("jingui"))
    assert missing(town) == set()


def test_rows_are_as_if_it_had_not_been(commented: Any) -> None:
    town, fact = commented
    assert town.folded(Assessment)["c", "jingui"].commented
    town.do(annulment(fact))
    assert not town.folded(Assessment)["c", "jingui"].commented


def test_the_ledger_of_amendments_names_it(commented: Any) -> None:
    town, fact = commented
    town.do(annulment(fact))
    line = town.folded(AmendedFact)[(fact,)]
    assert (line.state, line.event, line.evidence) == (
        "annulled",
        "meetings.comment_given",
        "会议录音",
    )


def test_a_fact_is_annulled_once(commented: Any) -> None:
    town, fact = commented
    town.do(annulment(fact))
    assert town.code_of(annulment(fact)) == "amendments.annulled"


def test_a_fact_that_cannot_be_annulled_says_what_to_do_instead(commented: Any) -> None:
    town, _ = commented
    reason = town.refusal(annulment(1))
    assert reason.refusal.code == "amendments.final"
    assert reason.values["instead"]
