"""Given events, when a command, then events or a refusal: decided as the dispatcher decides.

Of all that has happened a decision sees what its own boundary selects, read back from the bytes
that the log would keep, with personal fields sealed. What it records has then happened.
"""

import contextlib
from collections.abc import Callable, Iterable
from copy import copy
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple, Self
from uuid import UUID

import pytest
from msgspec.structs import replace

from taizhang.app import installed
from taizhang.commands.command import Command
from taizhang.commands.context import CHINA, Context, Envelope, Late
from taizhang.commands.policy import Occasion
from taizhang.commands.slice import Cited, Slice
from taizhang.dispatch import decision
from taizhang.domain.clock.days import BeginDay
from taizhang.domain.cycles.events import CycleOpened, SubjectEnrolled
from taizhang.domain.meetings.events import MeetingCalled
from taizhang.errors import Reason, Refused
from taizhang.events.amendments import EnteredLate
from taizhang.events.catalogue import body_of
from taizhang.events.event import Event
from taizhang.events.sealing import people_in, sealed
from taizhang.events.tags import tags_of
from taizhang.log.model import Selector
from taizhang.onboarding.file import TenantFile, load
from taizhang.onboarding.sources import source_tenants
from taizhang.projections.row import At, Row
from taizhang.rules.events import RulesAdopted
from taizhang.schemes import Schemes
from taizhang.tenancy.authority import Authority
from taizhang.tenancy.events import AUTHORITY_EVENTS, RoleGranted

NOW = datetime(2015, 12, 20, 6, tzinfo=UTC)
TENANT = UUID(int=7)


def selected(selectors: Iterable[Selector], event: Event) -> bool:
    """Whether a boundary holds this event, by the log's rules: tags and, selectors or."""
    ours = [s for s in selectors if event.event_name in s.types]
    tags = set(tags_of(event)) if ours else set()
    return any(set(s.tags) <= tags for s in ours)


def boundary(command: Command) -> list[Selector]:
    """All that the decision on a command reads."""
    assert command.decided_by is not None
    return decision.selectors_of(command.decided_by(command), Authority())


