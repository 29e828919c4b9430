"""Canonical requests: a decision sees its request as the record will show it to an auditor.

A record keeps the keys of a table in one order. Were a decision to see them as they were sent, what
it lists in their order would differ when it is taken again.
"""

import functools
from typing import Any, TypeVar

from msgspec import inspect
from msgspec.msgpack import Decoder, Encoder

from taizhang.commands.command import Command

C = TypeVar("C", bound=Command)
_encoder = Encoder(order="deterministic")


def canonical(command: C) -> C:
    """The same request, the keys of its tables in order. Most requests have no tables."""
    decoder = _decoder(type(command))
    return command if decoder is None else decoder.decode(_encoder.encode(command))


@functools.cache
def _decoder(kind: type[C]) -> Decoder[C] | None:
    return Decoder(kind) if _has_table(inspect.type_info(kind), set()) else None


def _has_table(info: Any, seen: set[type]) -> bool:
    if isinstance(info, inspect.DictType | inspect.AnyType):
        return True
    if isinstance(info, inspect.StructType):
        if info.cls in seen:
            return False
        seen.add(info.cls)
        return any(_has_table(field.type, seen) for field in info.fields)
    within = [getattr(info, name, None) for name in ("type", "item_type")]
    within += [*getattr(info, "types", ()), *getattr(info, "item_types", ())]
    return any(_has_table(each, seen) for each in within if each is not None)
