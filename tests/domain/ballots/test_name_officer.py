"""Scrutineers and counters are named from those who came, before the box opens."""

from typing import Any

import pytest

from taizhang.domain.ballots.commands import NameOfficer
from taizhang.domain.ballots.events import OfficerNamed
from taizhang.domain.ballots.rows import Officer

NOTE = "演示选择监票人 1 名"


def naming(attendee: str, duty: Any) -> NameOfficer:
    return NameOfficer(box="b1", meeting="m1", attendee=attendee, duty=duty)


def require(vote: Any, scrutineers: int, counters: int) -> None:
    choices = {"scrutineers": NOTE, "counters": NOTE}
    vote.town.amend("ballots.officers", scrutineers=scrutineers, counters=counters, choices=choices)


@pytest.mark.rule("S0-11")
@pytest.mark.parametrize("duty", ["scrutineer", "counter", "writer"])
def test_attendee_is_named(vote: Any, duty: Any) -> None:
    named = OfficerNamed(box="b1", meeting="m1", attendee="0", duty=duty)
    assert vote.do(naming("0", duty)) == [named]


def test_who_did_not_come_has_no_duty(vote: Any) -> None:
    assert vote.code_of(naming("99", "counter")) == "ballots.not_present"


@pytest.mark.rule("S0-11")
def test_who_counts_does_not_scrutinise(vote: Any) -> None:
    vote.do(naming("0", "counter"))
    reason = vote.refusal(naming("0", "scrutineer"))
    assert (reason.refusal.code, reason.values["duty"]) == ("ballots.two_duties", "计票人")


def test_naming_twice_records_nothing(vote: Any) -> None:
    vote.do(naming("0", "counter"))
    assert vote.do(naming("0", "counter")) == []


def test_nobody_is_named_after_the_close(open_vote: Any) -> None:
    assert open_vote.closed().code_of(naming("0", "counter")) == "domain.wrong_state"


@pytest.mark.rule("S0-11")
def test_box_stays_shut_until_the_officers_are_named(vote: Any) -> None:
    require(vote, 1, 1)
    vote.do(naming("0", "counter"))
    reason = vote.refusal(vote.opening())
    assert reason.refusal.code == "ballots.officers"
    assert reason.values == {"scrutineers": 1, "counters": 1, "named": 1}
    assert reason.clause == f"本单位的选择：{NOTE}"


@pytest.mark.rule("S0-11")
def test_box_opens_with_its_officers(vote: Any) -> None:
    require(vote, 1, 1)
    vote.do(naming("0", "counter"))
    vote.do(naming("1", "scrutineer"))
    assert vote.do(vote.opening())


def test_row_tells_who_does_what(vote: Any) -> None:
    vote.do(naming("0", "writer"))
    [row] = vote.town.folded(Officer).values()
    assert (row.attendee, row.duty) == ("0", "writer")
