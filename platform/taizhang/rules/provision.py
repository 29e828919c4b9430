"""Provisions: the parameters of a scheme, each with the clause it was read from."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Self

from msgspec import Struct

from taizhang.rules.fault import Fault
from taizhang.rules.unread import UNREAD, Unread, as_far_as_read


class Contradictory(ValueError):  # noqa: N818 - it is told, not mended by a programmer
    """A provision speaks against itself; `faults` say where and how, from the provision down."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("；".join(f"{f.expected.zh} / {f.expected.en}" for f in faults))
        self.faults = faults


class Provision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A few parameters that one clause states.

    What the document does not state the tenant must choose: `choices` names each such parameter
    and says why, and a refusal that rests on it says that it was a choice.
    """

    title: ClassVar[str] = ""
    """What it is called in Chinese, for editors of a tenant's file."""
    clause: str | None = None
    choices: dict[str, str] = {}

    def basis(self, parameter: str) -> str | None:
        """What a parameter rests on: the clause word for word, or the note of the choice."""
        note = self.choices.get(parameter)
        return f"本单位的选择：{note}" if note else self.clause

    def contradictions(self) -> Iterator[Fault]:
        """What its parameters say against one another, all of it. `at` begins with a parameter."""
        return iter(())

    def __post_init__(self) -> None:
        """Raise Contradictory unless its parameters agree."""
        if faults := tuple(as_far_as_read(self.contradictions())):
            raise Contradictory(faults)


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The provisions of one scheme; `section` is its name in the tenant's file."""

    section: ClassVar[str]
    title: ClassVar[str] = ""
    """What it is called in Chinese, for editors of a tenant's file."""
    optional: ClassVar[bool] = False
    """Whether a tenant's file may leave the section out; what it would allow is then refused."""

    @classmethod
    def within(cls, file: Mapping[str, "Rules"]) -> Self | None:
        """This section of a file, or None where the file has none."""
        found = file.get(cls.section)
        if found is UNREAD:
            raise Unread
        return found if isinstance(found, cls) else None

    def incoherences(self, file: Mapping[str, "Rules"]) -> Iterator[Fault]:
        """What its provisions, each fine by itself, say against one another or against the other
        sections of the same `file` (by section). `at` begins with `("rules", <section>, …)`.
        """
        return iter(())
