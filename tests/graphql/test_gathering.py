"""Gathering: what comes while more of it is under way goes together; a fault stays with its own."""

import asyncio
import contextlib

import asyncpg
import pytest

from taizhang.database.pool import unavailable
from taizhang_graphql import gathering
from taizhang_graphql.fetching import Fetching
from taizhang_graphql.gathering import Gathering
from taizhang_graphql.mistakes import TIMEOUT, Mistake

from .ways import (
    VILLAGES,
    at_once,
    begun,
    calls_of,
    done,
    each_alone,
    of_villages,
    opened,
)

BOTH = ("santang", "xinshao")
WAITING = len(VILLAGES) - gathering.UNDER_WAY
AT_TIME = """query($v: String!) { organisation(
  organisation: $v, tenant: "santang", asOf: {time: "2015-12-02T12:00:00Z"}) { name } }"""


@pytest.fixture(scope="module")
def ways(database, run):
    some = opened(database)
    yield run(some.__aenter__())
    run(some.__aexit__(None, None, None))


@pytest.fixture(autouse=True)
def gathered(ask, monkeypatch):
    """Nobody waits yet."""
    fresh = Gathering(ask.engine._fetching)
    monkeypatch.setattr(ask.engine, "_gathering", fresh)
    return fresh


@contextlib.asynccontextmanager
async def _owner(database):
    connection = await asyncpg.connect(database.dsn())
    yield connection
    await connection.close()


def asked_while_held(ask, ways, calls):
    """How many ask for a connection, of calls that come at once."""

    async def asked():
        tasks = await begun(ways, calls)
        found = ways.asked
        await done(ways, tasks)
        return found

    return ask.run(asked())


def test_two_at_once_wait_for_nobody(ask, ways):
    assert asked_while_held(ask, ways, of_villages(ask)[:2]) == 2


def test_those_who_wait_are_answered_by_one_statement(ask, ways):
    at_once(ask, ways, of_villages(ask))
    assert (ways.alone, ways.gathered) == (2, [WAITING])


def test_who_comes_once_it_is_quiet_again_waits_for_nobody(ask, ways):
    at_once(ask, ways, of_villages(ask))
    at_once(ask, ways, of_villages(ask)[:1])
    assert (ways.alone, ways.gathered) == (1, [])


def test_a_group_is_bounded(ask, ways, monkeypatch):
    monkeypatch.setattr(gathering, "MOST", 3)
    calls = of_villages(ask) + of_villages(ask)[:3]
    answers = at_once(ask, ways, calls)
    assert (ways.alone, sorted(ways.gathered)) == (2, [2, 3, 3])
    assert answers == each_alone(ask, calls)


def test_no_more_than_two_groups_are_under_way(ask, ways, monkeypatch):
    monkeypatch.setattr(gathering, "MOST", 1)

    async def asked():
        tasks = await begun(ways, of_villages(ask))
        ways.let_go(1)
        await tasks[0]
        await asyncio.sleep(0)
        found = ways.asked
        await done(ways, tasks)
        return found

    assert ask.run(asked()) == 3  # one was answered, two are under way


def _rows(many):
    rows = (f'a{n}: organisation(organisation: "v{n}") {{ name }}' for n in range(many))
    return f"{{ {' '.join(rows)} }}"


def test_who_asks_by_other_connections_is_asked_on_those(ask, database, ways):
    calls = of_villages(ask)

    async def two_ways():
        async with opened(database) as others:
            tasks = await begun(ways, calls) + await begun(others, calls)
            ways.let_go()
            found = await done(others, tasks)
            return found, others.gathered

    found, elsewhere = ask.run(two_ways())
    assert (ways.gathered, elsewhere) == ([WAITING], [WAITING])
    assert found == each_alone(ask, calls) * 2


NOT_LITTLE = {
    "a page": "{ organisations(first: 1) { nodes { name } } }",
    "a count": "{ organisations { totalCount } }",
    "an aggregate": "{ tickets { aggregates { sum { score } } } }",
    "groups": "{ tickets { groups(by: [{field: state}]) { totalCount } } }",
    "history": '{ organisation(organisation: "v1") { history(first: 1) { position } } }',
    "a page of a row": '{ organisation(organisation: "v1") { tickets { totalCount } } }',
    "seventeen rows": _rows(17),
    "a row and a page": """{ organisation(organisation: "v1") { name }
      organisations(first: 1) { nodes { name } } }""",
}


@pytest.mark.parametrize("query", NOT_LITTLE.values(), ids=NOT_LITTLE)
def test_what_is_not_little_waits_for_nobody(ask, ways, query):
    assert asked_while_held(ask, ways, calls_of(ask, query, {}, {}, {}, {})) == 4


def test_sixteen_rows_are_little(ask, ways):
    assert asked_while_held(ask, ways, calls_of(ask, _rows(16), {}, {}, {}, {})) == 2


def test_a_parameter_that_is_an_array_goes_alone(ask, ways):
    """A position for each of several tenants."""
    now = ask.world.versions[-1].recorded_at
    calls = of_villages(ask, AT_TIME, tenants=BOTH, now=now)
    expected = each_alone(ask, calls)
    assert asked_while_held(ask, ways, calls) == len(calls)
    assert at_once(ask, ways, calls) == expected


@pytest.mark.parametrize("who", range(len(VILLAGES)))
def test_whoever_leaves_takes_nobody_along(ask, ways, who):
    calls = of_villages(ask)

    async def left():
        tasks = await begun(ways, calls)
        tasks[who].cancel()
        await asyncio.sleep(0)
        return await done(ways, tasks)

    answers, expected = ask.run(left()), each_alone(ask, calls)
    assert isinstance(answers.pop(who), asyncio.CancelledError)
    assert answers == expected[:who] + expected[who + 1 :]


