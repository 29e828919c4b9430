"""Scheme: everything that an area of the core, or a plugin, contributes. All of it is optional."""

from msgspec import Struct

from taizhang.commands.command import Command
from taizhang.commands.policy import Policy
from taizhang.events.event import Event
from taizhang.projections.row import Row
from taizhang.rules.provision import Rules


class Scheme(Struct, frozen=True):
    """One area: its name is the first part of its commands' and events' names."""

    name: str
    title: str
    events: tuple[type[Event], ...] = ()
    commands: tuple[type[Command], ...] = ()
    rows: tuple[type[Row], ...] = ()
    rules: tuple[type[Rules], ...] = ()
    policies: tuple[Policy, ...] = ()
    core: bool = False
    """The core's areas are on for everybody; a plugin is switched on for each tenant."""
