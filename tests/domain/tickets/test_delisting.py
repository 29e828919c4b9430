"""The tenant's own steps on the way to closing, each by its role, in their order."""

from collections.abc import Callable
from typing import Any

import pytest

from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.delisting import PassDelistingStep
from taizhang.domain.tickets.events import DelistingStepPassed, TicketClosed
from taizhang.domain.tickets.rows import Ticket
from taizhang.domain.tickets.rules import Delisting, Step
from taizhang.domain.tickets.verifying import ReturnTicket
from taizhang.tenancy.roles import Role

CLAUSE = "列出任务清单,实行挂图作战,建立销号管理制度"
CHAIN = [
    {"name": "村申请", "role": "unit_secretary"},
    {"name": "镇审核", "role": "clerk"},
    {"name": "县验收", "role": "supervisor"},
]
WAY = [("村申请", "village:jingui"), ("镇审核", "clerk"), ("县验收", "supervisor")]


def step(name: str) -> PassDelistingStep:
    return PassDelistingStep(ticket="t", step=name, note="同意")


@pytest.fixture
def chained(verified: Any) -> Any:
    """A verified problem of a tenant with three steps before closing."""
    return verified.amend("tickets.delisting", steps=CHAIN, clause=CLAUSE, choices={})


@pytest.mark.rule("S2-30", "S4-32")
def test_each_step_by_its_role_leads_to_closing(chained: Any) -> None:
    for name, actor in WAY:
        assert chained.do(step(name), actor) == [
            DelistingStepPassed(ticket="t", organisation="jingui", step=name, by=actor, note="同意")
        ]
    assert chained.folded(Ticket)["t",].passed == ["村申请", "镇审核", "县验收"]
    assert chained.do(CloseTicket(ticket="t")) == [TicketClosed(ticket="t", organisation="jingui")]


@pytest.mark.rule("S4-32")
@pytest.mark.parametrize("length", [0, 1, 2, 7])
def test_chain_is_as_long_as_the_tenant_has_it(chained: Any, length: int) -> None:
    names = [f"环节{number}" for number in range(length)]
    chained.amend("tickets.delisting", steps=[{"name": n, "role": "clerk"} for n in names])
    for name in names:
        assert chained.code_of(CloseTicket(ticket="t")) == "tickets.delisting_incomplete"
        chained.do(step(name))
    assert chained.do(CloseTicket(ticket="t"))


@pytest.mark.rule("S4-32")
def test_out_of_order_is_refused_with_the_clause(chained: Any) -> None:
    reason = chained.refusal(step("镇审核"))
    assert reason.refusal.code == "tickets.delisting_out_of_order"
    assert reason.values == {"step": "镇审核", "next": "下一环节是“村申请”"}
    assert reason.clause == CLAUSE


def test_step_is_passed_once(chained: Any) -> None:
    chained.do(step("村申请"), "village:jingui")
    reason = chained.refusal(step("村申请"), "village:jingui")
    assert reason.values == {"step": "村申请", "next": "下一环节是“镇审核”"}


def test_after_the_last_step_none_is_left(chained: Any) -> None:
    for name, actor in WAY:
        chained.do(step(name), actor)
    reason = chained.refusal(step("县验收"), "supervisor")
    assert reason.values["next"] == "各环节均已通过，可以销号"


@pytest.mark.rule("S4-32")
def test_it_is_not_closed_before_every_step(chained: Any) -> None:
    chained.do(step("村申请"), "village:jingui")
    reason = chained.refusal(CloseTicket(ticket="t"))
    assert reason.refusal.code == "tickets.delisting_incomplete"
    assert (reason.values, reason.clause) == ({"missing": "镇审核、县验收"}, CLAUSE)


@pytest.mark.rule("S4-32")
def test_another_role_does_not_take_the_step(chained: Any) -> None:
    chained.do(step("村申请"), "village:jingui")
    reason = chained.refusal(step("镇审核"), "supervisor")
    assert reason.refusal.code == "tickets.delisting_role"
    assert (reason.values, reason.clause) == ({"step": "镇审核", "role": "clerk"}, CLAUSE)


def test_another_village_does_not_take_the_step(chained: Any) -> None:
    assert chained.code_of(step("村申请"), "village:shiqiao") == "commands.not_your_unit"


def test_step_that_the_chain_has_not_is_refused(chained: Any) -> None:
    reason = chained.refusal(step("市复核"))
    assert reason.refusal.code == "tickets.no_delisting_step"
    assert reason.values == {"step": "市复核", "steps": "村申请、镇审核、县验收"}


@pytest.mark.rule("S3-24")
def test_way_begins_only_after_verification(mended: Any) -> None:
    mended.amend("tickets.delisting", steps=CHAIN, clause=CLAUSE, choices={})
    assert mended.refusal(step("村申请"), "village:jingui").values["needed"] == "已验收"


def test_what_was_sent_back_takes_its_steps_anew(chained: Any) -> None:
    chained.do(step("村申请"), "village:jingui")
    chained.do(ReturnTicket(ticket="t", reason="仍漏雨"), "supervisor")
    assert chained.folded(Ticket)["t",].passed == []
    assert chained.standing(CloseTicket(ticket="t")).passed == []


@pytest.mark.rule("S4-32")
def test_dongfang_consolidates_between_mending_and_closing(
    source_town: Callable[[str], Any], verified: Any
) -> None:
    dongfang = source_town("dongfang")
    dongfang.given(*verified.history[-4:])
    reason = dongfang.refusal(CloseTicket(ticket="t"))
    assert reason.values == {"missing": "巩固"}


@pytest.mark.rule("S2-30")
def test_hunan_town_names_three_steps(source_town: Callable[[str], Any], verified: Any) -> None:
    hunan = source_town("hunan-town")
    hunan.given(*verified.history[-4:])
    reason = hunan.refusal(CloseTicket(ticket="t"))
    assert reason.values == {"missing": "村(社区)申请、镇审核、党委验收"}


def test_two_steps_of_one_name_are_no_chain() -> None:
    """Passing one would pass both."""
    step = Step(name="审核", role=Role.CLERK)
    with pytest.raises(ValueError, match="写了两次"):
        Delisting(steps=[step, step])
