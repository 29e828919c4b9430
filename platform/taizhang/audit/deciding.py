"""Deciding again: a recorded command, from what its decision read, by today's code. Pure."""

from collections.abc import Sequence
from typing import Any

from taizhang.audit.case import Case
from taizhang.commands.command import Command
from taizhang.commands.context import Context, Envelope
from taizhang.commands.slice import Slice
from taizhang.dispatch.decision import Placed, permit, selectors_of, take
from taizhang.errors import Refused
from taizhang.log.model import Selector
from taizhang.schemes import Schemes
from taizhang.tenancy.authority import Authority


def boundary_of(slice_: Slice[Any], authority: Authority) -> list[Selector]:
    """What a decision rests on. Raises Refused."""
    return selectors_of(slice_, authority)


def context_of(case: Case, authority: Authority) -> Context:
    """The context as it was recorded. Its dates were checked by the clock of that day."""
    record = case.record
    envelope = Envelope(
        command_id=case.known.command_id,
        actor=record.actor,
        on=record.on,
        on_behalf_of=record.on_behalf_of,
        late=record.late,
        cause=record.cause,
    )
    return Context(
        envelope=envelope,
        on=record.on,
        now=record.now,
        seed=record.seed,
        rules=authority.rules(record.on),
        authority=authority,
    )


def refusal(refused: Refused) -> str:
    """A difference: what was allowed is allowed no more."""
    return f"重算被拒绝：{refused}"


def decide_again(
    schemes: Schemes, slice_: Slice[Any], context: Context, events: Sequence[Placed]
) -> None:
    """Let a slice decide as it did. Raises Refused."""
    kind = type(slice_.ask)
    permit(kind, schemes.of(kind), context)
    take(slice_, context, events)


def slice_of(command: Command) -> Slice[Any]:
    """The decision on a command, not yet taken."""
    decided_by: type[Slice[Any]] | None = type(command).decided_by
    assert decided_by is not None
    return decided_by(command)
