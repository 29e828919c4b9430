"""What was handed over and is not mended goes back."""

from typing import Any

import pytest

from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.events import TicketReturned
from taizhang.domain.tickets.rows import Ticket
from taizhang.domain.tickets.verifying import ReturnTicket

COMMAND = ReturnTicket(ticket="t", reason="仍漏雨")


@pytest.mark.rule("S0-17")
def test_it_goes_back_with_the_reason(mended: Any) -> None:
    assert mended.do(COMMAND, "supervisor") == [
        TicketReturned(ticket="t", organisation="jingui", reason="仍漏雨")
    ]
    assert mended.folded(Ticket)["t",].state == "assigned"


@pytest.mark.rule("S3-24")
def test_even_what_was_verified_goes_back_and_is_verified_anew(verified: Any) -> None:
    verified.do(COMMAND, "supervisor")
    assert verified.refusal(CloseTicket(ticket="t"), "supervisor").values["state"] == "整改中"
    assert verified.folded(Ticket)["t",].verifier is None


def test_what_was_not_handed_over_cannot_go_back(assigned: Any) -> None:
    assert assigned.refusal(COMMAND, "supervisor").values["needed"] == "待验收或已验收"


def test_village_sends_nothing_back(mended: Any) -> None:
    assert mended.code_of(COMMAND, "village:jingui") == "commands.forbidden"
