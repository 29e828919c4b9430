"""Only what was verified is struck off, where the tenant's rules ask for it."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.events import TicketClosed, TicketOpened
from taizhang.domain.tickets.rows import Ticket

COMMAND = CloseTicket(ticket="t")


@pytest.mark.rule("S3-24")
def test_verified_problem_is_struck_off(verified: Any) -> None:
    assert verified.do(COMMAND, "supervisor") == [TicketClosed(ticket="t", organisation="jingui")]
    row = verified.folded(Ticket)["t",]
    assert (row.state, row.closed_on) == ("closed", verified.today)


@pytest.mark.rule("S3-24")
@pytest.mark.parametrize(
    ("step", "state"), [("opened", "已登记"), ("assigned", "整改中"), ("mended", "待验收")]
)
def test_nothing_else_is_struck_off(request: pytest.FixtureRequest, step: str, state: str) -> None:
    reason = request.getfixturevalue(step).refusal(COMMAND, "supervisor")
    assert reason.refusal.code == "domain.wrong_state"
    assert (reason.values["state"], reason.values["needed"]) == (state, "已验收")


@pytest.mark.rule("S3-24")
def test_every_source_tenant_asks_for_verification(
    source_town: Callable[[str], Any], files: Any, mended: Any
) -> None:
    for slug in files:
        town = source_town(slug)
        opened = next(e for e in mended.history if isinstance(e, TicketOpened))
        at = mended.history.index(opened)
        town.given(*mended.history[at:])
        assert town.refusal(COMMAND, "clerk").values["needed"] == "已验收"


def test_tenant_that_does_not_ask_strikes_off_what_is_mended(mended: Any) -> None:
    mended.amend("tickets.closing", verified_by_another=False)
    assert mended.do(COMMAND)


def test_even_there_only_what_is_mended_is_struck_off(assigned: Any) -> None:
    assigned.amend("tickets.closing", verified_by_another=False)
    assert assigned.refusal(COMMAND).values["needed"] == "待验收或已验收"


def test_it_is_struck_off_once(closed: Any) -> None:
    assert closed.refusal(COMMAND).values["state"] == "已销号"


def test_village_strikes_nothing_off(verified: Any) -> None:
    assert verified.code_of(COMMAND, "village:jingui") == "commands.forbidden"