class Happened(NamedTuple):
    """An event, as it comes back from the log, by whom and for which day."""

    event: Event
    stored: Event
    actor: str
    on: date


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
        return [each.event for each in self.log]

    @property
    def today(self) -> date:
        return decision.circumstances(_envelope("clerk"), self.authority, self.now, b"").on

    def copy(self) -> "Town":
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
        return self.given(*(RoleGranted(actor=actor, role=role, unit=unit) for role in roles))

    def assessing(self, *units: str, cycle: str = "c") -> Self:
        """Units are assessed in an open cycle."""
        opened = CycleOpened(
            cycle=cycle,
            year=str(self.today.year),
            title="述职评议考核",
            deadline=date(self.today.year, 12, 31),
            subjects=len(units),
        )
        enrolled = (SubjectEnrolled(cycle=cycle, organisation=unit) for unit in units)
        return self.given(opened, *enrolled)

    def meeting(self, kind: str = "review", *, meeting: str = "m", cycle: str = "c") -> Self:
        """A meeting was called."""
        return self.given(MeetingCalled(meeting=meeting, cycle=cycle, kind=kind, place="礼堂"))

    def amend(self, provision: str, **parameters: Any) -> Self:
        """Adopt the rules anew, with other parameters of one provision (`tickets.closing`)."""
        adopted = self.authority.adoptions[-1].event
        section, name = provision.split(".")
        changed = adopted.sections[section] | {
            name: adopted.sections[section].get(name, {}) | parameters
        }
        return self.given(replace(adopted, sections=adopted.sections | {section: changed}))

    def amend_kind(self, kind: str, provision: str, **parameters: Any) -> Self:
        """Adopt the rules anew, with other parameters of a provision of one kind of meeting."""
        adopted = self.authority.adoptions[-1].event
        meetings = adopted.sections["meetings"]
        kinds = [
            each | {provision: each.get(provision, {}) | parameters}
            if each["name"] == kind
            else each
            for each in meetings["kinds"]
        ]
        sections = adopted.sections | {"meetings": meetings | {"kinds": kinds}}
        return self.given(replace(adopted, sections=sections))

    def selected(self, slice_: Slice[Any]) -> list[tuple[int, Event]]:
        """What a decision reads of all that has happened."""
        selectors = decision.selectors_of(slice_, Authority())
        found = [
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
        for _, event in self.selected(slice_):
            event.mutate(slice_)
        return slice_

    def decide(self, command: Command, actor: str, on: date | None = None) -> Slice[Any]:
        """The slice that has decided a command; nothing has happened yet."""
        assert command.decided_by is not None
        slice_ = command.decided_by(command)
        slice_.cited = self.cited(slice_)
        context = self._context(actor, on)
        decision.permit(type(command), self.schemes.of(type(command)), context)
        decision.take(slice_, context, self.selected(slice_))
        return slice_

    def do(self, command: Command, actor: str = "clerk", on: date | None = None) -> list[Any]:
        """What a command records, beside that it was late."""
        slice_ = self.decide(command, actor, on)
        new = [tagged.decision for tagged in slice_.new_decisions]
        self.given(*new, actor=actor, on=on)
        self.now = slice_.clock or self.now
        return [event for event in new if not isinstance(event, EnteredLate)]

    def answer(self) -> list[Event]:
        """What policies make of all that they have not answered yet, refusals left out."""
        before = len(self.log)
        while self.answered < len(self.log):
            happened, self.answered = self.log[self.answered], self.answered + 1
            rules = self.authority.rules(happened.on)
            occasion = Occasion(self.answered, happened.on, self.now, rules)
            for policy in self.schemes.policies:
                if isinstance(happened.stored, policy.event):
                    for command in policy.respond(happened.stored, occasion):
                        with contextlib.suppress(Refused):
                            self.do(command, f"policy:{policy.name}")
        return self.history[before:]

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

    def reasons(self, command: Command, actor: str = "clerk", on: date | None = None) -> Any:
        """All reasons for which a command is refused."""
        with pytest.raises(Refused) as refused:
            self.decide(command, actor, on)
        for reason in refused.value.reasons:
            assert reason.sentence()
            assert reason.sentence("en")
        return refused.value.reasons

    def refusal(self, command: Command, actor: str = "clerk", on: date | None = None) -> Reason:
        """The first reason for which a command is refused."""
        first: Reason = self.reasons(command, actor, on)[0]
        return first

    def code_of(self, command: Command, actor: str = "clerk", on: date | None = None) -> str:
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
        placed = [(position, each.stored) for position, each in enumerate(self.log, start=1)]
        for position, event in decision.as_amended(self.schemes.catalogue, placed):
            _, _, actor, on = self.log[position - 1]
            if fold := row.row_folds.get(type(event)):
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


@pytest.fixture(scope="session")
def schemes() -> Schemes:
    return installed()[0]


@pytest.fixture(scope="session")
def files(schemes: Schemes) -> dict[str, TenantFile]:
    """The files of the five source tenants, by slug."""
    loaded = (load(path, schemes) for path in source_tenants())
    return {file.slug: file for file in loaded}


@pytest.fixture(scope="session")
def _opened(files: dict[str, TenantFile], schemes: Schemes) -> dict[str, Town]:
    towns = {}
    for slug, file in files.items():
        assert file.clock is not None
        towns[slug] = Town(schemes, file.clock)
        towns[slug].do(file.command(), "system")
    return towns


@pytest.fixture
def new_town(schemes: Schemes) -> Callable[[], Town]:
    """Makes towns where nothing has happened."""
    return lambda: Town(schemes)


@pytest.fixture
def source_town(_opened: dict[str, Town]) -> Callable[[str], Town]:
    """Makes a town that a source tenant's file was applied to: its rules, people and roles."""
    return lambda slug: _opened[slug].copy()


@pytest.fixture
def santangjie(source_town: Callable[[str], Town]) -> Town:
    """三堂街镇 2015: eight villages."""
    return source_town("santangjie")


@pytest.fixture
def hunan(source_town: Callable[[str], Town]) -> Town:
    """A Hunan town, 2020: 24 villages and communities."""
    return source_town("hunan-town")


@pytest.fixture
def university(source_town: Callable[[str], Town]) -> Town:
    """A university department, 2022: six branches."""
    return source_town("university-dept")


@pytest.fixture(name="boundary")
def boundary_of() -> Callable[[Command], list[Selector]]:
    return boundary


@pytest.fixture(name="selected")
def selected_by() -> Callable[[Iterable[Selector], Event], bool]:
    return selected


@pytest.fixture
def adopted_rules() -> Callable[..., RulesAdopted]:
    """Makes an adoption of these sections, in force since 2015."""

    def adopted(**sections: Any) -> RulesAdopted:
        return RulesAdopted(
            document="关于开展述职评议考核的通知",
            number=None,
            issued_on=None,
            effective_from=date(2015, 1, 1),
            sections=sections,
        )

    return adopted
