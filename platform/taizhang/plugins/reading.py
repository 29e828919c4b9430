"""Reading: which events a scheme's decisions, checks, policies, obligations and folds look at."""

from collections.abc import Iterator, Mapping
from types import CodeType
from typing import Any, NamedTuple

from taizhang.events.event import Event
from taizhang.events.foreign import is_foreign, misread
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes


class Reader(NamedTuple):
    """Who looks at an event."""

    who: str
    event: type[Event]


def readers(scheme: Scheme) -> Iterator[Reader]:
    """Everybody in a scheme who looks at an event, with each event."""
    for decided_by in _slices(scheme):
        for event in decided_by.projected_types:
            yield Reader(f"判定 {decided_by.__name__}", event)
    for check in scheme.checks:
        yield Reader(f"检查 {check.__name__}", check.fact_type)
    for policy in scheme.policies:
        yield from (Reader(f"策略 {policy.name}", event) for event in policy.events)
    for row in scheme.rows:
        yield from (Reader(f"数据 {row.__name__}", event) for event in row.row_folds)
    for obligation in scheme.obligations:
        for event, _ in (*obligation.owed, *obligation.met, *obligation.waived):
            yield Reader(f"应办事项 {obligation.name}", event)


def unrecorded(scheme: Scheme, recorded: Mapping[str, type[Event]]) -> Iterator[str]:
    """Looking at events that no installed scheme records, or selecting what is not handled."""
    for who, event in readers(scheme):
        if not is_foreign(event) and recorded.get(event.event_name) is not event:
            name = event.event_name or event.__name__
            yield (
                f"{who}要看事件 {name}，但没有方案记录它：自己的列入 events，"
                "别的方案的用 ForeignEvent"
            )
    for decided_by in _slices(scheme):
        for event in _selected(decided_by) - set(decided_by.projected_types):
            yield f"判定 {decided_by.__name__} 选取事件 {event.event_name}，但没有用 @event 处理它"


def misreadings(scheme: Scheme, schemes: Schemes) -> Iterator[str]:
    """Foreign events that need what the installed scheme does not record."""
    for who, event in dict.fromkeys(readers(scheme)):
        own = schemes.catalogue.types.get(event.event_name)
        if own is not None and is_foreign(event) and (lacking := misread(event, own)):
            fields = "、".join(lacking)
            yield f"{who}要看事件 {event.event_name} 的 {fields}，而安装的版本没有记录这些内容"


def _slices(scheme: Scheme) -> Iterator[Any]:
    yield from (command.decided_by for command in scheme.commands)
    yield from scheme.checks


def _selected(decided_by: Any) -> set[type[Event]]:
    """The event types that a boundary names, as far as its code tells without being run."""
    boundary = decided_by.consistency_boundary
    return set(_named(boundary.__code__, boundary.__globals__))


def _named(code: CodeType, names: Mapping[str, Any]) -> Iterator[type[Event]]:
    for name in code.co_names:
        found = names.get(name)
        for each in found if isinstance(found, tuple | list) else (found,):
            if isinstance(each, type) and issubclass(each, Event):
                yield each
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _named(constant, names)
