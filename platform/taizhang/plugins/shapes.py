"""Shapes: whether what a scheme lists is what its place is for, and can be stored and published."""

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec.msgpack import Decoder

from taizhang.commands.check import Check
from taizhang.commands.command import Command
from taizhang.commands.obligation import Obligation
from taizhang.commands.policy import Policy
from taizhang.commands.slice import Slice
from taizhang.events.event import Event
from taizhang.events.foreign import is_foreign
from taizhang.papers.document import Document
from taizhang.projections.row import Row
from taizhang.projections.values import layout
from taizhang.rules.provision import Rules
from taizhang.scheme import Scheme

_TYPES: dict[str, type[Any]] = {
    "events": Event,
    "commands": Command,
    "rows": Row,
    "rules": Rules,
    "checks": Check,
}
_VALUES: dict[str, type[Any]] = {
    "policies": Policy,
    "obligations": Obligation,
    "documents": Document,
}


def misplaced(scheme: Scheme) -> Iterator[str]:
    """What stands where something else belongs. Until it is moved, nothing more can be said."""
    for place, kind in _TYPES.items():
        for each in getattr(scheme, place):
            if not (isinstance(each, type) and issubclass(each, kind)):
                yield f"{place} 里的 {each!r} 不是 {kind.__name__} 的子类"
    for place, kind in _VALUES.items():
        for each in getattr(scheme, place):
            if not isinstance(each, kind):
                yield f"{place} 里的 {each!r} 不是 {kind.__name__}"
    for rules in scheme.rules:
        if not isinstance(getattr(rules, "section", None), str):
            yield f"规则 {rules.__name__} 没有写 section"


def misshapen(scheme: Scheme) -> Iterator[str]:
    """What could not be stored, published or decided."""
    for event in scheme.events:
        yield from _failing(f"事件 {event.event_name}", Decoder, event)
        yield from _failing(f"事件 {event.event_name}", msgspec.json.schema, event)
        if is_foreign(event):
            yield f"事件 {event.event_name} 是别的方案的（ForeignEvent），不能列入 events"
    for command in scheme.commands:
        yield from _failing(f"命令 {command.command_name}", msgspec.json.schema, command)
        yield from _undecided(command)
    for rules in scheme.rules:
        yield from _failing(f"规则 {rules.section}", msgspec.json.schema, rules)
    for row in scheme.rows:
        yield from _untabled(row)
    for check in scheme.checks:
        if not hasattr(check, "fact_type"):
            yield f"检查 {check.__name__} 没有写明看哪种事实（@checks）"
        elif check.execute is Check.execute:
            yield f"检查 {check.__name__} 什么也不判定（没有 execute）"


def _undecided(command: type[Command]) -> Iterator[str]:
    decided_by = command.decided_by
    if decided_by is None:
        yield f"命令 {command.command_name} 没有判定（@decides）"
    elif decided_by.execute is Slice.execute:
        yield f"命令 {command.command_name} 的判定 {decided_by.__name__} 没有 execute，什么也不记录"


def _untabled(row: type[Row]) -> Iterator[str]:
    missing = [name for name in row.row_key if name not in row.__struct_fields__]
    if not row.row_key:
        yield f"数据 {row.__name__} 没有主键（key=）"
    elif missing:
        yield f"数据 {row.__name__} 的主键 {'、'.join(missing)} 不是它的字段"
    else:
        yield from _failing(f"数据 {row.__name__}", msgspec.json.schema, row)
        yield from _failing(f"数据 {row.__name__}", layout, row)


def _failing(what: str, make: Callable[[Any], object], kind: type[Any]) -> Iterator[str]:
    try:
        make(kind)
    except Exception as error:  # of whatever type: it depends on a plugin's annotations
        yield f"{what} 的字段不能存储或公开（{type(error).__name__}：{error}）"
