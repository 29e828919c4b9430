"""A closed problem may come back; it is mended and verified anew."""

from typing import Any

import pytest

from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.events import TicketReopened
from taizhang.domain.tickets.reopening import ReopenTicket
from taizhang.domain.tickets.rows import Ticket

COMMAND = ReopenTicket(ticket="t", reason="又漏雨")


def test_closed_problem_comes_back_with_the_reason(closed: Any) -> None:
    assert closed.do(COMMAND) == [
        TicketReopened(ticket="t", organisation="jingui", reason="又漏雨")
    ]


def test_it_shows_neither_the_verifier_nor_the_day_it_was_closed(closed: Any) -> None:
    closed.do(COMMAND)
    row = closed.folded(Ticket)["t",]
    assert (row.state, row.verifier, row.closed_on) == ("assigned", None, None)


@pytest.mark.rule("S3-24")
def test_earlier_verification_does_not_close_it_again(closed: Any) -> None:
    closed.do(COMMAND)
    assert closed.refusal(CloseTicket(ticket="t"), "supervisor").values["state"] == "整改中"


def test_only_what_is_closed_comes_back(verified: Any) -> None:
    reason = verified.refusal(COMMAND)
    assert (reason.refusal.code, reason.values["needed"]) == ("domain.wrong_state", "已销号")


def test_village_reopens_nothing(closed: Any) -> None:
    assert closed.code_of(COMMAND, "village:jingui") == "commands.forbidden"
