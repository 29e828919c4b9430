"""Taking a decision: read the boundary, fold it, and let the slice decide."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any, NamedTuple

from taizhang.commands.command import Command
from taizhang.commands.context import CHINA, Context, Envelope, Late
from taizhang.commands.slice import Slice
from taizhang.errors import Refusal, Refused
from taizhang.events.amendments import (
    AMENDING,
    EnteredLate,
    FactCorrected,
    amended_among,
    is_amendable,
    settled,
)
from taizhang.events.catalogue import Catalogue, Unknown
from taizhang.events.event import Event
from taizhang.events.foreign import is_foreign, seen
from taizhang.log import entry
from taizhang.log.model import Boundary, Recorded, Selector
from taizhang.rules.events import AUTHORITY
from taizhang.scheme import Scheme
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.events import AUTHORITY_EVENTS
from taizhang.tenancy.roles import ANYONE, Role

FUTURE = Refusal(
    "commands.future_date",
    zh="业务日期 {on} 在今天（{today}）之后；只能办理今天或以前的事项",
    en="{on} is after today ({today})",
)
LATE = Refusal(
    "commands.late_without_reason",
    zh="业务日期 {on} 早于今天（{today}）：补录必须写明原因（late_reason）和依据（late_evidence）",
    en="{on} is before today ({today}): a late entry needs late_reason and late_evidence",
)
FORBIDDEN = Refusal(
    "commands.forbidden",
    zh="“{command}”需要以下角色之一：{needed}；您的角色：{held}",
    en="{command} needs one of the roles {needed}; you hold {held}",
    status=403,
)
PLUGIN_OFF = Refusal(
    "tenancy.plugin_off",
    zh="“{title}”（{plugin}）没有在本单位启用，因此不能办理“{command}”",
    en="the plugin {plugin} is not switched on for this tenant, so {command} is closed",
    status=403,
)
Placed = tuple[int, Event | Unknown]
#: An event takes 64 tags; a late entry about more is in the history of these.
_ABOUT = 60
_INTERNAL = ("system", "policy:")
_amending = tuple(kind.event_name for kind in AMENDING)
_authority_types = tuple(kind.event_name for kind in AUTHORITY_EVENTS)


class Decision(NamedTuple):
    """What was decided, and what the decision read."""

    slice: Slice[Any]
    context: Context
    boundary: Boundary
    selectors: Sequence[Selector]


def selectors_of(slice_: Slice[Any], authority: Authority) -> list[Selector]:
    """The slice's own boundary, and any change of authority since it was last read."""
    return [*own_selectors(slice_), authority_selector(authority)]


def own_selectors(slice_: Slice[Any]) -> list[Selector]:
    """The boundary that a slice names, with the amendments of what it selects."""
    own = [Selector(_names(s.types), tuple(s.tags)) for s in slice_.consistency_boundary()]
    _check_handlers(slice_)
    return own


def authority_selector(known: Authority) -> Selector:
    """Every change of authority since a state of it."""
    return Selector(_authority_types, (AUTHORITY,), known.position)


def _names(kinds: Iterable[type[Any]]) -> tuple[str, ...]:
    """The types of a selector; where a fact of one may be amended, its amendments with it."""
    named = tuple(name_of(kind) for kind in kinds)
    amended = any(is_amendable(kind) for kind in kinds)
    return (*named, *(n for n in _amending if n not in named)) if amended else named


def name_of(kind: type[Any]) -> str:
    """The stored name of an event type (the library's selectors hold its own base type)."""
    return str(kind.event_name)


def _check_handlers(slice_: Slice[Any]) -> None:
    selected = {kind for s in slice_.consistency_boundary() for kind in s.types}
    if missing := selected - set(type(slice_).projected_types):
        names = ", ".join(sorted(kind.__name__ for kind in missing))
        raise TypeError(f"{type(slice_).__name__} selects {names} without an @event handler")


def events_of(catalogue: Catalogue, recorded: Iterable[Recorded]) -> list[Placed]:
    """Recorded events as the domain reads them."""
    read: list[Placed] = []
    for item in recorded:
        e = entry.decode(item.entry)
        read.append((item.position, catalogue.read(e.type, e.schema, bytes(e.body))))

    return as_amended(catalogue, read)


def as_amended(catalogue: Catalogue, read: Sequence[Placed]) -> list[Placed]:
    """Events as they stand after all amendments among them."""

    def corrected(each: Placed, by: FactCorrected) -> Placed:
        return each[0], catalogue.read(by.event, by.schema, by.body)

    return settled(read, amended_among(map(itemgetter(1), read)), itemgetter(0), corrected)


def authority_after(authority: Authority, events: Iterable[Placed]) -> Authority:
    """Authority with all newer events of it taken in."""
    for position, event in events:
        if isinstance(event, AUTHORITY_EVENTS) and position > authority.position:
            authority = authority.then(position, event)
    return authority


def circumstances(envelope: Envelope, authority: Authority, now: datetime, seed: bytes) -> Context:
    """The context of a decision. Raises Refused for a future date or an unexplained late one."""
    today = now.astimezone(CHINA).date()
    on = envelope.on or today
    if on > today:
        raise Refused(FUTURE(on=on.isoformat(), today=today.isoformat()))
    if on < today and envelope.late is None:
        raise Refused(LATE(on=on.isoformat(), today=today.isoformat()))
    return Context(
        envelope=envelope,
        on=on,
        now=now,
        seed=seed,
        rules=authority.rules(on),
        authority=authority,
    )


def permit(command: type[Command], scheme: Scheme, context: Context) -> None:
    """The plugin must be on, and the actor must hold one of the roles. Raises Refused."""
    slice_ = command.decided_by
    assert slice_ is not None
    if not scheme.core and scheme.name not in context.authority.plugins:
        title = command.command_title
        raise Refused(PLUGIN_OFF(title=scheme.title, plugin=scheme.name, command=title))
    if ANYONE in slice_.by or (Role.SYSTEM in slice_.by and context.actor.startswith(_INTERNAL)):
        return
    if not context.authority.may(context.actor, slice_.by):
        held = "、".join(sorted(context.authority.roles(context.actor))) or "（无）"
        needed = "、".join(str(role) for role in slice_.by)
        raise Refused(FORBIDDEN(command=command.command_title, needed=needed, held=held))


def take(slice_: Slice[Any], context: Context, events: Iterable[Placed]) -> None:
    """Fold the events into the slice and let it decide. Raises Refused."""
    slice_.context = context
    fold(slice_, events)
    slice_.execute()
    if context.envelope.late and not context.actor.startswith(_INTERNAL):
        _mark_late(slice_, context.envelope, context.envelope.late)


def fold(slice_: Slice[Any], events: Iterable[Placed]) -> None:
    """Let a slice see what has happened, other schemes' facts as far as it reads them."""
    foreign = [kind for kind in type(slice_).projected_types if is_foreign(kind)]
    for _, event in events:
        if isinstance(event, Event):
            event.mutate(slice_)
            for glimpse in seen(event, foreign):
                glimpse.mutate(slice_)


def _mark_late(slice_: Slice[Any], envelope: Envelope, late: Late) -> None:
    """Say why it was entered after its day, in the history of all that it is about."""
    about = dict.fromkeys(tag for tagged in slice_.new_decisions for tag in tagged.tags)
    names = dict.fromkeys(str(tagged.decision.event_name) for tagged in slice_.new_decisions)
    if names:
        slice_.record(
            EnteredLate(
                entry=str(envelope.command_id),
                events=list(names),
                about=list(about)[:_ABOUT],
                reason=late.reason,
                evidence=late.evidence,
            )
        )
