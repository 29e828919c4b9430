"""The area of authority."""

from taizhang.domain.authority import commands as c
from taizhang.scheme import Scheme
from taizhang.tenancy.events import AUTHORITY_EVENTS

SCHEME = Scheme(
    name="tenancy",
    title="授权",
    core=True,
    events=AUTHORITY_EVENTS,
    commands=(c.GrantRole, c.RevokeRole, c.SwitchPluginOn, c.SwitchPluginOff),
)
