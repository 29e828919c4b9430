"""The areas of authority: who may do what, and under which rules."""

from taizhang.domain.authority import commands as c
from taizhang.rules.events import RulesAdopted
from taizhang.scheme import Scheme
from taizhang.tenancy import events as e

SCHEME = Scheme(
    name="tenancy",
    title="授权",
    core=True,
    events=(e.RoleGranted, e.RoleRevoked, e.PluginSwitchedOn, e.PluginSwitchedOff),
    commands=(c.GrantRole, c.RevokeRole, c.SwitchPluginOn, c.SwitchPluginOff),
)
RULES = Scheme(name="rules", title="规则", core=True, events=(RulesAdopted,))
