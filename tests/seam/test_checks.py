"""A scheme's check looks at what a core decision is about to record (hook `checks`)."""

from collections.abc import Callable
from datetime import date

import pytest

from taizhang import Check, Event, Refusal, Scheme, Selector, checks, event
from taizhang.app import installed
from taizhang.core import ORGANISATION, OpenTicket, OrganisationId, TicketOpened
from taizhang.onboarding.sources import source_tenants
from taizhang.schemes import Schemes
from taizhang.tenancy.events import PluginSwitchedOn
from taizhang.testing import Town, opened

FROZEN = Refusal("fence.frozen", zh="“{organisation}”已冻结", en="{organisation} is frozen")


class Frozen(Event, name="fence.frozen", title="冻结", final="解冻"):
    organisation: OrganisationId


@checks(TicketOpened)
class NotFrozen(Check[TicketOpened]):
    frozen = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([Frozen], [ORGANISATION(self.fact.organisation)])]

    @event(Frozen)
    def _(self) -> None:
        self.frozen = True

    def execute(self) -> None:
        self.refuse_unless(not self.frozen, FROZEN(organisation=self.fact.organisation))


@checks(TicketOpened)
class Broken(Check[TicketOpened]):
    def execute(self) -> None:
        raise ZeroDivisionError


@checks(TicketOpened)
class Boundless(Check[TicketOpened]):
    def consistency_boundary(self) -> list[Selector]:
        raise LookupError(self.fact.problem)


ASK = OpenTicket(
    ticket="t",
    organisation="jingui",
    source="inspection",
    problem="活动场所陈旧",
    due_on=date(2016, 3, 1),
)


@pytest.fixture
def town() -> Callable[..., Town]:
    """三堂街镇 with the scheme `fence`, switched on, that has these checks."""

    def make(*checks: type[Check[TicketOpened]], on: bool = True) -> Town:
        fence = Scheme(name="fence", title="冻结", events=(Frozen,), checks=checks)
        path = next(path for path in source_tenants() if path.parent.name == "santangjie")
        town = opened(path, Schemes([*installed()[0].all, fence]))
        return town.given(PluginSwitchedOn(plugin="fence")) if on else town

    return make


@pytest.mark.hook("checks")
def test_a_check_refuses_what_the_core_would_record(town: Callable[..., Town]) -> None:
    reason = town(NotFrozen).given(Frozen(organisation="jingui")).refusal(ASK)
    assert reason.refusal is FROZEN


def test_a_check_reads_its_own_boundary_only(town: Callable[..., Town]) -> None:
    assert town(NotFrozen).given(Frozen(organisation="changpu")).do(ASK)


def test_a_check_of_a_scheme_that_is_off_is_not_asked(town: Callable[..., Town]) -> None:
    assert town(NotFrozen, on=False).given(Frozen(organisation="jingui")).do(ASK)


def test_a_check_that_fails_is_named_and_nothing_is_recorded(town: Callable[..., Town]) -> None:
    reason = town(Broken).refusal(ASK)
    assert reason.refusal.code == "plugins.check_failed"
    assert reason.values["scheme"] == "fence"
    assert reason.values["check"] == "Broken"


def test_a_check_whose_boundary_fails_is_named_without_what_it_read(
    town: Callable[..., Town],
) -> None:
    reason = town(Boundless).refusal(ASK)
    assert reason.refusal.code == "plugins.check_failed"
    assert (reason.values["check"], reason.values["error"]) == ("Boundless", "LookupError")


def test_all_checks_tell_their_reasons_at_once(town: Callable[..., Town]) -> None:
    reasons = town(NotFrozen, Broken).given(Frozen(organisation="jingui")).reasons(ASK)
    assert [reason.refusal.code for reason in reasons] == ["fence.frozen", "plugins.check_failed"]
