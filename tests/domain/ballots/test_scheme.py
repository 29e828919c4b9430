"""The area is whole: every command is decided, every event is known, the rules are read."""

import msgspec
import pytest

from taizhang.domain.ballots import commands, events
from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.ballots.scheme import SCHEME
from taizhang.events.event import Event
from taizhang.rules.in_force import read
from taizhang.schemes import Schemes


def test_scheme_is_accepted() -> None:
    assert set(Schemes([SCHEME]).commands) == {
        "ballots.register_slips",
        "ballots.void_slip",
        "ballots.open_box",
        "ballots.cast",
        "ballots.close_box",
        "ballots.record_tally",
    }


def test_no_event_is_left_out() -> None:
    declared = {e for e in vars(events).values() if isinstance(e, type) and issubclass(e, Event)}
    assert set(SCHEME.events) == declared - {Event}


def test_most_questions_still_leave_a_tally_within_the_logs_tags() -> None:
    assert commands.MAX_QUESTIONS + len(("box", "cycle", "meeting")) <= 64


@pytest.mark.parametrize("scale", [[], ["好"], ["好", "好"], ["好", ""]])
def test_scale_that_could_not_be_counted_is_not_adopted(scale: list[str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        read(BallotRules, {"form": {"scale": scale}})
