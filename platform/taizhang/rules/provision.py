"""Provisions: the parameters of a scheme, each with the clause it was read from."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from msgspec import Struct

from taizhang.rules.fault import Fault


class Provision(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A few parameters that one clause states.

    What the document does not state the tenant must choose: `choices` names each such parameter
    and says why, and a refusal that rests on it says that it was a choice.
    """

    clause: str | None = None
    choices: dict[str, str] = {}

    def basis(self, parameter: str) -> str | None:
        """What a parameter rests on: the clause word for word, or the note of the choice."""
        note = self.choices.get(parameter)
        return f"本单位的选择：{note}" if note else self.clause


class Rules(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The provisions of one scheme; `section` is its name in the tenant's file."""

    section: ClassVar[str]
    optional: ClassVar[bool] = False
    """Whether a tenant's file may leave the section out; what it would allow is then refused."""

    def incoherences(self, file: Mapping[str, "Rules"]) -> Iterator[Fault]:
        """What its provisions, each fine by itself, say against one another or against the other
        sections of the same `file` (by section). `at` begins with `("rules", <section>, …)`.
        """
        return iter(())
