"""Given events, when a command, then events or a refusal: decided as the dispatcher decides.

Of all that has happened a decision sees what its own boundary selects, read back from the bytes
that the log would keep, with personal fields sealed. What it records has then happened.
"""

import contextlib
from collections.abc import Sequence
from copy import copy
from datetime import UTC, date, datetime, time
from typing import Any, Self
from uuid import UUID

from msgspec.structs import replace

from taizhang.commands.command import Command
from taizhang.commands.context import CHINA, Context, Envelope, Late
from taizhang.commands.policy import Occasion, Policy
from taizhang.commands.slice import Cited, Slice
from taizhang.dispatch import decision
from taizhang.dispatch.canonical import canonical
from taizhang.dispatch.checking import checks_of, judge
from taizhang.dispatch.corrected import corrected
from taizhang.domain.clock.days import BeginDay
from taizhang.errors import Reason, Refused
from taizhang.events.amendments import EnteredLate, FactCorrected
from taizhang.events.catalogue import body_of
from taizhang.events.event import Event
from taizhang.events.foreign import seen
from taizhang.events.sealing import people_in, sealed
from taizhang.events.tags import tags_of
from taizhang.log.model import Selector
from taizhang.projections.row import At, Row
from taizhang.projections.touch import index_of
from taizhang.schemes import Schemes
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.events import AUTHORITY_EVENTS, RoleGranted
from taizhang.testing.happened import Happened, selected

NOW = datetime(2015, 12, 20, 6, tzinfo=UTC)
TENANT = UUID(int=7)


def boundary(command: Command) -> list[Selector]:
    """All that the decision on a command reads."""
    assert command.decided_by is not None
    return decision.selectors_of(command.decided_by(command), Authority())


