"""Policies answer each event exactly once, through the one write path."""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar
from uuid import uuid4

import asyncpg
import pytest

from taizhang.commands.command import Command
from taizhang.commands.context import Envelope
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Slice, decides
from taizhang.database.embedded import Server
from taizhang.database.pool import open_pool, unavailable
from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.dispatch.reactor import Reactor
from taizhang.errors import Refusal, Refused
from taizhang.events.event import Event
from taizhang.events.tags import Tag
from taizhang.log import entry
from taizhang.log.hints import Hints
from taizhang.log.log import Log
from taizhang.log.writer import Writer
from taizhang.rules.events import RulesAdopted
from taizhang.rules.provision import Provision, Rules
from taizhang.scheme import Scheme
from taizhang.schemes import Schemes
from taizhang.tenancy.events import AUTHORITY_EVENTS, PluginSwitchedOff, PluginSwitchedOn
from taizhang.tenancy.keyring import Keyring
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Register, Tenant
from taizhang.tenancy.roles import ANYONE, Role
from taizhang_migrations import migrate

pytestmark = pytest.mark.anyio

BELL = Tag("bell")
SULKING = Refusal("bell.sulking", zh="不应答", en="it does not answer")
_names = itertools.count(1)


class BellRung(Event, name="bell.rung"):
    bell: Annotated[str, BELL]
    words: list[str]


class Answered(Event, name="bell.answered"):
    bell: Annotated[str, BELL]
    word: str


class Ring(Command, name="bell.ring", title="打铃"):
    bell: str
    words: list[str]


class Answer(Command, name="bell.answer", title="应答"):
    bell: str
    word: str


class Greet(Command, name="guest.greet", title="问候"):
    bell: str


class Greeted(Event, name="guest.greeted"):
    bell: Annotated[str, BELL]


class Manage(Command, name="tenancy.manage", title="管理"):
    """Writes one event of authority."""

    plugin_on: str | None = None
    plugin_off: str | None = None
    greeting: str | None = None


@decides(Ring, by=ANYONE)
class Ringing(Slice[Ring]):
    def execute(self) -> None:
        self.record(BellRung(bell=self.ask.bell, words=self.ask.words))


@decides(Answer, by=Role.SYSTEM)
class Answering(Slice[Answer]):
    def execute(self) -> None:
        self.refuse_unless(self.ask.word != "no", SULKING())
        self.record(Answered(bell=self.ask.bell, word=self.ask.word))


@decides(Greet, by=Role.SYSTEM)
class Greeting(Slice[Greet]):
    def execute(self) -> None:
        self.record(Greeted(bell=self.ask.bell))


class Manners(Provision, frozen=True):
    word: str


class BellRules(Rules, frozen=True):
    section: ClassVar[str] = "bell"
    manners: Manners


@decides(Manage, by=ANYONE)
class Managing(Slice[Manage]):
    def execute(self) -> None:
        if self.ask.plugin_on:
            self.record(PluginSwitchedOn(plugin=self.ask.plugin_on))
        if self.ask.plugin_off:
            self.record(PluginSwitchedOff(plugin=self.ask.plugin_off))
        if self.ask.greeting:
            sections = {"bell": {"manners": {"word": self.ask.greeting}}}
            day = date(2000, 1, 1)
            self.record(
                RulesAdopted(
                    document="规矩",
                    number=None,
                    issued_on=day,
                    effective_from=day,
                    sections=sections,
                )
            )


@policy("bell.answering", on=BellRung)
def answering(event: BellRung, occasion: Occasion) -> Iterable[Command]:
    for word in event.words:
        if word == "bug":
            raise LookupError("a bug")
        yield Answer(bell=event.bell, word=word)


@policy("bell.answering", on=BellRung)
def answering_anew(event: BellRung, occasion: Occasion) -> Iterable[Command]:
    """The same policy in a later release."""
    yield Answer(bell=event.bell, word="new")


@policy("bell.echo", on=BellRung)
def echo(event: BellRung, occasion: Occasion) -> Iterable[Command]:
    yield Answer(bell=event.bell, word="echo")


