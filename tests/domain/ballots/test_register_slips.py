"""Slips are registered once, completely, and before the box opens."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import RegisterSlips
from taizhang.domain.ballots.slip_events import SlipsRegistered, SlipsSealed
from taizhang.events.tags import tags_of


def slips(count: int) -> RegisterSlips:
    return desk.make_slips("b1", "m1", count).command


@pytest.fixture
def called(new_vote: Callable[[], Any]) -> Any:
    return new_vote()


@pytest.mark.parametrize(
    ("count", "batches"), [(1, [1]), (40, [40]), (41, [40, 1]), (83, [40, 40, 3])]
)
def test_hashes_are_logged_in_batches_of_forty(called: Any, count: int, batches: list[int]) -> None:
    *registered, _ = called.do(slips(count))
    assert [len(event.hashes) for event in registered] == batches


def test_batches_are_numbered_and_hold_every_slip_in_order(called: Any) -> None:
    command = slips(83)
    *registered, _ = called.do(command)
    assert [event.batch for event in registered] == [1, 2, 3]
    assert [each for event in registered for each in event.hashes] == sorted(command.hashes)


def test_number_and_root_are_sealed(called: Any) -> None:
    command = slips(3)
    sealed = called.do(command)[-1]
    assert sealed == SlipsSealed(box="b1", meeting="m1", count=3, root=command.root)


def test_every_slip_is_a_tag_and_the_log_takes_the_batch(called: Any) -> None:
    batch = called.do(slips(40))[0]
    assert isinstance(batch, SlipsRegistered)
    assert set(tags_of(batch)) == {"box:b1", "meeting:m1", *(f"slip:{h}" for h in batch.hashes)}
    assert len(tags_of(batch)) <= 64


def test_order_of_the_request_leaves_no_trace(called: Any) -> None:
    command = slips(5)
    backwards = replace(command, hashes=command.hashes[::-1])
    assert called.do(backwards)[0].hashes == sorted(command.hashes)


def test_codes_are_in_neither_command_nor_event(called: Any) -> None:
    printed = desk.make_slips("b1", "m1", 3)
    text = repr((printed.command, called.do(printed.command)))
    assert not any(code in text or code.replace("-", "") in text for code in printed.codes)


def test_wrong_root_is_refused_with_the_right_one(called: Any) -> None:
    command = slips(3)
    reason = called.refusal(replace(command, root="0" * 64))
    assert reason.refusal.code == "ballots.wrong_root"
    assert reason.values == {"root": command.root}


def test_slip_listed_twice_is_refused(called: Any) -> None:
    command = slips(2)
    twice = replace(command, hashes=[*command.hashes, command.hashes[0]])
    assert called.code_of(twice) == "ballots.slip_twice"


def test_second_registration_is_refused(called: Any) -> None:
    called.do(slips(2))
    assert called.code_of(slips(2)) == "domain.taken"


def test_unknown_meeting_is_refused(called: Any) -> None:
    assert called.code_of(replace(slips(2), meeting="m9")) == "domain.unknown"


def test_only_clerk_and_teller_print_slips(called: Any) -> None:
    called.town.grant("secretary", "committee_secretary")
    assert called.code_of(slips(2), "secretary") == "commands.forbidden"
    assert called.do(slips(2), "teller")
