"""A unit debriefs before a meeting that was called, once."""

from typing import Any

import pytest

from taizhang.domain.meetings.debriefs import HoldDebrief
from taizhang.domain.results.rows import Assessment

COMMAND = HoldDebrief(meeting="m", organisation="jingui")


@pytest.mark.rule("S0-09")
def test_debrief_belongs_to_the_meeting_and_its_cycle(town: Any) -> None:
    [held] = town.do(COMMAND)
    assert (held.meeting, held.cycle, held.organisation) == ("m", "c", "jingui")


@pytest.mark.rule("S0-09")
def test_nobody_debriefs_outside_a_meeting(town: Any) -> None:
    reason = town.refusal(HoldDebrief(meeting="m9", organisation="jingui"))
    assert (reason.refusal.code, reason.values) == ("domain.unknown", {"kind": "会议", "id": "m9"})


@pytest.mark.rule("S0-01")
def test_unit_that_is_not_assessed_does_not_debrief(town: Any) -> None:
    reason = town.refusal(HoldDebrief(meeting="m", organisation="liuxi"))
    assert reason.refusal.code == "domain.not_assessed"
    assert reason.values == {"subject": "liuxi", "name": "柳溪村", "cycle": "c"}


def test_enrolment_in_another_cycle_does_not_count(town: Any) -> None:
    town.assessing("liuxi", cycle="c2014")
    command = HoldDebrief(meeting="m", organisation="liuxi")
    assert town.code_of(command) == "domain.not_assessed"


def test_second_debrief_changes_nothing(town: Any) -> None:
    town.do(COMMAND)
    assert town.do(COMMAND) == []


def test_only_a_clerk_records_it(town: Any) -> None:
    assert town.code_of(COMMAND, "village:jingui") == "commands.forbidden"


def test_board_shows_who_has_debriefed(town: Any) -> None:
    town.do(COMMAND)
    board = town.folded(Assessment)
    assert {unit: row.debriefed for (_, unit), row in board.items()} == {
        "jingui": True,
        "shiqiao": False,
    }


def test_two_units_do_not_wait_for_each_other(town: Any, boundary: Any, selected: Any) -> None:
    [other] = town.do(HoldDebrief(meeting="m", organisation="shiqiao"))
    assert not selected(boundary(COMMAND), other)
