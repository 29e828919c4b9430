"""Comparing: what the log holds of a command with what is decided again. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec import msgpack, to_builtins

from taizhang.audit.opening import ERASED, opened, with_keys
from taizhang.dispatch.record import CommandRecord
from taizhang.events.catalogue import Unknown, body_of
from taizhang.events.event import Event
from taizhang.events.sealing import commitment
from taizhang.log.entry import Entry


def difference(
    stored: Sequence[tuple[Entry, Event | Unknown]],
    again: Sequence[Event],
    tenant: UUID,
    keys: Mapping[str, bytes],
) -> str | None:
    """The first thing that is not the same, or None. What is erased is taken for the same."""
    names, names_again = [e.type for e, _ in stored], [event.event_name for event in again]
    if names != names_again:
        return f"事件：原为 {'、'.join(names)}，重算为 {'、'.join(names_again) or '(无)'}"
    for (e, was), event in zip(stored, again, strict=True):
        fitting = {who: key for who, key in keys.items() if e.keys.get(who) == commitment(key)}
        reveal = with_keys(fitting, tenant, e.type, certain=True)
        body = opened(_plain(was), type(was), reveal)
        if found := _unlike(body, _plain(event), e.type):
            return found
    return None


def envelope_difference(stored: Sequence[Entry], record: CommandRecord) -> str | None:
    """Who asked for what day, and why: told twice, by the entry and by the command's record."""
    wanted = (record.on, record.actor, record.on_behalf_of, record.cause)
    for e in stored:
        found = (e.on, e.actor, e.on_behalf_of, e.cause)
        if found != wanted:
            return f"{e.type}：原为 {_told(found)}，命令记录为 {_told(wanted)}"
    return None


def _plain(event: Event | Unknown) -> Any:
    """Plain data of an event as it reads when it has been kept: an instant has lost its zone."""
    if isinstance(event, Event):
        event = msgpack.decode(bytes(body_of(event)), type=type(event))
    return to_builtins(event, order="deterministic")


def _unlike(was: Any, again: Any, path: str) -> str | None:
    if was is ERASED or was == again:
        return None
    if isinstance(was, dict) and isinstance(again, dict) and was.keys() == again.keys():
        found = (_unlike(was[name], again[name], f"{path}.{name}") for name in was)
    elif isinstance(was, list) and isinstance(again, list) and len(was) == len(again):
        pairs = zip(was, again, strict=True)
        found = (_unlike(one, other, f"{path}[{n}]") for n, (one, other) in enumerate(pairs))
    else:
        return f"{path}：原为 {was!r}，重算为 {again!r}"
    return next((text for text in found if text), None)


def _told(values: tuple[object, ...]) -> str:
    return "、".join("-" if value is None else str(value) for value in values)