@policy("bell.by_the_rules", on=BellRung)
def by_the_rules(event: BellRung, occasion: Occasion) -> Iterable[Command]:
    yield Answer(bell=event.bell, word=occasion.rules.of(BellRules).manners.word)


@policy("guest.greeting", on=BellRung)
def greeting(event: BellRung, occasion: Occasion) -> Iterable[Command]:
    yield Greet(bell=event.bell)


@dataclass
class Bells:
    """A town with bells, over a database of its own."""

    owner: Any
    projector: Any
    scheduler: Any
    log: Log
    register: Register
    keyring: Keyring
    app: Any
    hints: Hints

    def reactor(self, *policies: Any) -> Reactor:
        """A reactor of a release with these policies."""
        schemes = self.schemes(*policies)
        pools = {"projector": self.projector, "scheduler": self.scheduler}
        dispatcher = Dispatcher(self.log, schemes, self.keyring, self.app)
        return Reactor(self.log, dispatcher, schemes, self.register, self.hints, **pools)

    def schemes(self, *policies: Any) -> Schemes:
        own = tuple(p for p in policies if p is not greeting)
        guests = tuple(p for p in policies if p is greeting)
        return Schemes(
            [
                Scheme("tenancy", "单位", events=AUTHORITY_EVENTS, commands=(Manage,), core=True),
                Scheme("bell", "铃", (BellRung, Answered), (Ring, Answer), policies=own, core=True),
                Scheme("guest", "客", (Greeted,), (Greet,), policies=guests),
            ]
        )

    async def tenant(self) -> Tenant:
        return await self.register.open(f"town-{uuid4().hex[:8]}", "三堂街镇", rehearsal=True)

    async def do(self, tenant: Tenant, *commands: Command) -> int:
        dispatcher = Dispatcher(self.log, self.schemes(), self.keyring, self.app)
        for command in commands:
            envelope = Envelope(command_id=uuid4(), actor="somebody")
            receipt = await dispatcher.dispatch(tenant, command, envelope)
        return receipt.position

    async def answers(self, tenant: Tenant) -> list[Any]:
        """The words of all answers, and "greeted" for each greeting, in order."""
        found = []
        for event in await self.log.read_after(tenant.id, 0, 1000):
            body = self.schemes().catalogue.read(
                event.type, 1, bytes(entry.decode(event.entry).body)
            )
            if isinstance(body, Answered):
                found.append(body.word)
            if isinstance(body, Greeted):
                found.append("greeted")
        return found

    async def refusals(self, tenant: Tenant) -> list[Any]:
        rows = await self.owner.fetch(
            "select policy, position, place, problem ->> 'code' from projections.policy_refusal"
            " where tenant_id = $1 order by position, place",
            tenant.id,
        )
        return [tuple(row) for row in rows]


@pytest.fixture
async def bells(server: Server) -> AsyncIterator[Bells]:
    name = f"bells_{next(_names)}"
    admin = await asyncpg.connect(server.dsn())
    await admin.execute(f"create database {name}")
    await admin.close()
    dsn = server.dsn(database=name)
    await asyncio.to_thread(migrate, dsn)
    async with contextlib.AsyncExitStack() as stack:

        async def pool(role: str) -> Any:
            return await stack.enter_async_context(await open_pool(dsn, role, size=3))

        app = await pool("taizhang_app")
        owner = await asyncpg.connect(dsn)
        stack.push_async_callback(owner.close)
        hints = await stack.enter_async_context(Hints(dsn, "taizhang_app"))
        writer = await stack.enter_async_context(Writer(app, appended=hints.grown))
        projector, scheduler = await pool("taizhang_projector"), await pool("taizhang_scheduler")
        master = MasterKey(bytes(32))
        yield Bells(
            owner=owner,
            projector=projector,
            scheduler=scheduler,
            log=Log(app, writer),
            register=Register(app, master),
            keyring=Keyring(master),
            app=app,
            hints=hints,
        )


KILL = """
    create function kill() returns trigger language plpgsql security definer as $$
    begin perform pg_terminate_backend(pg_backend_pid()); return new; end $$;
    create trigger kill before {when} on {table}
    for each row execute function kill()
"""


END_CONNECTIONS = """
    select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database()
       and application_name in ('taizhang_projector', 'taizhang_scheduler', 'taizhang_app')
"""


