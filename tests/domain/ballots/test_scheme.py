"""The area is whole: every command is decided, every event is known, the rules are read."""

import msgspec
import pytest

from taizhang.domain.ballots import (
    commands,
    count_events,
    events,
    paper_events,
    slip_events,
    tallying,
)
from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.ballots.scheme import SCHEME
from taizhang.domain.ballots.sealing import sealed_size
from taizhang.events.event import Event
from taizhang.rules.in_force import read
from taizhang.schemes import Schemes

FORM = {"scale": ["好", "差"]}
VOTERS = {"subjects_vote": True}


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
    rooms = (events, slip_events, paper_events, count_events)
    named = [each for room in rooms for each in vars(room).values() if isinstance(each, type)]
    declared = {each for each in named if issubclass(each, Event)}
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
            {"form": FORM, "voters": VOTERS, "weights": {"by_category": {"甲": weight}}},
        )


@pytest.mark.parametrize("scale", [[], ["好"], ["好", "好"], ["好", ""]])
def test_scale_that_could_not_be_counted_is_not_adopted(scale: list[str]) -> None:
    with pytest.raises(msgspec.ValidationError):
        read(BallotRules, {"form": {"scale": scale}, "voters": VOTERS})


@pytest.mark.parametrize("items", [["书记", "书记"], [""]])
def test_items_that_could_not_be_told_apart_are_a_fault_of_the_file(items: list[str]) -> None:
    asked = {"form": FORM, "items": [FORM | {"item": item} for item in items], "voters": VOTERS}
    rules = read(BallotRules, asked)
    faults = list(rules.incoherences({"ballots": rules}))
    assert [fault.at for fault in faults] == [("rules", "ballots", "items", len(items), "item")]


def test_item_that_could_not_stand_in_a_list_is_not_adopted() -> None:
    with pytest.raises(msgspec.ValidationError):
        read(BallotRules, {"form": FORM, "items": [FORM | {"item": "班子/书记"}], "voters": VOTERS})


def test_item_has_a_label_in_english_and_nothing_else_has() -> None:
    labelled = FORM | {"item": "班子", "english": {"班子": "Team", "好": "good"}}
    assert read(BallotRules, {"form": labelled, "voters": VOTERS}).form.english["班子"] == "Team"
    with pytest.raises(msgspec.ValidationError):
        read(BallotRules, {"form": FORM | {"english": {"班子": "Team"}}, "voters": VOTERS})


@pytest.mark.parametrize(
    "voters", [{"subjects_vote": False}, {"subjects_vote": True, "assessed": ["委员"]}]
)
def test_who_draws_no_slip_is_told_by_category(voters: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        read(BallotRules, {"form": FORM, "voters": voters})