def test_those_who_wait_are_answered_though_all_before_them_left(ask, ways):
    calls = of_villages(ask)

    async def left():
        tasks = await begun(ways, calls)
        for task in tasks[:2]:
            task.cancel()
        return await done(ways, tasks)

    assert ask.run(left())[2:] == each_alone(ask, calls[2:])


def test_all_who_wait_may_leave_and_nothing_is_asked_for_them(ask, ways):
    calls = of_villages(ask)

    async def left():
        tasks = await begun(ways, calls)
        for task in tasks[2:]:
            task.cancel()
        return await done(ways, tasks)

    assert ask.run(left())[:2] == each_alone(ask, calls[:2])
    assert ways.gathered == []


def test_nobody_waits_for_a_group_that_was_stopped(ask, ways, gathered):
    async def stopped():
        tasks = await begun(ways, of_villages(ask))
        ways.let_go(1)
        await tasks[0]
        await asyncio.sleep(0)
        (group,) = gathered._runs
        group.cancel()
        return await done(ways, tasks)

    found = ask.run(stopped())
    assert [type(answer) for answer in found[2:]] == [asyncio.CancelledError] * WAITING


REFUSED = {
    "a text that PostgreSQL has not": "v\0",
    "a text that is not Unicode": "v\ud800",
}


@pytest.mark.parametrize("bad", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("place", [0, 2, 5])
def test_a_value_that_the_database_refuses_fails_no_neighbour(ask, ways, place, bad):
    villages = [*VILLAGES]
    villages.insert(place, bad)
    calls = of_villages(ask, villages=villages)
    answers = at_once(ask, ways, calls)
    assert answers == each_alone(ask, calls)
    assert [n for n, answer in enumerate(answers) if answer.code] == [place]


def test_a_position_that_is_not_reached_yet_fails_no_neighbour(ask, ways):
    query = """query($p: Long!) {
      organisation(organisation: "v1", asOf: {position: $p}) { name } }"""
    calls = calls_of(ask, query, *({"p": position} for position in (60, 50, 40, 61, 2**62, 20)))
    answers = at_once(ask, ways, calls)
    assert answers == each_alone(ask, calls)
    assert [answer.code for answer in answers].count("graphql.as_of_future") == 2


def test_a_database_that_goes_away_is_told_to_all_and_the_next_are_answered(ask, database, ways):
    calls = of_villages(ask)

    async def away():
        async with opened(database) as lost, _owner(database) as owner:
            tasks = await begun(lost, calls)
            ended = [connection.get_server_pid() for connection in lost.connections]
            await owner.execute("select pg_terminate_backend(o) from unnest($1::int[]) o", ended)
            return await done(lost, tasks)

    errors = ask.run(away())
    assert [unavailable(error) for error in errors] == [True] * len(calls)
    assert at_once(ask, ways, calls) == each_alone(ask, calls)


def test_a_fault_is_told_to_all(ask, ways, monkeypatch):
    async def broken(*_):
        raise LookupError

    monkeypatch.setattr(Fetching, "fetch_together", broken)
    found = at_once(ask, ways, of_villages(ask))
    assert [type(error) for error in found[2:]] == [LookupError] * WAITING


def test_who_ran_out_of_time_together_is_not_asked_again(ask, ways, monkeypatch):
    async def slow(*_):
        raise Mistake(TIMEOUT, limit=10)

    monkeypatch.setattr(Fetching, "fetch_together", slow)
    found = at_once(ask, ways, of_villages(ask))
    assert [answer.code for answer in found[2:]] == ["graphql.timeout"] * WAITING
    assert ways.alone == gathering.UNDER_WAY


@pytest.mark.parametrize("setting", ["xinshao", "santang,xinshao", ""])
def test_a_wrong_setting_of_the_connection_is_put_right(ask, ways, world, setting):
    calls = of_villages(ask)
    for _ in ways.connections:
        at_once(ask, ways, calls[:1])
    ids = ",".join(str(world.tenants[s]) for s in setting.split(",") if s)

    async def third():
        """Two go alone, on the first two; the group goes on the third."""
        tasks = await begun(ways, calls)
        setting = "select set_config('taizhang.tenants', $1, false)"
        await ways.free[2].execute(setting, ids)
        return await done(ways, tasks)

    assert ask.run(third()) == each_alone(ask, calls)


@pytest.mark.parametrize("villages", [VILLAGES, (*VILLAGES, "v\0"), VILLAGES[:1]])
def test_nothing_stays_of_those_who_were_answered(ask, ways, gathered, villages):
    at_once(ask, ways, of_villages(ask, villages=villages))
    assert (gathered._alike, gathered._runs) == ({}, set())


def test_nothing_stays_of_those_who_left(ask, ways, gathered):
    async def left():
        tasks = await begun(ways, of_villages(ask))
        for task in tasks:
            task.cancel()
        await done(ways, tasks)
        await asyncio.gather(*gathered._runs)

    ask.run(left())
    assert (gathered._alike, gathered._runs) == ({}, set())


def test_nothing_stays_of_those_who_were_told_of_a_fault(ask, ways, gathered, monkeypatch):
    async def broken(*_):
        raise LookupError

    monkeypatch.setattr(Fetching, "fetch", broken)
    monkeypatch.setattr(Fetching, "fetch_together", broken)
    at_once(ask, ways, of_villages(ask))
    assert (gathered._alike, gathered._runs) == ({}, set())
