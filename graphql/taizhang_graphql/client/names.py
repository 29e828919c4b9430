"""Names of the generated code: from GraphQL's to Python's."""

import keyword
import re

from taizhang_graphql.names import pascal

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_USED = {"date", "datetime", "field", "str", "int", "float", "bool", "bytes", "list"}
_TAKEN = {"self", *_USED}
"""What the generated code means something else by."""


def snake(name: str) -> str:
    """`openedOn` is `opened_on`, `in` is `in_`."""
    plain = _HUMP.sub("_", name).lower().lstrip("_") or "_"
    return f"{plain}_" if keyword.iskeyword(plain) or plain in _TAKEN else plain


def member(name: str, annotation: str, default: str | None = None) -> str:
    """A line of a Struct; the name on the wire stands beside where Python's is another."""
    own = snake(name)
    if own == name:
        return f"    {own}: {annotation}" + (f" = {default}" if default else "")
    given = f", default={default}" if default else ""
    return f'    {own}: {annotation} = field(name="{name}"{given})'


class Names:
    """Hands out names of classes, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(self, *parts: str) -> str:
        """A name that says where in the operation it belongs."""
        name = "".join(pascal(part) for part in parts)
        while name in self._taken or keyword.iskeyword(name):
            name += "_"
        self._taken.add(name)
        return name
