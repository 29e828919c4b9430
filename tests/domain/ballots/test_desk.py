"""The desk opens a box only when it is closed, and only with two of its own shares."""

from typing import Any

import pytest

from taizhang.domain.ballots import desk
from taizhang.errors import Refused


def refusal(vote: Any, shares: list[str]) -> str:
    with pytest.raises(Refused) as refused:
        desk.count(vote.history, shares)
    return refused.value.code


def test_open_box_is_not_counted_even_with_all_shares(open_vote: Any) -> None:
    open_vote.cast(["好", "好"])
    assert refusal(open_vote, open_vote.key.shares) == "ballots.not_closed"


def test_box_that_never_opened_is_not_counted(vote: Any) -> None:
    assert refusal(vote, vote.key.shares) == "ballots.no_box"


def test_one_share_counts_nothing(open_vote: Any) -> None:
    open_vote.closed()
    assert refusal(open_vote, open_vote.key.shares[:1]) == "ballots.too_few_shares"


@pytest.mark.parametrize("own", [0, 1])
def test_shares_of_another_box_are_told(open_vote: Any, own: int) -> None:
    open_vote.closed()
    mixed = [*open_vote.key.shares[:own], *desk.make_box_key().shares[own:2]]
    assert refusal(open_vote, mixed) == "ballots.foreign_shares"


def test_third_share_of_another_box_is_told(open_vote: Any) -> None:
    open_vote.closed()
    mixed = [*open_vote.key.shares[:2], desk.make_box_key().shares[2]]
    assert refusal(open_vote, mixed) == "ballots.foreign_shares"


def test_keys_are_never_made_twice() -> None:
    assert desk.make_box_key() != desk.make_box_key()


def test_shares_are_on_three_papers() -> None:
    assert len(set(desk.make_box_key().shares)) == 3


def test_slips_are_as_many_as_asked_for() -> None:
    printed = desk.make_slips("b1", "m1", 83)
    assert len(set(printed.codes)) == len(set(printed.command.hashes)) == 83


def test_what_the_count_reads_is_what_it_needs(open_vote: Any, selected: Any) -> None:
    open_vote.cast(["好", "好"], ["差", ""]).closed()
    read = [event for event in open_vote.history if selected(desk.ballots_of("b1"), event)]
    whole = desk.count(open_vote.history, open_vote.key.shares)
    assert desk.count(read, open_vote.key.shares) == whole
