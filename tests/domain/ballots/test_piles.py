"""Each category draws from its own pile; what it said is shown as far as nobody shows."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import RecordTally
from taizhang.domain.ballots.count_events import BreakdownTallied, Tallied
from taizhang.domain.ballots.count_rows import CategoryResult
from taizhang.domain.ballots.slip_events import SlipsRegistered

NOTE = "演示选择不足 3 票不公布"
PILES = {"党代表": 4, "群众代表": 4}


@pytest.fixture
def piled(new_vote: Callable[[], Any]) -> Any:
    """Eight people with slips of two piles; a category of three may be shown."""
    vote = new_vote().attended(8)
    vote.town.amend("meetings.attendees", categories=list(PILES))
    vote.town.amend("ballots.breakdown", minimum=3, choices={"minimum": NOTE})
    slips = desk.make_slips("b1", "m1", 8, PILES)
    vote.codes = slips.codes
    vote.do(slips.command)
    return vote.opened()


def count(vote: Any, minimum: int | None = 3) -> RecordTally:
    return desk.count(vote.closed().history, vote.key.shares, minimum)


def voted(vote: Any, members: str, masses: str) -> Any:
    """By category a letter a voter: g(ood) or b(ad), for the first village."""
    for first, said in ((0, members), (4, masses)):
        for at, letter in enumerate(said):
            choice = "好" if letter == "g" else "差"
            vote.do(vote.ballot(first + at, choice, "好"), "anyone")
    return vote


@pytest.mark.rule("S0-11")
def test_slips_are_registered_by_category(piled: Any) -> None:
    batches = [e for e in piled.history if isinstance(e, SlipsRegistered)]
    assert {batch.category: len(batch.hashes) for batch in batches} == PILES


@pytest.mark.rule("S0-07")
def test_pile_is_of_a_category_that_the_rules_name(new_vote: Callable[[], Any]) -> None:
    vote = new_vote()
    reason = vote.refusal(desk.make_slips("b1", "m1", 2, {"记者": 2}).command)
    assert reason.refusal.code == "ballots.foreign_pile"
    assert (reason.values["category"], reason.values["known"]) == ("记者", "党代表")


@pytest.mark.parametrize("change", ["missing", "twice", "foreign"])
def test_piles_hold_every_slip_once(new_vote: Callable[[], Any], change: str) -> None:
    vote = new_vote()
    command = desk.make_slips("b1", "m1", 3, {"党代表": 3}).command
    first, *rest = command.hashes
    pile = {"missing": rest, "twice": [first, first, *rest], "foreign": ["0" * 64, *rest]}[change]
    wrong = replace(command, piles={"党代表": pile})
    assert vote.code_of(wrong) == "ballots.piled_amiss"


@pytest.mark.rule("S0-11")
def test_totals_and_both_categories_are_recorded(piled: Any) -> None:
    tallied, broken = piled.do(count(voted(piled, "gggb", "gbb")), "teller")
    assert isinstance(tallied, Tallied)
    assert tallied.counts[0].counts == {"好": 4, "较好": 0, "一般": 0, "差": 3}
    assert isinstance(broken, BreakdownTallied)
    told = {p.category: p.tally and p.tally.counts["好"] for p in broken.parts[:2]}
    assert told == {"党代表": 3, "群众代表": 1}


@pytest.mark.rule("S0-11")
def test_village_of_which_all_say_the_same_is_withheld(piled: Any) -> None:
    _, broken = piled.do(count(voted(piled, "gggb", "gbb")), "teller")
    longtan = [part for part in broken.parts if part.subject == "longtan"]
    assert [part.tally for part in longtan] == [None, None]


@pytest.mark.rule("S0-11")
def test_two_ballots_are_withheld_and_so_is_what_would_tell_of_them(piled: Any) -> None:
    _, broken = piled.do(count(voted(piled, "gggb", "gb")), "teller")
    assert all(part.tally is None for part in broken.parts)


@pytest.mark.rule("S0-11")
def test_teller_cannot_record_more_than_may_be_shown(piled: Any) -> None:
    telling = count(voted(piled, "gggb", "gb"), minimum=2)
    assert any(part.tally for part in telling.parts)
    reason = piled.refusal(telling, "teller")
    assert (reason.refusal.code, reason.values["minimum"]) == ("ballots.telling", 3)
    assert reason.clause == f"本单位的选择：{NOTE}"


def test_breakdown_is_of_the_subjects_of_the_box(piled: Any) -> None:
    command = count(voted(piled, "gggb", "gbb"))
    first, *rest = command.parts
    foreign = replace(command, parts=[replace(first, subject="elsewhere"), *rest])
    reason = piled.refusal(foreign, "teller")
    assert reason.refusal.code == "ballots.foreign_part"
    assert reason.values == {"category": "党代表", "subject": "elsewhere", "name": "elsewhere"}


def test_no_breakdown_is_counted_where_no_number_was_chosen(piled: Any) -> None:
    command = count(voted(piled, "gggb", "gbb"), minimum=None)
    assert [type(event) for event in piled.do(command, "teller")] == [Tallied]


def test_recount_agrees_whatever_is_shown(piled: Any) -> None:
    piled.do(count(voted(piled, "gggb", "gbb")), "teller")
    again = desk.count(piled.history, piled.key.shares[:2], 3)
    assert piled.do(again, "teller") == []


@pytest.mark.rule("S0-11")
def test_weights_apply_where_every_category_is_shown(piled: Any) -> None:
    weights = {"党代表": "0.6", "群众代表": "0.4"}
    piled.town.amend("ballots.weights", by_category=weights)
    _, broken = piled.do(count(voted(piled, "gggb", "gbbb")), "teller")
    [jingui] = broken.weighted
    assert jingui.shares["好"] == Decimal("0.5500")


def test_rows_show_what_is_shown_and_that_the_rest_is_withheld(piled: Any) -> None:
    piled.do(count(voted(piled, "gggb", "gbb")), "teller")
    rows = piled.town.folded(CategoryResult)
    shown, hidden = (rows["b1", unit, "", "党代表"] for unit in ("jingui", "longtan"))
    assert (shown.withheld, shown.counts["好"]) == (False, 3)
    assert (hidden.withheld, hidden.counts, hidden.blank) == (True, {}, None)
