"""Connections, processes and PostgreSQL are killed at work: nothing is missed, doubled or lost."""

from collections import Counter
from typing import Any

import pytest
from storm.aftermath import Aftermath
from storm.chaos import SUBSCRIBERS
from storm.deliveries import faults
from storm.events import BallotCast, BallotThanked, BoxCounted, RemarkMade, is_thanked
from storm.journal import Delivered
from storm.replay import replay
from storm.rows import ROWS
from storm.tables import as_rows

pytestmark = pytest.mark.timeout(900)

Storm = Aftermath
ASKED = (BallotCast, BoxCounted, RemarkMade)
"""One of these is the first event of whatever somebody asked for."""


def test_every_log_is_gapless_and_stands_verification(aftermath: Storm) -> None:
    for town in aftermath.towns.values():
        assert town.verdict.faults == []
        assert [item.position for item in town.log] == list(range(1, town.verdict.size + 1))


def test_no_acknowledged_command_is_lost(aftermath: Storm) -> None:
    town_of = {ask.id: aftermath.towns[ask.town] for ask in aftermath.asks}
    told = {line.id: (line.first, line.last) for line in aftermath.acknowledged}
    assert {id: town_of[id].commands.get(id) for id in told} == told
    lost = [
        (line.id, item.position)
        for line in aftermath.acknowledged
        for item in town_of[line.id].log[line.first - 1 : line.last]
        if item.event.ask != str(line.id)
    ]
    assert lost == []


def test_no_ask_is_done_twice(aftermath: Storm) -> None:
    for town in aftermath.towns.values():
        done = Counter(item.event.ask for item in town.of(*ASKED))
        assert [ask for ask, times in done.items() if times > 1] == []


def test_a_command_has_its_own_events_and_no_others(aftermath: Storm) -> None:
    for town in aftermath.towns.values():
        events = Counter(item.known.command_id for item in town.log)
        assert events == {id: last - first + 1 for id, (first, last) in town.commands.items()}


def test_every_ask_is_answered_once(aftermath: Storm) -> None:
    answers = Counter(line.id for line in aftermath.acknowledged)
    answers.update(line.id for line in aftermath.declined)
    assert answers == Counter(ask.id for ask in aftermath.asks)
    assert set(answers.values()) == {1}


def test_what_was_declined_left_nothing(aftermath: Storm) -> None:
    declined = {line.id for line in aftermath.declined}
    for town in aftermath.towns.values():
        assert declined & set(town.commands) == set()


def test_nothing_is_in_a_log_that_nobody_asked_for(aftermath: Storm) -> None:
    for slug, town in aftermath.towns.items():
        asked = {str(ask.id) for ask in aftermath.asks if ask.town == slug}
        assert {item.event.ask for item in town.of(*ASKED)} <= asked
        assert {item.known.tenant for item in town.log} == {town.tenant}


def test_a_slip_is_good_for_one_ballot_whoever_wants_it(aftermath: Storm) -> None:
    for town in aftermath.towns.values():
        ballots = Counter(item.event.slip for item in town.of(BallotCast))
        assert [slip for slip, count in ballots.items() if count > 1] == []
    assert any(line.why == "spent" for line in aftermath.declined), "nobody wanted the same slip"


def test_a_count_is_true_at_its_position(aftermath: Storm) -> None:
    for town in aftermath.towns.values():
        ballots = Counter[str]()
        for item in town.log:
            if isinstance(item.event, BallotCast):
                ballots[item.event.box] += 1
            if isinstance(item.event, BoxCounted):
                assert item.event.ballots == ballots[item.event.box], item.position


@pytest.mark.parametrize("subscriber", range(SUBSCRIBERS))
def test_a_subscriber_is_handed_every_event_once_and_in_order(
    aftermath: Storm, subscriber: int
) -> None:
    lives = aftermath.subscribers[subscriber]
    for slug, town in aftermath.towns.items():
        leaves = {item.position: item.leaf for item in town.log}
        assert list(faults(slug, lives, leaves))[:10] == []
    handed = {(d.town, d.tenant) for life in lives for d in life if isinstance(d, Delivered)}
    assert handed == {(slug, town.tenant) for slug, town in aftermath.towns.items()}


@pytest.mark.parametrize("row", ROWS)
def test_rows_and_their_history_are_what_the_log_says(aftermath: Storm, row: Any) -> None:
    for town in aftermath.towns.values():
        assert as_rows(row, town.tables[row]) == replay(row, town.log)


@pytest.mark.parametrize("row", ROWS)
def test_rows_and_their_history_equal_a_fresh_generations(aftermath: Storm, row: Any) -> None:
    towns = aftermath.towns.values()
    for town in towns:
        assert town.tables[row] == town.fresh[row]
    assert any(town.fresh[row].current or town.fresh[row].history for town in towns)


def test_a_policy_answers_each_ballot_exactly_once(aftermath: Storm) -> None:
    for town in aftermath.towns.values():
        ballots = [item.position for item in town.of(BallotCast) if is_thanked(item.event.slip)]
        answered = sorted((item.event.ballot, item.known.cause) for item in town.of(BallotThanked))
        assert answered == [(position, position) for position in ballots]


def test_nothing_waits_to_be_mended(aftermath: Storm) -> None:
    assert aftermath.unfinished == []
