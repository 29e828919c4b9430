"""Schemes: all areas of the core and all installed plugins, with what they contribute."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from taizhang.commands.check import Check
from taizhang.commands.command import Command
from taizhang.commands.obligation import Obligation
from taizhang.commands.policy import Policy
from taizhang.errors import Refusal, Refused
from taizhang.events.catalogue import Catalogue
from taizhang.events.event import Event
from taizhang.events.foreign import seen
from taizhang.papers.document import Document
from taizhang.projections.row import Row
from taizhang.rules.provision import Rules
from taizhang.scheme import Scheme
from taizhang.suggest import hint, nearest

UNKNOWN_COMMAND = Refusal(
    "commands.unknown",
    zh="没有“{name}”这个命令{hint}",
    en="there is no command {name!r}; nearest: {nearest}",
    status=404,
)
UNKNOWN_PLUGIN = Refusal(
    "plugins.unknown",
    zh="没有安装“{name}”这个方案{hint}",
    en="no plugin {name!r} is installed; nearest: {nearest}",
    status=404,
)


class Schemes:
    """Looks up commands, events, rows, rules and policies over all schemes. Checked when made."""

    def __init__(self, schemes: Iterable[Scheme]) -> None:
        self.all = tuple(schemes)
        self.commands: dict[str, type[Command]] = {}
        self._scheme_of: dict[type[Command], Scheme] = {}
        self._checks: dict[str, list[tuple[Scheme, type[Check[Any]]]]] = {}
        for scheme in self.all:
            for command in scheme.commands:
                self._add(scheme, command)
            for check in scheme.checks:
                self._checks.setdefault(check.fact_type.event_name, []).append((scheme, check))
        self.catalogue = Catalogue(event for scheme in self.all for event in scheme.events)

    def _add(self, scheme: Scheme, command: type[Command]) -> None:
        name = command.command_name
        if command.decided_by is None:
            raise TypeError(f"scheme {scheme.name}: nothing decides the command {name}")
        if name.split(".")[0] != scheme.name or name in self.commands:
            raise TypeError(f"scheme {scheme.name}: command name {name} is taken or not its own")
        self.commands[name] = command
        self._scheme_of[command] = scheme

    def command(self, name: str) -> type[Command]:
        """A command type by name. Raises Refused(`commands.unknown`) with the nearest name."""
        if name not in self.commands:
            near = nearest(name, self.commands)
            raise Refused(UNKNOWN_COMMAND(name=name, hint=hint(name, self.commands), nearest=near))
        return self.commands[name]

    def of(self, command: type[Command]) -> Scheme:
        """The scheme that a command belongs to."""
        return self._scheme_of[command]

    def open_to(self, plugins: Collection[str]) -> dict[str, type[Command]]:
        """The commands of a tenant that has these plugins on, by name: the core's, and theirs."""
        return {
            name: command
            for name, command in self.commands.items()
            if (scheme := self.of(command)).core or scheme.name in plugins
        }

    def plugin(self, name: str) -> Scheme:
        """An installed plugin's scheme. Raises Refused(`plugins.unknown`) with the nearest name."""
        known = {scheme.name: scheme for scheme in self.plugins}
        if name not in known:
            near = nearest(name, known)
            said = hint(name, known) or f"；已安装的有：{'、'.join(known) or '（无）'}"
            raise Refused(UNKNOWN_PLUGIN(name=name, hint=said, nearest=near))
        return known[name]

    def checks_of(
        self, fact: Event, on: Collection[str]
    ) -> Iterator[tuple[type[Check[Any]], Event]]:
        """The checks of a fact, by the core and the plugins that are `on`, each with the fact as
        it reads it.
        """
        for scheme, check in self._checks.get(fact.event_name, ()):
            if scheme.core or scheme.name in on:
                yield from ((check, read) for read in seen(fact, [check.fact_type]))

    def scheme_of_check(self, check: type[Check[Any]]) -> Scheme:
        """The scheme that a check belongs to."""
        each = self._checks[check.fact_type.event_name]
        return next(scheme for scheme, known in each if known is check)

    @property
    def documents(self) -> dict[str, tuple[Scheme, Document]]:
        """All documents by name, each with its scheme."""
        return {doc.name: (scheme, doc) for scheme in self.all for doc in scheme.documents}

    @property
    def obligations(self) -> tuple[tuple[Scheme, Obligation], ...]:
        """All obligations, each with its scheme."""
        return tuple((scheme, each) for scheme in self.all for each in scheme.obligations)

    @property
    def plugins(self) -> tuple[Scheme, ...]:
        """The schemes that a tenant switches on and off."""
        return tuple(scheme for scheme in self.all if not scheme.core)

    @property
    def events(self) -> tuple[type[Event], ...]:
        """All event types."""
        return tuple(event for scheme in self.all for event in scheme.events)

    @property
    def rows(self) -> tuple[type[Row], ...]:
        """All row types."""
        return tuple(row for scheme in self.all for row in scheme.rows)

    @property
    def rules(self) -> dict[str, type[Rules]]:
        """Rules by their section in a tenant's file."""
        return {rules.section: rules for scheme in self.all for rules in scheme.rules}

    @property
    def policies(self) -> tuple[Policy, ...]:
        """All policies."""
        return tuple(policy for scheme in self.all for policy in scheme.policies)
