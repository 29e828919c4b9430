"""The area is whole: every command is decided, every event is known, the rules are read."""

import msgspec
import pytest

from taizhang.domain.ballots import commands, events, tallying
from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.ballots.scheme import SCHEME
from taizhang.domain.ballots.sealing import sealed_size
from taizhang.events.event import Event
from taizhang.rules.in_force import read
from taizhang.schemes import Schemes


def test_scheme_is_accepted() -> None:
    assert set(Schemes([SCHEME]).commands) == {
        "ballots.register_slips",
        "ballots.void_slip",
        "ballots.reissue_slip",
        "ballots.open_box",
        "ballots.cast",
        "ballots.enter_paper",
        "ballots.confirm_paper",
        "ballots.reject_paper",
        "ballots.count_papers",
        "ballots.end_casting",
        "ballots.close_box",
        "ballots.record_tally",
        "ballots.name_officer",
    }


def test_no_event_is_left_out() -> None:
    declared = {e for e in vars(events).values() if isinstance(e, type) and issubclass(e, Event)}
    assert set(SCHEME.events) == declared - {Event}


def test_tally_stays_within_the_logs_tags() -> None:
    assert tallying.TOGETHER + len(("box", "cycle", "meeting")) <= 64


@pytest.mark.rule("S0-11")
def test_ballot_on_72_subjects_three_times_over_is_not_too_long() -> None:
    assert commands.MAX_QUESTIONS == 72 * 3
    assert sealed_size(commands.MAX_QUESTIONS) <= 4096


@pytest.mark.parametrize("weight", ["0", "-1"])
def test_weight_of_nought_or_less_is_not_adopted(weight: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        read(
            BallotRules,
            {"form": {"scale": ["好", "差"]}, "weights": {"by_category": {"甲": weight}}},
        )


@pytest.mark.parametrize("scale", [[], ["好"], ["好", "好"], ["好", ""]])
def test_scale_that_could_not_be_counted_is_not_adopted(scale: list[str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        read(BallotRules, {"form": {"scale": scale}})
