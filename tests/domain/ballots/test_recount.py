"""An auditor counts a box again: whatever was changed, in the list or in the log, shows."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.audit.recount import Recounted, recount
from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import VoidSlip
from taizhang.domain.ballots.count_events import BreakdownTallied, SubjectTally, Tallied
from taizhang.domain.ballots.events import BallotCast, BoxClosed
from taizhang.domain.ballots.lists import ChoiceList, list_hash
from taizhang.domain.ballots.slip_codes import proof_of, slip_of
from taizhang.domain.ballots.slip_events import SlipsSealed
from taizhang.errors import Refused

PILES = {"党代表": 4, "群众代表": 4}


class Count:
    """A counted box, its list, and ways to spoil either."""

    def __init__(self, vote: Any) -> None:
        self.key = vote.key
        command = desk.count(vote.history, vote.key.shares[:2], 3)
        vote.do(command, "teller")
        self.lists: list[ChoiceList] = command.lists
        self.events: list[Any] = vote.history

    def again(self, *, opened: bool = False) -> Recounted:
        return recount(self.events, "b1", self.lists, self.key.shares[1:] if opened else ())

    def change(self, kind: type[Any], **fields: Any) -> None:
        self.events = [replace(e, **fields) if isinstance(e, kind) else e for e in self.events]

    def first(self, **fields: Any) -> None:
        self.lists = [replace(self.lists[0], **fields), *self.lists[1:]]

    def sign(self) -> None:
        """Whoever falsifies a list may have falsified the log's hash and result with it."""
        [tallied] = [e for e in self.events if isinstance(e, Tallied)]
        scale = list(tallied.counts[0].counts)
        counts = [each.tally(scale) for each in self.lists]
        self.change(Tallied, counts=counts, list_hash=list_hash(self.lists))


@pytest.fixture
def count(open_vote: Any) -> Count:
    spoiled = slip_of("b1", proof_of(open_vote.codes[4]))
    open_vote.do(VoidSlip(box="b1", slip=spoiled, reason="污损"))
    return Count(open_vote.cast(["好", "差"], ["好", ""], ["较好", "好"]).closed())


@pytest.fixture
def piled(new_vote: Callable[[], Any]) -> Count:
    vote = new_vote().attended(8)
    vote.town.amend("meetings.attendees", categories=list(PILES))
    vote.town.amend("ballots.breakdown", minimum=3, choices={"minimum": "演示选择"})
    slips = desk.make_slips("b1", "m1", 8, PILES)
    vote.codes = slips.codes
    vote.do(slips.command)
    said = ["好", "好", "好", "差", "好", "差", "差", "差"]
    return Count(vote.opened().cast(*([each, "好"] for each in said)).closed())


def told(done: Recounted) -> str:
    assert done.differences
    return "\n".join(done.differences)


@pytest.mark.rule("S1-12")
@pytest.mark.parametrize("opened", [False, True])
def test_honest_count_has_no_difference(count: Count, opened: bool) -> None:
    done = count.again(opened=opened)
    assert (done.differences, done.ballots, done.lines) == ([], 3, 2)
    assert "没有发现不符" in done.report()
    assert ("已启封" in done.report()) is opened


def test_honest_breakdown_has_no_difference(piled: Count) -> None:
    assert piled.again(opened=True).differences == []


@pytest.mark.rule("S1-12")
def test_falsified_list_shows_by_its_hash_and_its_result(count: Count) -> None:
    (number, _), *rest = count.lists[0].items
    count.first(items=[(number, "差"), *rest])
    said = told(count.again())
    assert f"清单的校验值为 {list_hash(count.lists)}" in said
    assert "“jingui”重新计得" in said


@pytest.mark.rule("S1-12")
def test_swapped_choice_shows_by_its_number_even_if_the_result_was_falsified_too(
    count: Count,
) -> None:
    (number, was), *rest = count.lists[0].items
    count.first(items=[(number, "差"), *rest])
    count.sign()
    assert count.again().differences == []
    line = f"“jingui”被改：追踪号 {number} 投“{was}”，清单写“差”"
    assert count.again(opened=True).differences == [line]


@pytest.mark.rule("S1-12")
def test_two_choices_that_changed_places_show_by_their_numbers(count: Count) -> None:
    first, second, third = count.lists[0].items
    pair = next(p for p in ((first, second), (first, third), (second, third)) if p[0][1] != p[1][1])
    swapped = {pair[0][0]: pair[1][1], pair[1][0]: pair[0][1]}
    count.first(items=[(n, swapped.get(n, choice)) for n, choice in count.lists[0].items])
    count.sign()
    found = count.again(opened=True).differences
    assert len(found) == 2
    assert all("被改" in each for each in found)


