"""The composition root: the only place where parts are wired."""

import asyncio
import contextlib
import functools
import os
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Sequence
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, TypeAlias

import asyncpg
from msgspec import Struct
from msgspec.structs import replace

from taizhang.attachments.store import Attachments
from taizhang.database.at_hand import AtHand
from taizhang.database.pool import open_pool
from taizhang.dispatch.days import Days
from taizhang.dispatch.dispatcher import Dispatcher
from taizhang.dispatch.reactor import Reactor
from taizhang.domain import core
from taizhang.domain.clock.days import BeginDay
from taizhang.domain.obligations.deriving import with_obligations
from taizhang.domain.obligations.faults import faults_of
from taizhang.log.hints import Hints
from taizhang.log.log import Log
from taizhang.log.residence import Residence
from taizhang.log.writer import Writer
from taizhang.plugins.finding import GROUP, Found, find
from taizhang.plugins.loading import origin_of
from taizhang.plugins.plugin import Faulty, Origin
from taizhang.projections.generation import shape_of
from taizhang.projections.worker import Worker
from taizhang.schemes import Schemes
from taizhang.tenancy.keyring import Keyring
from taizhang.tenancy.master import MasterKey
from taizhang.tenancy.register import Register
from taizhang.tenancy.tokens import Tokens
from taizhang.viewing.following import CROWDED, Sources
from taizhang.viewing.gate import Gate
from taizhang.viewing.inspection import Inspection
from taizhang.viewing.query_log import QueryLog
from taizhang.viewing.standing import Standing
from taizhang.viewing.tide import Tide
from taizhang.viewing.turns import Turns
from taizhang_graphql.catalogue import catalogue
from taizhang_graphql.connections import keep_json
from taizhang_graphql.limits import limits_of
from taizhang_graphql.mistakes import BUSY
from taizhang_graphql.worlds import Worlds

Pool: TypeAlias = "asyncpg.Pool[Any]"
Init: TypeAlias = Callable[[Any], Awaitable[None]] | None
READERS = 8
"""Connections of one process that rows are read by; all but two are for answers in one piece."""


class Platform(Struct, frozen=True):
    """All parts, wired to one database."""

    dsn: str
    schemes: Schemes
    faulty: Sequence[Faulty]
    app: Pool
    reader: Pool
    readers: AtHand
    log: Log
    hints: Hints
    register: Register
    tokens: Tokens
    attachments: Attachments
    keyring: Keyring
    dispatcher: Dispatcher
    worker: Worker
    reactor: Reactor
    days: Days
    worlds: Worlds
    turns: Turns
    gate: Gate
    standing: Standing
    queries: QueryLog
    following: Sources


def home() -> Path:
    """Where the embedded server, the master key and the demo's notes are kept."""
    return Path(os.environ.get("TAIZHANG_HOME", ".taizhang")).absolute()


def found(points: Iterable[EntryPoint] | None = None) -> Found:
    """The core, the installed plugins (or those of these entry points), and who was left out.

    What is installed is judged once in a process, and again when something else is installed.
    """
    if points is not None:
        return _judged(points)
    there = tuple(entry_points(group=GROUP))
    return _judged_once(there, tuple(origin_of(point) for point in there))


@functools.lru_cache(maxsize=4)
def _judged_once(points: tuple[EntryPoint, ...], origins: tuple[Origin, ...]) -> Found:
    return _judged(points)


def _judged(points: Iterable[EntryPoint]) -> Found:
    found = find(core, show=catalogue, judge=faults_of, points=points)
    return replace(found, schemes=Schemes(map(with_obligations, found.schemes.all)))


def installed() -> tuple[Schemes, Sequence[Faulty]]:
    """The schemes of the core and of the installed plugins, and the plugins that were left out."""
    return (all_ := found()).schemes, all_.faulty


@contextlib.asynccontextmanager
async def open_platform(dsn: str, master: MasterKey) -> AsyncIterator[Platform]:
    """The platform over a migrated database; everything is closed at the end. Raises Refused
    (`graphql.bad_setting`) where the environment sets a limit that is none.
    """
    schemes, faulty = installed()
    limits = limits_of(os.environ)
    async with contextlib.AsyncExitStack() as stack:

        async def pool(role: str, size: int, init: Init = None, **settings: str) -> Pool:
            opened = await open_pool(dsn, role, size=size, init=init, settings=settings)
            stack.push_async_callback(_close, opened)
            return opened

        residence = Residence()
        app = await pool("taizhang_app", 12, residence.look)
        # Compiling a statement takes longer than most answers: a second against ten milliseconds.
        # Each statement names its tenant, with which every index begins: reading a table from end
        # to end is right only while it is small, and then it is as quick by index.
        settings = {"jit": "off", "enable_seqscan": "off"}
        reader = await pool("taizhang_reader", READERS, keep_json, **settings)
        readers = await stack.enter_async_context(AtHand(reader, limit=READERS - 2))
        projector = await pool("taizhang_projector", 4)
        scheduler = await pool("taizhang_scheduler", 2)
        hints = await stack.enter_async_context(Hints(dsn, "taizhang_app"))
        writer = await stack.enter_async_context(Writer(app, appended=hints.grown))
        log = Log(app, writer, residence)
        keyring, register = Keyring(master), Register(app, master)
        worlds = Worlds(schemes.rows, limits)
        inspect = Inspection(schemes.rows, worlds, register)
        dispatcher = Dispatcher(log, schemes, keyring, app, inspect=inspect)
        tokens = Tokens(app)
        queries = await stack.enter_async_context(QueryLog(app))
        standing = Standing(log, reader, shape_of(schemes.rows))
        subscriptions = Turns(worlds.limits.subscriptions, CROWDED, retry_after=1)
        yield Platform(
            dsn=dsn,
            schemes=schemes,
            faulty=faulty,
            app=app,
            reader=reader,
            readers=readers,
            log=log,
            hints=hints,
            register=register,
            tokens=tokens,
            attachments=Attachments(app),
            keyring=keyring,
            dispatcher=dispatcher,
            worker=Worker(
                schemes.rows,
                schemes.catalogue,
                keyring,
                hints,
                projector=projector,
                scheduler=scheduler,
            ),
            reactor=Reactor(
                log,
                dispatcher,
                schemes,
                register,
                hints,
                projector=projector,
                scheduler=scheduler,
            ),
            days=Days(
                dispatcher,
                register,
                hints,
                lambda day, since: BeginDay(day=day, since=since),
                projector=projector,
                scheduler=scheduler,
            ),
            worlds=worlds,
            turns=Turns(limits.concurrent, BUSY.refusal, retry_after=1),
            gate=Gate(register, tokens, dispatcher),
            standing=standing,
            queries=queries,
            following=Sources(reader, standing, Tide(scheduler, hints), subscriptions),
        )


async def _close(pool: Pool) -> None:
    """Close in good order, but not for longer than a few seconds: the server may be gone."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(3):
            await pool.close()
            return
    pool.terminate()
