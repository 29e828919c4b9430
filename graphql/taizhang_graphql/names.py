"""Names: from Python's to GraphQL's."""

import re

_VALID = re.compile(r"(?!__)[_A-Za-z][_0-9A-Za-z]*")
_RESERVED_VALUES = {"true", "false", "null"}


def camel(name: str) -> str:
    """`open_tickets` is `openTickets`, `OpenTickets` too."""
    first, *rest = [part for part in name.split("_") if part]
    return first[0].lower() + first[1:] + "".join(part[0].upper() + part[1:] for part in rest)


def pascal(name: str) -> str:
    """`open_tickets` and `openTickets` are `OpenTickets`."""
    joined = camel(name)
    return joined[0].upper() + joined[1:]


def is_name(text: str) -> bool:
    """Whether GraphQL lets a type or field be called so."""
    return _VALID.fullmatch(text) is not None


def is_enum_value(text: str) -> bool:
    """Whether GraphQL lets a value of an enum be called so; no Chinese word is one."""
    return is_name(text) and text not in _RESERVED_VALUES
