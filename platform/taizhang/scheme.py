"""Scheme: everything that an area of the core, or a plugin, contributes. All of it is optional."""

from typing import Any

from msgspec import Struct

from taizhang.commands.check import Check
from taizhang.commands.command import Command
from taizhang.commands.obligation import Obligation
from taizhang.commands.policy import Policy
from taizhang.events.event import Event
from taizhang.papers.document import Document
from taizhang.projections.row import Row
from taizhang.rules.provision import Rules


class Scheme(Struct, frozen=True):
    """One area: its name is the first part of the names of all that it contributes."""

    name: str
    title: str
    events: tuple[type[Event], ...] = ()
    commands: tuple[type[Command], ...] = ()
    rows: tuple[type[Row], ...] = ()
    rules: tuple[type[Rules], ...] = ()
    policies: tuple[Policy, ...] = ()
    checks: tuple[type[Check[Any]], ...] = ()
    obligations: tuple[Obligation, ...] = ()
    documents: tuple[Document, ...] = ()
    core: bool = False
    """The core's areas are on for everybody; a plugin is switched on for each tenant."""