async def test_every_command_that_answers_an_event_is_done_once(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=["1", "2"]), Ring(bell="b", words=["3"]))
    for _ in range(2):
        await bells.reactor(answering).catch_up()
    assert await bells.answers(tenant) == ["1", "2", "3"]


async def test_an_answer_names_its_policy_and_its_cause(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=[]), Ring(bell="a", words=["1"]))
    await bells.reactor(answering).catch_up()
    (recorded,) = await bells.log.read_after(tenant.id, 2, 10)
    answer = entry.decode(recorded.entry)
    assert (answer.type, answer.actor, answer.cause) == (
        "bell.answered",
        "policy:bell.answering",
        2,
    )


async def test_a_crash_between_the_answer_and_the_cursor_repeats_nothing(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=["1", "no", "2"]))
    await bells.owner.execute(KILL.format(when="update", table="projections.policy_cursor"))
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)) as killed:
        await bells.reactor(answering).catch_up()
    assert unavailable(killed.value)
    assert await bells.answers(tenant) == ["1", "2"]
    assert await bells.refusals(tenant) == []

    await bells.owner.execute("drop trigger kill on projections.policy_cursor")
    await bells.reactor(answering).catch_up()
    assert await bells.answers(tenant) == ["1", "2"]
    assert await bells.refusals(tenant) == [("bell.answering", 1, 1, "bell.sulking")]


async def test_after_a_crash_the_first_answer_stands_though_the_policy_has_changed(
    bells: Bells,
) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=["1"]))
    await bells.owner.execute(KILL.format(when="update", table="projections.policy_cursor"))
    with pytest.raises((asyncpg.PostgresError, asyncpg.InterfaceError)):
        await bells.reactor(answering).catch_up()
    await bells.owner.execute("drop trigger kill on projections.policy_cursor")
    await bells.reactor(answering_anew).catch_up()
    assert (await bells.answers(tenant), await bells.refusals(tenant)) == (["1"], [])


async def test_a_policy_that_runs_late_answers_by_the_rules_of_the_event(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Manage(greeting="您好"), Ring(bell="a", words=[]))
    await bells.do(tenant, Manage(greeting="再见"), Ring(bell="a", words=[]))
    await bells.reactor(by_the_rules).catch_up()
    assert await bells.answers(tenant) == ["您好", "再见"]


async def test_reactors_that_race_answer_once(bells: Bells) -> None:
    tenant = await bells.tenant()
    words = [str(n) for n in range(20)]
    await bells.do(tenant, *[Ring(bell="a", words=[word]) for word in words])
    reactors = [bells.reactor(answering) for _ in range(3)]
    await asyncio.gather(*(reactor.catch_up() for reactor in reactors))
    assert await bells.answers(tenant) == words


async def test_a_refusal_is_recorded_and_passed(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=["1", "no"]), Ring(bell="a", words=["2"]))
    await bells.reactor(answering).catch_up()
    assert await bells.answers(tenant) == ["1", "2"]
    assert await bells.refusals(tenant) == [("bell.answering", 1, 1, "bell.sulking")]


async def test_a_rule_that_was_never_adopted_is_a_refusal(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=[]))
    await bells.reactor(by_the_rules).catch_up()
    assert await bells.refusals(tenant) == [("bell.by_the_rules", 1, 0, "rules.not_adopted")]


async def test_a_policy_that_raises_stays_while_others_go_on(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=["bug"]), Ring(bell="a", words=["1"]))
    with pytest.raises(LookupError):
        await bells.reactor(answering, echo).catch_up()
    assert await bells.answers(tenant) == ["echo", "echo"]


async def test_a_database_that_goes_away_is_no_refusal(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=["1"]))
    await bells.owner.execute(KILL.format(when="insert", table="log.event"))
    with pytest.raises(Refused) as refused:
        await bells.reactor(answering).catch_up()
    assert refused.value.status == 503

    await bells.owner.execute("drop trigger kill on log.event")
    await bells.reactor(answering).catch_up()
    assert (await bells.answers(tenant), await bells.refusals(tenant)) == (["1"], [])


