"""Rows show how far a vote is, and what it came to only after the count."""

from decimal import Decimal
from typing import Any

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import VoidSlip
from taizhang.domain.ballots.count_rows import Tally
from taizhang.domain.ballots.rows import Box
from taizhang.domain.ballots.slip_codes import proof_of, slip_of
from taizhang.projections.columns import columns


def box(vote: Any) -> Box:
    [row] = vote.town.folded(Box).values()
    assert isinstance(row, Box)
    return row


def test_prepared_box_shows_its_slips(vote: Any) -> None:
    vote.do(VoidSlip(box="b1", slip=slip_of("b1", proof_of(vote.codes[0])), reason="污损"))
    row = box(vote)
    assert (row.state, row.registered, row.void, row.cast) == ("prepared", 5, 1, None)


def test_open_box_shows_nothing_of_what_was_cast(open_vote: Any) -> None:
    before = box(open_vote)
    open_vote.cast(["好", "差"], ["差", "差"])
    assert box(open_vote) == before
    assert (before.state, before.questions, before.present_at_opening) == ("open", 2, 4)


def test_closed_box_shows_the_turnout(open_vote: Any) -> None:
    row = box(open_vote.cast(["好", "差"], ["差", "差"], ["", ""]).closed())
    assert (row.state, row.cast, row.checked_in) == ("closed", 3, 4)
    assert row.turnout == Decimal("0.75")


def test_turnout_is_rounded_to_four_places(open_vote: Any) -> None:
    open_vote.given(*(open_vote.check_in(n) for n in (4, 5))).cast(*[["好", "好"]] * 4)
    assert box(open_vote.closed()).turnout == Decimal("0.6667")


def test_turnout_of_an_empty_box_is_nought(open_vote: Any) -> None:
    assert box(open_vote.closed()).turnout == Decimal(0)


def test_invalid_vote_is_shown_as_such(open_vote: Any) -> None:
    assert box(open_vote.cast(*[["好", "好"]] * 5).closed()).state == "invalid"


def test_result_is_shown_by_unit_after_the_count(open_vote: Any) -> None:
    open_vote.cast(["好", "差"], ["好", ""]).closed()
    assert open_vote.town.folded(Tally) == {}
    command = desk.count(open_vote.history, open_vote.key.shares)
    [tallied] = open_vote.do(command, "teller")
    rows = open_vote.town.folded(Tally)
    assert set(rows) == {("b1", "jingui", ""), ("b1", "longtan", "")}
    assert rows["b1", "jingui", ""].counts == {"好": 2, "较好": 0, "一般": 0, "差": 0}
    assert (rows["b1", "longtan", ""].blank, rows["b1", "longtan", ""].list_hash) == (
        1,
        tallied.list_hash,
    )
    assert box(open_vote).state == "tallied"


def test_every_column_has_a_title_in_chinese() -> None:
    assert all(column.title for row in (Box, Tally) for column in columns(row))
