"""A plugin's commands are open while it is on, and closed before and after."""

from decimal import Decimal
from typing import Any

from taizhang.domain.authority.commands import SwitchPluginOff, SwitchPluginOn
from taizhang.tenancy.events import PluginSwitchedOff, PluginSwitchedOn
from taizhang_plugins.pay.commands import PublishIncome

ON, OFF = SwitchPluginOn(plugin="pay"), SwitchPluginOff(plugin="pay")
INCOME = PublishIncome(year=2014, yuan=Decimal(9000), source="公报")


def test_switching_on_opens_its_commands(santangjie: Any) -> None:
    santangjie.grant("finance", "finance")
    assert santangjie.do(ON, "system") == [PluginSwitchedOn(plugin="pay")]
    assert santangjie.do(INCOME, "finance")


def test_switching_off_closes_them_and_keeps_the_history(santangjie: Any) -> None:
    santangjie.grant("finance", "finance").do(ON, "system")
    [income] = santangjie.do(INCOME, "finance")
    assert santangjie.do(OFF, "system") == [PluginSwitchedOff(plugin="pay")]
    assert santangjie.code_of(INCOME, "finance") == "tenancy.plugin_off"
    assert income in santangjie.history


def test_what_is_on_already_changes_nothing(santangjie: Any) -> None:
    santangjie.do(ON, "system")
    assert santangjie.do(ON, "system") == []


def test_only_what_is_on_is_switched_off(santangjie: Any) -> None:
    reason = santangjie.refusal(OFF, "system")
    assert reason.refusal.code == "domain.unknown"
    assert reason.values == {"kind": "已启用的方案", "id": "pay"}


def test_clerk_switches_nothing(santangjie: Any) -> None:
    assert santangjie.code_of(ON, "clerk") == "commands.forbidden"
    assert santangjie.code_of(OFF, "clerk") == "commands.forbidden"
