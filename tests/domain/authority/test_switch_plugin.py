"""A plugin's commands are open while it is on, and closed before and after."""

from decimal import Decimal
from typing import Any

import pytest

from taizhang.domain.authority.commands import SwitchPluginOff, SwitchPluginOn
from taizhang.tenancy.events import PluginSwitchedOff, PluginSwitchedOn
from taizhang_plugins.pay.publishing import PublishIncome

ON, OFF = SwitchPluginOn(plugin="pay"), SwitchPluginOff(plugin="pay")
INCOME = PublishIncome(year=2014, kind="net", yuan=Decimal(9000), source="公报")


@pytest.fixture
def without(santangjie: Any) -> Any:
    """The town, before pay is switched on."""
    return santangjie.given(PluginSwitchedOff(plugin="pay"))


def test_switching_on_opens_its_commands(without: Any) -> None:
    without.grant("finance", "finance")
    assert without.do(ON, "system") == [PluginSwitchedOn(plugin="pay")]
    assert without.do(INCOME, "finance")


def test_switching_off_closes_them_and_keeps_the_history(without: Any) -> None:
    without.grant("finance", "finance").do(ON, "system")
    [income] = without.do(INCOME, "finance")
    assert without.do(OFF, "system") == [PluginSwitchedOff(plugin="pay")]
    assert without.code_of(INCOME, "finance") == "tenancy.plugin_off"
    assert income in without.history


def test_what_is_on_already_changes_nothing(without: Any) -> None:
    without.do(ON, "system")
    assert without.do(ON, "system") == []


def test_only_what_is_on_is_switched_off(without: Any) -> None:
    reason = without.refusal(OFF, "system")
    assert reason.refusal.code == "domain.unknown"
    assert reason.values == {"kind": "已启用的方案", "id": "pay"}


def test_clerk_switches_nothing(without: Any) -> None:
    assert without.code_of(ON, "clerk") == "commands.forbidden"
    assert without.code_of(OFF, "clerk") == "commands.forbidden"
