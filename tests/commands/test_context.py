"""Whoever acts for a unit must hold the role for this very unit, unless another role is held."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from taizhang.commands.context import Context, Envelope, Late
from taizhang.dispatch.decision import circumstances
from taizhang.errors import Refused
from taizhang.tenancy.authority import Authority

AUTHORITY = Authority(
    grants=frozenset(
        {
            ("village:jingui", "unit_secretary", "jingui"),
            ("village:both", "unit_secretary", "jingui"),
            ("village:both", "unit_secretary", "shiqiao"),
            ("clerk", "clerk", None),
            ("general", "unit_secretary", None),
        }
    )
)
#: Midnight in China has passed, in Greenwich it has not.
NOW = datetime(2015, 12, 19, 16, 30, tzinfo=UTC)


def context(
    actor: str = "clerk", on: date | None = None, late: Late | None = None, now: datetime = NOW
) -> Context:
    envelope = Envelope(command_id=UUID(int=1), actor=actor, on=on, late=late)
    return circumstances(envelope, AUTHORITY, now, bytes(16))


@pytest.mark.parametrize(
    ("actor", "unit"),
    [
        ("village:jingui", "jingui"),
        ("village:both", "shiqiao"),
        ("clerk", "jingui"),
        ("clerk", "nowhere"),
    ],
)
def test_who_holds_the_role_for_the_unit_or_another_role_may_act(actor: str, unit: str) -> None:
    context(actor).require_unit(unit, "unit_secretary", "clerk")


@pytest.mark.parametrize(
    ("actor", "units"),
    [
        ("village:jingui", "jingui"),
        ("village:both", "jingui、shiqiao"),
        ("general", "（无）"),
        ("nobody", "（无）"),
    ],
)
def test_anybody_else_is_told_whose_he_may_do(actor: str, units: str) -> None:
    with pytest.raises(Refused) as refused:
        context(actor).require_unit("liuxi", "unit_secretary", "clerk", name="柳溪村")
    [reason] = refused.value.reasons
    assert (reason.refusal.code, refused.value.status) == ("commands.not_your_unit", 403)
    assert reason.values == {"unit": "liuxi", "name": "柳溪村", "units": units}


def test_other_role_helps_only_where_the_decision_says_so() -> None:
    with pytest.raises(Refused):
        context("clerk").require_unit("jingui", "unit_secretary")


def test_day_of_business_is_today_in_china() -> None:
    assert context().on == date(2015, 12, 20)


def test_tomorrow_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        context(on=date(2015, 12, 21))
    [reason] = refused.value.reasons
    assert reason.refusal.code == "commands.future_date"
    assert reason.values == {"on": "2015-12-21", "today": "2015-12-20"}


def test_yesterday_needs_a_reason_and_evidence() -> None:
    with pytest.raises(Refused) as refused:
        context(on=date(2015, 12, 19))
    assert refused.value.code == "commands.late_without_reason"
    late = Late(reason="补录", evidence="会议记录")
    assert context(on=date(2015, 12, 19), late=late).on == date(2015, 12, 19)
