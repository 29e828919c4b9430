"""Slice: the decision on one command. Pure: events and request in, new events or a refusal out."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar, cast

from eventsourcing.dcb import domain
from eventsourcing.dcb.domain import Selector
from eventsourcing.domain import event

from taizhang.commands.command import Command
from taizhang.commands.context import Context
from taizhang.errors import Reason, Refused
from taizhang.events.catalogue import Unknown
from taizhang.events.event import Event
from taizhang.events.tags import tags_of

__all__ = ["Cited", "Selector", "Slice", "decides", "event"]

C = TypeVar("C", bound=Command)
S = TypeVar("S", bound="Slice[Any]")


class SliceMeta(domain.MetaSlice):
    """Lets a slice inherit the `@event` handlers of its bases, which the library does not."""

    def __init__(
        cls,  # noqa: N805 - a metaclass's self is a class
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        /,
        **_: Any,
    ) -> None:
        super().__init__(name, bases, namespace)
        for base in cls.__mro__[1:]:
            for kind in getattr(base, "__dict__", {}).get("projected_types", ()):
                if (cls, kind) not in domain.decorated_funcs:
                    inherited = domain.decorated_funcs[cast(SliceMeta, base), kind]
                    domain.decorated_funcs[cls, kind] = inherited
                    cls.projected_types.append(kind)


class Cited(NamedTuple):
    """A recorded fact that a decision names by its position."""

    event: Event | Unknown
    tags: Sequence[str]
    on: date


class Slice(domain.Slice[Event], Generic[C], metaclass=SliceMeta):
    """Decides one command. Reads the events that its `consistency_boundary()` selects.

    Each selected type needs an `@event(Type)` handler; subclasses of an event are not matched.
    """

    command: ClassVar[type[Command]]
    by: ClassVar[tuple[str, ...]]
    decision_version: ClassVar[int]
    context: Context

    def __init__(self, ask: C) -> None:
        self.ask = ask
        self.warnings: list[Reason] = []
        self.clock: datetime | None = None
        """Set by a decision that moves a rehearsal's clock on."""
        self.cited: dict[int, Cited] = {}
        """What stands at the positions that the decision cites, as far as they exist."""

    def consistency_boundary(self) -> list[Selector]:
        """What the decision rests on; if any of it grows before the append, it is taken anew."""
        return []

    def cites(self) -> Sequence[int]:
        """Positions of facts that the request names. They never change: no condition needs them."""
        return ()

    def record(self, event: Event) -> None:
        """Decide that something has happened."""
        event.mutate(self)
        self.new_decisions.append(domain.Tagged(tags=tags_of(event), decision=event))

    def warn(self, reason: Reason) -> None:
        """Let the command pass, and say what will stand in its way later."""
        self.warnings.append(reason)

    def refuse_unless(self, fine: bool, reason: Callable[[], Reason] | Reason) -> None:
        """Raise Refused with this reason unless all is well."""
        if not fine:
            raise Refused(reason if isinstance(reason, Reason) else reason())


def decides(
    command: type[Command], *, by: str | Iterable[str], version: int = 1
) -> Callable[[type[S]], type[S]]:
    """Make a slice the decision on a command, open to these roles (or to `ANYONE`).

    `version` is raised when the same history would be decided otherwise than before.
    """

    def register(cls: type[S]) -> type[S]:
        if command.decided_by is not None:
            raise TypeError(f"{command.__name__} is decided by {command.decided_by.__name__}")
        cls.command = command
        cls.by = (by,) if isinstance(by, str) else tuple(by)
        cls.decision_version = version
        command.decided_by = cls
        return cls

    return register
