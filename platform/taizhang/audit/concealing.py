"""Concealing: an event's body as anybody may see it, personal fields aside."""

from typing import Any

from msgspec import Struct, to_builtins

from taizhang.events.catalogue import Unknown
from taizhang.events.personal import Personal
from taizhang.events.sealing import has_personal
from taizhang.events.tags import marked_fields

CONCEALED = "（已加密）"
TOO_DEEP = "（内容嵌套过深）"


def concealed(event: Struct) -> Any:
    """Plain data of an event; what is sealed in the log stays so."""
    try:
        if isinstance(event, Unknown):
            return _raw(to_builtins(event.body, enc_hook=_strange))
        return _marked(event) if has_personal(type(event)) else to_builtins(event)
    except RecursionError:
        return TOO_DEEP


def looks_sealed(value: object) -> bool:
    """Whether a value has the form of a personal field in the log."""
    return isinstance(value, str) and value.startswith("sealed:")


def _marked(value: Any) -> Any:
    if isinstance(value, Struct):
        marks = dict(marked_fields(type(value), Personal))
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        return {
            name: CONCEALED if name in marks and field is not None else _marked(field)
            for name, field in fields.items()
        }
    if isinstance(value, list | tuple):
        return [_marked(item) for item in value]
    return to_builtins(value)


def _strange(value: object) -> str:
    """MessagePack has types of its own (`Ext`), which another writer may have used."""
    return f"({type(value).__name__})"


def _raw(value: Any) -> Any:
    """Nobody knows which fields are personal: whatever looks sealed is."""
    if isinstance(value, dict):
        return {name: _raw(field) for name, field in value.items()}
    if isinstance(value, list):
        return [_raw(item) for item in value]
    return CONCEALED if looks_sealed(value) else value
