"""Seventy-two subjects on one ballot."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.count_events import Tallied
from taizhang.domain.ballots.count_rows import Tally
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import Paper, seal
from taizhang.domain.ballots.slip_codes import proof_of
from taizhang.domain.cycles.events import SubjectEnrolled
from taizhang.events.tags import tags_of

SCALE = ["好", "较好", "一般", "差"]
UNITS = [f"u{number:02}" for number in range(72)]


@pytest.fixture
def large(new_vote: Callable[[], Any]) -> Any:
    """Two ballots on 72 units: all good, and the first bad with the others blank."""
    vote = new_vote().attended(4).printed(4)
    vote.given(*(SubjectEnrolled(cycle="c2015", organisation=unit) for unit in UNITS))
    questions = [Question(subject=unit, text="评价等次", choices=SCALE) for unit in UNITS]
    vote.do(vote.opening(questions=questions))
    box = next(event for event in vote.history if isinstance(event, BoxOpened))
    paper = Paper("b1", box.public_key, questions)
    for code, choices in zip(vote.codes, (dict.fromkeys(UNITS, "好"), {"u00": "差"}), strict=False):
        proof = proof_of(code)
        sealed = seal(paper, proof, choices)
        vote.do(type(vote.ballot(0))(box="b1", proof=proof, sealed=sealed), "anyone")
    return vote.closed()


@pytest.fixture
def tallied(large: Any) -> list[Tallied]:
    events: list[Tallied] = large.do(desk.count(large.history, large.key.shares), "teller")
    return events


@pytest.mark.rule("S0-11")
def test_every_subject_is_counted_once(tallied: list[Tallied]) -> None:
    counts = [each for event in tallied for each in event.counts]
    assert [each.subject for each in counts] == UNITS
    assert (counts[0].counts["好"], counts[0].counts["差"], counts[0].blank) == (1, 1, 0)
    assert (counts[71].counts["好"], counts[71].blank) == (1, 1)


def test_every_event_stays_within_the_logs_tags(tallied: list[Tallied]) -> None:
    assert all(len(tags_of(event)) <= 64 for event in tallied)


def test_all_events_bind_the_same_lists(tallied: list[Tallied]) -> None:
    assert len({event.list_hash for event in tallied}) == 1


def test_every_subject_has_its_row(large: Any, tallied: list[Tallied]) -> None:
    assert len(large.town.folded(Tally)) == 72


def test_recount_records_nothing(large: Any, tallied: list[Tallied]) -> None:
    again = desk.count(large.history, large.key.shares[1:])
    assert large.do(again, "teller") == []
