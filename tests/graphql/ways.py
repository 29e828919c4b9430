"""Ways to the database that are held back until a test lets go: who waits for whom is no chance."""

import asyncio
import contextlib
import itertools

import asyncpg

from taizhang_graphql.connections import keep_json
from taizhang_graphql.exchange import Request
from taizhang_graphql.mistakes import Mistake
from taizhang_graphql.refusing import refused

VILLAGES = ("v0", "v1", "v2", "v3", "v4", "v5", "nowhere")
NAME = "query($v: String!) { organisation(organisation: $v) { organisation name } }"


class Ways:
    """Connections that are held back, and what was sent on them."""

    def __init__(self, connections):
        self.connections = connections
        self._free = asyncio.Queue()
        for connection in connections:
            self._free.put_nowait(connection)
            connection.add_query_logger(self._note)
        self.hold()

    def hold(self):
        """From now on whoever asks for a connection waits; what was sent is forgotten."""
        self._gate = asyncio.Semaphore(0)
        self.asked, self.alone, self.gathered = 0, 0, []

    def let_go(self, many=1_000):
        """Let so many of those who asked, or are going to ask, have a connection."""
        for _ in range(many):
            self._gate.release()

    @contextlib.asynccontextmanager
    async def connection(self, tenants=""):
        """As a pool's; whoever came first is served first."""
        self.asked += 1
        await self._gate.acquire()
        connection = await self._free.get()
        try:
            yield connection
        finally:
            self._free.put_nowait(connection)

    @property
    def free(self):
        """Those that are given out next, in this order."""
        return [*self._free._queue]

    def _note(self, record):
        if " with ordinality calls (" in record.query:
            self.gathered.append(len(next(a for a in record.args if isinstance(a, list))))
        elif " as stand" in record.query:
            self.alone += 1


@contextlib.asynccontextmanager
async def opened(database):
    """Three of them, for which row-level security holds."""
    connections = [await asyncpg.connect(database.dsn("graphql_reader")) for _ in range(3)]
    for connection in connections:
        await keep_json(connection)
    yield Ways(connections)
    for connection in connections:
        await connection.close()


async def begun(ways, calls):
    """Answers under way. All have asked, and nobody was given a connection yet."""
    ways.hold()
    tasks = [asyncio.create_task(_answer(ways, *call)) for call in calls]
    await asyncio.sleep(0)
    return tasks


async def done(ways, tasks):
    """The answers, or what was raised in their place, once all may go on."""
    ways.let_go()
    async with asyncio.timeout(10):  # whoever waits for ever is a fault
        return await asyncio.gather(*tasks, return_exceptions=True)


def at_once(ask, ways, calls):
    """The answers to calls of which each was there before the first was answered."""

    async def answers():
        return await done(ways, await begun(ways, calls))

    return ask.run(answers())


def each_alone(ask, calls):
    """The answers to the same calls, one after the other."""
    return [ask.run(engine.answer(ask.connection, *call)) for engine, *call in calls]


def calls_of(ask, query, *variables, engine=None, get=False, **scope):
    """Calls of a document, one for each of the variables."""
    engine, seen = engine or ask.engine, ask.scope(*scope.pop("tenants", ()), **scope)
    return [(engine, seen, Request(query, given, get=get)) for given in variables]


def of_villages(ask, query=NAME, villages=VILLAGES, **more):
    """Calls of a document whose variable is the key of a village."""
    return calls_of(ask, query, *({"v": village} for village in villages), **more)


def mixed(*several):
    """The first of each, then the second of each, and so on."""
    return [call for turn in itertools.zip_longest(*several) for call in turn if call]


async def _answer(ways, engine, scope, request):
    try:
        prepared = engine.prepared(scope, request)
    except Mistake as mistake:
        return refused(mistake, request.media)
    return await engine.run(ways, *prepared, request)
