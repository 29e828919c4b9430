"""What can happen to a tenant as a whole."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

from taizhang.events.event import Event

SETUP = "setup"


class TenantOpened(
    Event,
    name="setup.tenant_opened",
    title="开户",
    tags=(SETUP,),
    final="开户信息不能改动；有误的，换一个 slug 另行开户",
):
    """The log begins. A rehearsal's clock can be moved, and everything in it says so."""

    name: str
    rehearsal: bool


class TenantPlaced(
    Event,
    name="setup.tenant_placed",
    title="明确上级",
    tags=(SETUP,),
    final="上级明确后不能改动",
):
    """The tenant stands below another from here on: what that one grants to other systems with
    those below covers this tenant's rows as well.
    """

    parent: Annotated[str, Meta(title="上级")]


class ClockMoved(
    Event,
    name="setup.clock_moved",
    title="拨动演练时钟",
    tags=(SETUP,),
    final="演练时钟只能再向前拨动",
):
    """A rehearsal's clock was moved on."""

    to: datetime
