"""No result before the close; then every ballot is accounted for, and a recount agrees."""

from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import RecordTally
from taizhang.domain.ballots.count_events import SubjectTally, Tallied
from taizhang.domain.ballots.lists import ChoiceList, list_hash
from taizhang.events.tags import tags_of


@pytest.fixture
def closed_vote(open_vote: Any) -> Any:
    return open_vote.cast(["好", "差"], ["好", ""], ["较好", "好"]).closed()


def count(vote: Any) -> RecordTally:
    return desk.count(vote.history, vote.key.shares[:2])


def with_first(command: RecordTally, **changes: Any) -> RecordTally:
    first, *rest = command.lists
    return replace(command, lists=[replace(first, **changes), *rest])


def subject(name: str, *counts: int) -> SubjectTally:
    *scale, blank, invalid = counts
    words = dict(zip(["好", "较好", "一般", "差"], scale, strict=True))
    return SubjectTally(subject=name, counts=words, blank=blank, invalid=invalid)


@pytest.mark.rule("S0-11")
@pytest.mark.rule("S1-12")
def test_tally_counts_each_choice_for_each_unit(closed_vote: Any) -> None:
    command = count(closed_vote)
    assert closed_vote.do(command, "teller") == [
        Tallied(
            box="b1",
            cycle="c2015",
            meeting="m1",
            subjects=["jingui", "longtan"],
            counts=[subject("jingui", 2, 1, 0, 0, 0, 0), subject("longtan", 1, 0, 0, 1, 1, 0)],
            list_hash=list_hash(command.lists),
        )
    ]


def test_result_belongs_to_each_units_history(closed_vote: Any) -> None:
    [tallied] = closed_vote.do(count(closed_vote), "teller")
    assert {"organisation:jingui", "organisation:longtan", "cycle:c2015"} <= set(tags_of(tallied))


def test_nothing_is_recorded_before_the_close(open_vote: Any) -> None:
    lists = [ChoiceList(subject=v, items=[], invalid=0) for v in ("jingui", "longtan")]
    command = RecordTally(box="b1", lists=lists)
    assert open_vote.code_of(command, "teller") == "ballots.not_closed"


def test_invalid_vote_has_no_result(open_vote: Any) -> None:
    open_vote.cast(*[["好", "好"]] * 5).closed()
    reason = open_vote.refusal(count(open_vote), "teller")
    assert reason.refusal.code == "ballots.more_cast_than_checked_in"
    assert reason.values == {"cast": 5, "voters": 4}


def test_recount_with_two_other_shares_gives_the_same_list_and_records_nothing(
    closed_vote: Any,
) -> None:
    closed_vote.do(count(closed_vote), "teller")
    again = desk.count(closed_vote.history, closed_vote.key.shares[1:])
    assert closed_vote.do(again, "teller") == []


def test_recount_that_differs_is_refused(closed_vote: Any) -> None:
    command = count(closed_vote)
    closed_vote.do(command, "teller")
    (number, _), *rest = command.lists[0].items
    other = with_first(command, items=[(number, "差"), *rest])
    assert closed_vote.code_of(other, "teller") == "ballots.recount_differs"


def test_list_that_leaves_a_ballot_out_is_refused(closed_vote: Any) -> None:
    command = count(closed_vote)
    short = with_first(command, items=command.lists[0].items[1:])
    reason = closed_vote.refusal(short, "teller")
    assert reason.refusal.code == "ballots.miscounted"
    assert reason.values == {"subject": "jingui", "name": "金桂村", "listed": 2, "cast": 3}


def test_list_with_a_ballot_too_many_is_refused(closed_vote: Any) -> None:
    more = with_first(count(closed_vote), invalid=1)
    assert closed_vote.code_of(more, "teller") == "ballots.miscounted"


def test_list_out_of_order_is_refused(closed_vote: Any) -> None:
    command = count(closed_vote)
    unsorted = with_first(command, items=command.lists[0].items[::-1])
    assert closed_vote.code_of(unsorted, "teller") == "ballots.unsorted"


def test_number_listed_twice_is_refused(closed_vote: Any) -> None:
    command = count(closed_vote)
    first, second, _ = command.lists[0].items
    twice = with_first(command, items=[first, second, second])
    assert closed_vote.code_of(twice, "teller") == "ballots.unsorted"


def test_choice_that_the_ballot_does_not_offer_is_refused(closed_vote: Any) -> None:
    command = count(closed_vote)
    (number, _), *rest = command.lists[0].items
    foreign = with_first(command, items=[(number, "优秀"), *rest])
    assert closed_vote.code_of(foreign, "teller") == "ballots.foreign_choice"


@pytest.mark.parametrize("pick", [[0], [1, 0], [0, 0], [0, 1, 1]])
def test_lists_are_those_of_the_box_in_its_order(closed_vote: Any, pick: list[int]) -> None:
    command = count(closed_vote)
    other = replace(command, lists=[command.lists[at] for at in pick])
    assert closed_vote.code_of(other, "teller") == "ballots.wrong_lists"


def test_clerk_may_not_record_a_tally(closed_vote: Any) -> None:
    assert closed_vote.code_of(count(closed_vote), "clerk") == "commands.forbidden"