@pytest.mark.rule("S1-12")
def test_ballot_dropped_from_the_list_is_missed(count: Count) -> None:
    (number, was), *rest = count.lists[0].items
    count.first(items=rest)
    count.sign()
    assert "“jingui”合计 2 票，封箱时投票 3 张" in told(count.again())
    missing = f"“jingui”缺一票：追踪号 {number} 投“{was}”，清单里没有"
    assert missing in told(count.again(opened=True))


@pytest.mark.rule("S1-12")
def test_ballot_replaced_by_an_invented_one_shows_both(count: Count) -> None:
    _, *rest = count.lists[0].items
    count.first(items=[("0" * 32, "差"), *rest])
    count.sign()
    assert count.again().differences == []
    said = told(count.again(opened=True))
    assert "缺一票" in said
    assert f"多一票：追踪号 {'0' * 32}" in said


def test_vote_made_invalid_shows(count: Count) -> None:
    _, *rest = count.lists[0].items
    count.first(items=rest, invalid=1)
    count.sign()
    assert "“jingui”无效票应为 0 张，清单写 1 张" in told(count.again(opened=True))


def test_line_left_out_of_the_list_shows(count: Count) -> None:
    count.lists = count.lists[:1]
    assert "清单里没有“longtan”" in told(count.again(opened=True))


def test_ballot_dropped_from_the_log_shows(count: Count) -> None:
    at = next(n for n, event in enumerate(count.events) if isinstance(event, BallotCast))
    del count.events[at]
    assert "日志中投票 2 张，封箱时为 3 张" in told(count.again())
    assert "多一票" in told(count.again(opened=True))


def test_ballot_after_the_close_shows(count: Count) -> None:
    ballots = [e for e in count.events if isinstance(e, BallotCast)]
    count.events.append(replace(ballots[0], slip="f" * 64))
    said = told(count.again())
    assert "封箱之后还有投票" in said
    assert "未登记或已作废" in said


def test_slip_used_twice_shows(count: Count) -> None:
    at = next(n for n, event in enumerate(count.events) if isinstance(event, BallotCast))
    count.events.insert(at, count.events[at])
    assert "投了两次" in told(count.again())


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"unused": 9}, "印制 5 张，不等于投票 3、未用 9、作废 1 之和"),
        ({"void": 0}, "日志中作废 1 张，封箱时为 0 张"),
        ({"papers": 2}, "日志中纸质票 0 张，封箱时为 2 张"),
        ({"voters": 2}, "投票 3 张、投票人 2 人、签到 4 人，不应有效"),
        ({"voters": 9}, "投票 3 张、投票人 9 人、签到 4 人，不应有效"),
    ],
)
def test_numbers_that_do_not_come_out_show(
    count: Count, changed: dict[str, int], words: str
) -> None:
    count.change(BoxClosed, **changed)
    assert words in told(count.again())


def test_slips_added_or_changed_after_they_were_sealed_show(count: Count) -> None:
    count.change(SlipsSealed, count=6, root="0" * 64)
    said = told(count.again())
    assert "登记选票 5 张，封存时为 6 张" in said
    assert "选票校验值应为" in said


def test_breakdown_beyond_the_totals_shows(piled: Count) -> None:
    [broken] = [e for e in piled.events if isinstance(e, BreakdownTallied)]
    more = SubjectTally(subject="jingui", counts={"好": 7}, blank=0, invalid=0)
    first, *rest = broken.parts
    piled.change(BreakdownTallied, parts=[replace(first, tally=more), *rest])
    assert told(piled.again()) == "“jingui”的分类计票超出总数"


@pytest.mark.parametrize("stage", ["prepared", "open", "closed"])
def test_box_without_a_result_is_not_recounted(vote: Any, stage: str) -> None:
    if stage != "prepared":
        vote.opened()
    if stage == "closed":
        vote.closed()
    with pytest.raises(Refused) as refused:
        recount(vote.history, "b1", [])
    codes = {
        "prepared": "ballots.no_box",
        "open": "ballots.not_closed",
        "closed": "audit.not_tallied",
    }
    assert refused.value.code == codes[stage]


def test_shares_of_another_box_open_nothing(count: Count) -> None:
    with pytest.raises(Refused) as refused:
        recount(count.events, "b1", count.lists, desk.make_box_key().shares)
    assert refused.value.code == "ballots.foreign_shares"
