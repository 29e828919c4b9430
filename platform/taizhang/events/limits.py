"""Limits: a field's type without those that a command sets.

What is recorded was held against them when it was decided. One that is drawn tighter later must not
make history unreadable, and to check them again takes as long as all the rest of reading.
"""

import functools
import operator
import types
from typing import Annotated, Any, Union, get_args, get_origin

from msgspec import Meta

_TOLD = ("title", "description", "examples", "extra_json_schema", "extra")


def without_limits(kind: Any) -> Any:
    """The type, at every depth but within other Structs; what is said about it stays."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        base, *marks = inner
        kept = tuple(_only_told(m) if isinstance(m, Meta) else m for m in marks)
        return Annotated[(without_limits(base), *kept)]
    if origin in (Union, types.UnionType):
        return functools.reduce(operator.or_, map(without_limits, inner))
    if origin in (list, tuple, set, frozenset, dict):
        return origin[tuple(map(without_limits, inner))]
    return kind


def _only_told(meta: Meta) -> Meta:
    return Meta(**{name: getattr(meta, name) for name in _TOLD})