class Town:
    """A tenant and all that has happened there."""

    def __init__(self, schemes: Schemes, now: datetime = NOW) -> None:
        self.schemes = schemes
        self.now = now
        self.authority = Authority()
        self.log: list[Happened] = []
        self.answered = 0
        """How many events the policies have answered."""

    @property
    def history(self) -> list[Event]:
        """All events, as they were given or recorded."""
        return [each.event for each in self.log]

    @property
    def today(self) -> date:
        """The business date of whoever asks now."""
        return decision.circumstances(_envelope("clerk"), self.authority, self.now, b"").on

    def copy(self) -> Self:
        """The same town, from where the two may go different ways."""
        other = copy(self)
        other.log = list(self.log)
        return other

    def given(self, *events: Event, actor: str = "given", on: date | None = None) -> Self:
        """Take these events as having happened."""
        day = on or self.today
        for event in events:
            stored = self.stored(event)
            self.log.append(Happened(event, stored, actor, day))
            if isinstance(stored, AUTHORITY_EVENTS):
                self.authority = self.authority.then(len(self.log), stored)
        return self

    def grant(self, actor: str, *roles: str, unit: str | None = None) -> Self:
        """Let an actor hold these roles, for one unit or all."""
        return self.given(*(RoleGranted(actor=actor, role=role, unit=unit) for role in roles))

    def amend(self, provision: str, **parameters: Any) -> Self:
        """Adopt the rules anew, with other parameters of one provision (`tickets.closing`)."""
        adopted = self.authority.adoptions[-1].event
        section, name = provision.split(".")
        changed = adopted.sections[section] | {
            name: adopted.sections[section].get(name, {}) | parameters
        }
        return self.given(replace(adopted, sections=adopted.sections | {section: changed}))

    def selected(self, slice_: Slice[Any]) -> list[decision.Placed]:
        """What a decision reads of all that has happened."""
        return self._held(decision.own_selectors(slice_))

    def _held(self, selectors: Sequence[Selector]) -> list[decision.Placed]:
        found: list[decision.Placed] = [
            (position, each.stored)
            for position, each in enumerate(self.log, start=1)
            if selected(selectors, each.event)
        ]
        return decision.as_amended(self.schemes.catalogue, found)

    def cited(self, slice_: Slice[Any]) -> dict[int, Cited]:
        """The facts that a decision names by their positions."""
        positions = (p for p in slice_.cites() if p <= len(self.log))
        facts = ((position, self.log[position - 1]) for position in positions)
        return {p: Cited(each.stored, tags_of(each.event), each.on) for p, each in facts}

    def standing(self, command: Command) -> Any:
        """The slice of a command as it stands before it decides."""
        assert command.decided_by is not None
        slice_ = command.decided_by(command)
        decision.fold(slice_, self.selected(slice_))
        return slice_

    def decide(self, command: Command, actor: str, on: date | None = None) -> Slice[Any]:
        """The slice that has decided a command; nothing has happened yet."""
        command = canonical(command)
        assert command.decided_by is not None
        slice_: Slice[Any] = command.decided_by(command)
        slice_.cited = self.cited(slice_)
        context = self._context(actor, on)
        decision.permit(type(command), self.schemes.of(type(command)), context)
        decision.take(slice_, context, self.selected(slice_))
        checks = checks_of(self.schemes, slice_, context)
        judge(self.schemes, slice_, [(check, self._held(own)) for check, own in checks])
        return slice_

    def do(self, command: Command, actor: str = "clerk", on: date | None = None) -> list[Any]:
        """What a command records, beside that it was late."""
        slice_ = self.decide(command, actor, on)
        new = [tagged.decision for tagged in slice_.new_decisions]
        self.given(*new, actor=actor, on=on)
        self.now = slice_.clock or self.now
        return [event for event in new if not isinstance(event, EnteredLate)]

    def answer(self) -> list[Event]:
        """What policies make of all that they have not answered yet, refusals left out; those of a
        plugin while it is on.
        """
        before = len(self.log)
        while self.answered < len(self.log):
            happened, self.answered = self.log[self.answered], self.answered + 1
            rules = self.authority.rules(happened.on)
            occasion = Occasion(self.answered, happened.on, self.now, rules)
            occasion = self._with_what_is_corrected(occasion, happened.stored)
            for scheme in self.schemes.all:
                if scheme.core or scheme.name in self.authority.plugins:
                    for policy in scheme.policies:
                        self._respond(policy, happened.stored, occasion)
        return self.history[before:]

    def _with_what_is_corrected(self, occasion: Occasion, event: Event) -> Occasion:
        if not isinstance(event, FactCorrected):
            return occasion
        on = self.log[event.fact - 1].on
        own = Occasion(event.fact, on, self.now, self.authority.rules(on))
        return replace(occasion, corrected=corrected(self.schemes.catalogue, event, own))

    def _respond(self, policy: Policy, event: Event, occasion: Occasion) -> None:
        with contextlib.suppress(Refused):
            for fact in seen(event, policy.events):
                for command in policy.respond(fact, occasion):
                    with contextlib.suppress(Refused):
                        self.do(command, f"policy:{policy.name}")

    def begin(self, day: date) -> list[Event]:
        """The clock comes to a later day; what that brings about."""
        self.now = datetime.combine(day, time(9), CHINA)
        before = len(self.log)
        self.do(BeginDay(day=day), "system")
        self.answer()
        return self.history[before:]

    def warnings(self, command: Command, actor: str = "clerk") -> list[Reason]:
        """What an accepted command is warned of."""
        return self.decide(command, actor).warnings

    def reasons(
        self, command: Command, actor: str = "clerk", on: date | None = None
    ) -> Sequence[Reason]:
        """All reasons for which a command is refused."""
        try:
            self.decide(command, actor, on)
        except Refused as refused:
            for reason in refused.reasons:
                assert reason.sentence()
                assert reason.sentence("en")
            return refused.reasons
        raise AssertionError(f"{command.command_name} was not refused")

    def refusal(self, command: Command, actor: str = "clerk", on: date | None = None) -> Reason:
        """The first reason for which a command is refused."""
        return self.reasons(command, actor, on)[0]

    def code_of(self, command: Command, actor: str = "clerk", on: date | None = None) -> str:
        """The code of the first reason for which a command is refused."""
        return self.refusal(command, actor, on).refusal.code

    def stored(self, event: Event) -> Event:
        """The event as it comes back from the log."""
        keys = dict.fromkeys(people_in(event), bytes(32))
        plain = sealed(event, event.event_name, TENANT, keys) if keys else event
        body = bytes(body_of(plain))
        read = self.schemes.catalogue.read(event.event_name, event.event_version, body)
        assert isinstance(read, Event)
        return read

    def folded(self, row: type[Row]) -> dict[Any, Any]:
        """The rows of a type, by key, as all that has happened leaves them."""
        rows: dict[Any, Any] = {}
        index = index_of([row], self.schemes.catalogue)
        placed: list[decision.Placed] = [
            (position, each.stored) for position, each in enumerate(self.log, start=1)
        ]
        for position, event in decision.as_amended(self.schemes.catalogue, placed):
            assert isinstance(event, Event)
            _, _, actor, on = self.log[position - 1]
            for _, fold in index.get(type(event), ()):
                for key in fold.keys(event):
                    at = At(key, position, self.now, on, actor, event.event_name)
                    rows[key] = fold.apply(rows.get(key), event, at)
        return {key: row for key, row in rows.items() if row is not None}

    def _context(self, actor: str, on: date | None) -> Context:
        late = Late(reason="补录", evidence="会议记录") if on else None
        envelope = _envelope(actor, on=on, late=late)
        return decision.circumstances(envelope, self.authority, self.now, bytes(16))


def _envelope(actor: str, **fields: Any) -> Envelope:
    return Envelope(command_id=UUID(int=1), actor=actor, **fields)
