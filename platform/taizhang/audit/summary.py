"""Summary: the fields of an event on one line."""

from typing import Any, get_type_hints

from msgspec import Meta, Struct

from taizhang.audit.concealing import concealed
from taizhang.events.catalogue import Unknown
from taizhang.events.tags import marks_of

_MOST = 24
_YES_NO = {True: "是", False: "否"}


def summary(event: Struct) -> str:
    """`单位=jingui version=2 sections=6 项`: what is empty is left out, what is long is cut."""
    body = concealed(event)
    if not isinstance(body, dict):
        return _brief(body)
    titles = {} if isinstance(event, Unknown) else _titles(type(event))
    shown = ((titles.get(name, name), value) for name, value in body.items())
    return " ".join(f"{title}={_brief(value)}" for title, value in shown if not _empty(value))


def _titles(kind: type[Struct]) -> dict[str, str]:
    hints = get_type_hints(kind, include_extras=True)
    metas = {name: marks_of(hints[name], Meta) for name in kind.__struct_fields__}
    found = {name: next((m.title for m in marks if m.title), None) for name, marks in metas.items()}
    return {name: title for name, title in found.items() if title}


def _empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _brief(value: Any) -> str:
    match value:
        case bool():
            return _YES_NO[value]
        case list() | dict():
            return f"{len(value)} 项"
    text = str(value)
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