async def test_the_first_policies_of_a_tenant_judge_its_first_events(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=["1"]))
    await bells.reactor(answering, echo).catch_up()
    assert sorted(await bells.answers(tenant)) == ["1", "echo"]


async def test_a_policy_that_is_added_later_never_judges_the_past(bells: Bells) -> None:
    old = await bells.tenant()
    await bells.do(old, Ring(bell="a", words=["1"]))
    await bells.reactor(answering).catch_up()
    await bells.reactor(answering, echo).catch_up()
    await bells.do(old, Ring(bell="a", words=["2"]))
    await bells.reactor(answering, echo).catch_up()
    assert sorted(await bells.answers(old)) == ["1", "2", "echo"]


async def test_the_first_policy_that_a_house_ever_has_never_judges_the_past(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=["1"]))
    await bells.reactor().catch_up()
    await bells.reactor(answering).catch_up()
    await bells.do(tenant, Ring(bell="a", words=["2"]))
    await bells.reactor(answering).catch_up()
    assert await bells.answers(tenant) == ["2"]


async def test_a_plugins_policy_answers_what_happens_while_it_is_on(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Ring(bell="a", words=[]))
    await bells.do(tenant, Manage(plugin_on="guest"), Ring(bell="a", words=[]))
    await bells.reactor(greeting).catch_up()
    assert await bells.answers(tenant) == ["greeted"]
    await bells.do(tenant, Manage(plugin_off="guest"), Ring(bell="a", words=[]))
    await bells.reactor(greeting).catch_up()
    assert await bells.answers(tenant) == ["greeted"]
    assert await bells.refusals(tenant) == []


async def test_a_plugin_that_has_been_switched_off_since_does_nothing(bells: Bells) -> None:
    tenant = await bells.tenant()
    await bells.do(tenant, Manage(plugin_on="guest"), Ring(bell="a", words=[]))
    await bells.do(tenant, Manage(plugin_off="guest"))
    await bells.reactor(greeting).catch_up()
    assert (await bells.answers(tenant), await bells.refusals(tenant)) == ([], [])


async def test_tenants_are_answered_in_their_own_logs(bells: Bells) -> None:
    one, other = await bells.tenant(), await bells.tenant()
    await bells.do(one, Ring(bell="a", words=["1"]))
    await bells.do(other, Ring(bell="a", words=["2"]))
    await bells.reactor(answering).catch_up()
    assert (await bells.answers(one), await bells.answers(other)) == (["1"], ["2"])


async def test_a_reactor_at_work_answers_news(bells: Bells) -> None:
    tenant = await bells.tenant()
    task = asyncio.create_task(bells.reactor(answering).run())
    try:
        await bells.do(tenant, Ring(bell="a", words=["1"]))
        async with asyncio.timeout(20):
            while await bells.answers(tenant) != ["1"]:
                await bells.hints.wait(0.05)
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_reactors_whose_connections_are_killed_answer_once_and_in_order(
    bells: Bells,
) -> None:
    """Whatever they were at: reading, appending an answer, keeping a refusal, moving a cursor."""
    tenant = await bells.tenant()
    words = [str(n) for n in range(24)]
    tasks = [asyncio.create_task(bells.reactor(answering).run()) for _ in range(2)]
    try:
        for word in words:
            await patiently(bells, tenant, Ring(bell="a", words=[word, "no"]))
            await bells.owner.execute(END_CONNECTIONS)
        async with asyncio.timeout(60):
            while len(await bells.refusals(tenant)) < len(words):
                await bells.hints.wait(0.05)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    assert await bells.answers(tenant) == words
    refused = [(policy, place) for policy, _, place, _ in await bells.refusals(tenant)]
    assert refused == [("bell.answering", 1)] * len(words)


async def patiently(bells: Bells, tenant: Tenant, command: Command) -> None:
    """As a client does it: the same request again while the database is away."""
    dispatcher = Dispatcher(bells.log, bells.schemes(), bells.keyring, bells.app)
    envelope = Envelope(command_id=uuid4(), actor="somebody")
    async with asyncio.timeout(60):
        while True:
            try:
                await dispatcher.dispatch(tenant, command, envelope)
                return
            except Refused as refused:
                if refused.retry_after is None:
                    raise
