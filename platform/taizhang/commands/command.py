"""Command: what is asked. The Struct is the HTTP body, the CLI's flags and the OpenAPI schema."""

import re
from typing import Any, ClassVar, dataclass_transform

from msgspec import Struct, StructMeta, field

_NAME = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field,))
class CommandMeta(StructMeta):
    """Takes `name=` and `title=` beside msgspec's class keywords."""

    def __new__(
        mcls,
        class_name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        /,
        *,
        name: str | None = None,
        title: str = "",
        **config: Any,
    ) -> "CommandMeta":
        """Make the Struct, then give it its name in URLs and in the log."""
        if name is not None and not _NAME.fullmatch(name):
            raise TypeError(f"command name {name!r} is not of the form area.verb")
        namespace |= {"command_name": name or "", "command_title": title, "decided_by": None}
        return super().__new__(mcls, class_name, bases, namespace, **({"kw_only": True} | config))


class Fresh(Struct, frozen=True):
    """Marks a field that is made anew for each sending (a seal): a request that differs in nothing
    else is the same one, repeated.
    """


class Command(Struct, metaclass=CommandMeta, frozen=True, forbid_unknown_fields=True):
    """A request in the imperative: `class OpenBox(Command, name="ballots.open", title="开箱")`."""

    command_name: ClassVar[str]
    command_title: ClassVar[str]
    decided_by: ClassVar[Any]
    """The Slice that decides it, set by `@decides`; None until then."""
