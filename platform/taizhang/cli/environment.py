"""What most commands need: a database, brought to this release, and the platform over it."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator

import asyncpg
import psycopg

from taizhang.app import Platform, home, open_platform
from taizhang.cli.consoles import err as err
from taizhang.cli.consoles import out as out
from taizhang.database.embedded import NoPostgres, NotStarted, embedded
from taizhang.errors import Refused
from taizhang.events.event import Event
from taizhang.plugins.standing import look
from taizhang.tenancy.master import MasterKey
from taizhang_migrations import migrate
from taizhang_migrations.faults import CannotMigrate

DATABASE = "taizhang"


@contextlib.contextmanager
def database() -> Iterator[str]:
    """The address of the database: `DATABASE_URL`, else the embedded server's, migrated."""
    if given := os.environ.get("DATABASE_URL"):
        yield given
        return
    with embedded(home()) as server:
        with psycopg.connect(server.dsn(), autocommit=True) as connection:
            known = "select from pg_database where datname = %s"
            if connection.execute(known, (DATABASE,)).fetchone() is None:
                connection.execute(f"create database {DATABASE}")
        dsn = server.dsn(database=DATABASE)
        migrate(dsn)
        yield dsn


@contextlib.asynccontextmanager
async def platform(dsn: str) -> AsyncIterator[Platform]:
    """The platform, with a word on every plugin that was left out."""
    async with open_platform(dsn, MasterKey.load(home())) as opened:
        for plugin in opened.faulty:
            err.print(plugin.sentence, style="yellow", markup=False)
        yield opened


async def tell_standing(platform: Platform, kinds: Iterable[type[Event]]) -> None:
    """A word on every plugin that tenants rely on and that is missing, or cannot read their rules.

    The database may be away meanwhile: then whoever needs it says so.
    """
    with contextlib.suppress(Refused):
        standing = await look(platform.app, platform.register, platform.schemes, kinds)
        for sentence in standing.sentences(platform.faulty):
            err.print(sentence, style="yellow", markup=False)


def with_platform(work: Callable[[Platform], Awaitable[None]], *, serves: bool = False) -> None:
    """Do some work over the platform; say refusals in words and end with status 1.

    What `serves` many at once runs on uvloop, where there is one.
    """

    async def run(dsn: str) -> None:
        async with platform(dsn) as opened:
            await work(opened)

    loop = _quick_loop() if serves else None
    with telling(), database() as dsn, asyncio.Runner(loop_factory=loop) as runner:
        runner.run(run(dsn))


def _quick_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop
    except ImportError:  # Windows
        return None
    return uvloop.new_event_loop


@contextlib.contextmanager
def telling() -> Iterator[None]:
    """Turns what an operator can mend into one clear message."""
    try:
        yield
    except Refused as refused:
        for reason in refused.reasons:
            rule = f" [{reason.refusal.rule}]" if reason.refusal.rule else ""
            err.print(
                f"[red]拒绝[/red] {reason.refusal.code}{rule}:{reason.sentence()}", markup=True
            )
        sys.exit(1)
    except (NoPostgres, NotStarted) as error:
        err.print(f"[red]{error}")
        sys.exit(1)
    except (asyncpg.InvalidSchemaNameError, asyncpg.UndefinedTableError):
        err.print("[red]数据库还没有本版的结构：请先运行 taizhang migrate")
        sys.exit(1)
    except CannotMigrate as error:
        err.print(f"[red]{error}")
        sys.exit(1)
    except (psycopg.OperationalError, OSError) as error:
        err.print(f"[red]数据库连接不上：{error}")
        sys.exit(1)
