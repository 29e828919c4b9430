"""What could not be read of a tenant's file: whoever looks at it learns nothing, and stops.

A section with a fault in one place can so be looked at in all others, and nothing is said of it
that may turn out wrong once the fault is mended.
"""

import contextlib
from collections.abc import Iterable, Iterator
from typing import Any, Never

from taizhang.rules.fault import Fault


class Unread(Exception):  # noqa: N818 - it ends a look, and is no error
    """Something was looked at that could not be read."""


def _look(*_: object, **__: object) -> Never:
    raise Unread


_WAYS_TO_LOOK = (
    "getattr call iter len bool contains getitem str repr format hash eq ne lt le gt ge index int "
    "float add radd sub rsub mul rmul truediv rtruediv neg abs or ror and rand"
)
_Hole = type("_Hole", (), {f"__{way}__": _look for way in _WAYS_TO_LOOK.split()})

#: Stands where a value could not be read. It is not None, and no use of it gives anything.
UNREAD: Any = _Hole()


def as_far_as_read(*parts: Iterable[Fault]) -> Iterator[Fault]:
    """The faults of all parts; a part that looks at what could not be read ends there."""
    for part in parts:
        with contextlib.suppress(Unread):
            yield from part
