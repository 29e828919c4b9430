"""Entering a fact after its day (补录): the ledger says when, why and on what evidence."""

from datetime import date
from typing import Any

import pytest

from taizhang.domain.amendments.late_rows import LateEntry
from taizhang.domain.organisations.commands import RegisterOrganisation
from taizhang.events.amendments import EnteredLate
from taizhang.events.tags import tags_of

COMMAND = RegisterOrganisation(organisation="xincun", name="新村", kind="村")


@pytest.fixture
def late(santangjie: Any) -> Any:
    """A town where a village was registered some days late."""
    santangjie.do(COMMAND, on=date(2015, 10, 1))
    return santangjie


def test_it_says_why_and_on_what_evidence(late: Any) -> None:
    (line,) = late.folded(LateEntry).values()
    assert (line.on, line.events) == (date(2015, 10, 1), ["organisations.registered"])
    assert (line.reason, line.evidence) == ("补录", "会议记录")


def test_it_stands_in_the_history_of_what_it_is_about(late: Any) -> None:
    marked = late.history[-1]
    assert isinstance(marked, EnteredLate)
    assert "organisation:xincun" in tags_of(marked)


def test_what_is_entered_on_its_day_is_not_late(santangjie: Any) -> None:
    santangjie.do(COMMAND)
    assert santangjie.folded(LateEntry) == {}


def test_a_command_that_changes_nothing_was_not_late(late: Any) -> None:
    before = len(late.history)
    assert late.code_of(COMMAND, on=date(2015, 10, 1))
    assert len(late.history) == before
