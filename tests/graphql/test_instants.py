"""Instants: the position that a log had reached by a moment is looked up once, and right."""

import contextlib
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import psycopg
import pytest

from taizhang_graphql import instants
from taizhang_graphql.instants import SECONDS, Instants

from .conftest import START

BOTH = ("santang", "xinshao")
NOW = datetime(2016, 1, 1, tzinfo=UTC)
NOON = datetime(2015, 12, 2, 12, tzinfo=UTC)
NAMES = "query($t: DateTime!) { organisations(asOf: {time: $t}) { nodes { tenant name } } }"
COUNT = "query($t: DateTime!) { tickets(asOf: {time: $t}) { totalCount } }"
LATER = timedelta(hours=10)
"""By how much, where a test has events recorded later."""


@pytest.fixture(autouse=True)
def kept(ask, monkeypatch):
    """Nothing is known yet."""
    fresh = Instants(ask.engine._fetching)
    monkeypatch.setattr(ask.engine, "_instants", fresh)
    return fresh._found


@pytest.fixture
def clock(monkeypatch):
    """The clock that says how long a position is believed."""
    clock = SimpleNamespace(now=1_000.0)
    reading = SimpleNamespace(monotonic=lambda: clock.now)
    monkeypatch.setattr(instants, "time", reading)
    return clock


@contextlib.contextmanager
def changed(database, statement, undo):
    """Something else in the database, for a moment."""
    with psycopg.connect(database.dsn(), autocommit=True) as owner:
        owner.execute(statement)
        try:
            yield
        finally:
            owner.execute(undo)


def later(database, *tenants):
    """The logs of these have got less far by each moment."""
    ids = ",".join(map(str, tenants))
    there, back = (
        f"update log.event set recorded_at = recorded_at {sign} interval '{LATER}'"
        f" where tenant_id = any ('{{{ids}}}')"
        for sign in "+-"
    )
    return changed(database, there, back)


@pytest.fixture
def apart(database, world):
    """The neighbour's log has got less far by each moment."""
    with later(database, world.tenants["xinshao"]):
        yield


def at(moment, query=NAMES):
    return query, {"t": moment.isoformat()}


def names(world, *tenants, time):
    slugs = {str(world.tenants[slug]): slug for slug in tenants}
    return [(s, o.name) for s in slugs.values() for o in world.of("Organisation", s, time=time)]


def shown(reply):
    return [(node["tenant"], node["name"]) for node in reply.data["organisations"]["nodes"]]


def looked_up(*replies):
    """How often positions were looked up for answers."""
    return sum("log.position_at" in sql for reply in replies for sql in reply.statements)


def test_a_moment_is_looked_up_once(ask):
    assert [looked_up(ask(*at(NOON), now=NOW)) for _ in range(3)] == [1, 0, 0]


def test_another_document_finds_the_moment_known(ask):
    ask(*at(NOON), now=NOW)
    assert looked_up(ask(*at(NOON, COUNT), now=NOW)) == 0


def test_the_same_moment_of_another_zone_is_known(ask):
    ask(*at(NOON), now=NOW)
    assert looked_up(ask(NAMES, {"t": "2015-12-02T20:00:00+08:00"}, now=NOW)) == 0


def test_another_moment_is_another(ask, world):
    ask(*at(NOON), now=NOW)
    earlier = NOON - timedelta(hours=9)
    assert shown(ask(*at(earlier), now=NOW)) == names(world, "santang", time=earlier)


def test_what_is_known_answers_the_same(ask, world):
    found = [shown(ask(*at(NOON), now=NOW)) for _ in range(2)]
    assert found == [names(world, "santang", time=NOON)] * 2


def test_it_is_not_kept_where_nobody_says_what_rows_are_complete_for(ask):
    assert [looked_up(ask(*at(NOON))) for _ in range(2)] == [1, 1]


def test_it_is_believed_for_some_seconds(ask, clock):
    ask(*at(NOON), now=NOW)
    clock.now += SECONDS - 0.1
    assert looked_up(ask(*at(NOON), now=NOW)) == 0


def test_it_is_looked_up_anew_after_the_seconds(ask, clock):
    ask(*at(NOON), now=NOW)
    clock.now += SECONDS
    assert looked_up(ask(*at(NOON), now=NOW)) == 1


def test_what_was_looked_up_anew_is_what_counts(ask, world, database, clock):
    ask(*at(NOON), now=NOW)
    with later(database, world.tenants["santang"]):
        clock.now += SECONDS
        found = [shown(ask(*at(NOON), now=NOW)) for _ in range(2)]
    assert found == [names(world, "santang", time=NOON - LATER)] * 2


def test_those_that_are_kept_are_bounded(ask, monkeypatch):
    monkeypatch.setattr(instants, "_KEPT", 3)
    few = Instants(ask.engine._fetching)
    monkeypatch.setattr(ask.engine, "_instants", few)
    for hour in range(5):
        ask(*at(START + timedelta(hours=hour)), now=NOW)
    assert len(few._found) == 3


@pytest.mark.usefixtures("apart")
@pytest.mark.parametrize("tenants", [BOTH, BOTH[::-1]])
def test_each_of_several_tenants_has_a_position_of_its_own(ask, world, tenants):
    expected = names(world, "santang", time=NOON) + names(world, "xinshao", time=NOON - LATER)
    found = [shown(ask(*at(NOON), tenants=tenants, now=NOW)) for _ in range(2)]
    assert found == [expected] * 2


@pytest.mark.usefixtures("apart")
def test_one_of_several_tenants_is_asked_at_its_own_position(ask, world):
    query = """query($t: DateTime!) {
      organisations(tenant: "xinshao", asOf: {time: $t}) { nodes { tenant name } } }"""
    reply = ask(*at(NOON, query), tenants=BOTH, now=NOW)
    assert shown(reply) == names(world, "xinshao", time=NOON - LATER)


@pytest.mark.usefixtures("apart")
def test_what_is_known_of_a_tenant_is_not_anothers(ask, world):
    ask(*at(NOON), tenants=("santang",), now=NOW)
    reply = ask(*at(NOON), tenants=("xinshao",), now=NOW)
    assert shown(reply) == names(world, "xinshao", time=NOON - LATER)


@pytest.mark.usefixtures("apart")
def test_the_order_of_tenants_is_part_of_what_is_known(ask, world):
    ask(*at(NOON), tenants=BOTH, now=NOW)
    reply = ask(*at(NOON), tenants=BOTH[::-1], now=NOW)
    expected = names(world, "santang", time=NOON) + names(world, "xinshao", time=NOON - LATER)
    assert shown(reply) == expected


@pytest.mark.parametrize("tenants", [("santang",), BOTH])
def test_two_moments_in_one_document(ask, world, tenants):
    query = """query($a: DateTime!, $b: DateTime!) {
      a: tickets(asOf: {time: $a}) { totalCount } b: tickets(asOf: {time: $b}) { totalCount }
      c: tickets { totalCount } }"""
    moments = {"a": START + timedelta(hours=9), "b": START + timedelta(hours=41)}
    reply = ask(query, {k: t.isoformat() for k, t in moments.items()}, tenants=tenants, now=NOW)
    expected = {key: len(world.of("Ticket", *tenants, time=t)) for key, t in moments.items()}
    expected["c"] = len(world.of("Ticket", *tenants))
    assert {key: page["totalCount"] for key, page in reply.data.items()} == expected


def test_before_the_first_event_there_is_nothing(ask):
    assert shown(ask(*at(START - LATER), now=NOW)) == []


@pytest.fixture
def secured(database):
    """Row-level security on the log too, as where it is migrated."""
    of = "tenant_id = any (log.set_tenants())"
    secure, open_again = [], []
    for table in ("log.event", "log.tenant_head"):
        secure += [f"alter table {table} enable row level security"]
        secure += [f"create policy tenant on {table} using ({of})"]
        open_again += [f"drop policy tenant on {table}"]
        open_again += [f"alter table {table} disable row level security"]
    with changed(database, "; ".join(secure), "; ".join(open_again)):
        yield


@pytest.mark.usefixtures("secured")
@pytest.mark.parametrize("setting", ["xinshao", "santang,xinshao", ""])
def test_a_wrong_setting_of_the_connection_is_put_right(ask, world, setting):
    ask("{ tickets { totalCount } }")
    ids = ",".join(str(world.tenants[slug]) for slug in setting.split(",") if slug)
    ask.run(ask.connection.execute("select set_config('taizhang.tenants', $1, false)", ids))
    assert shown(ask(*at(NOON), now=NOW)) == names(world, "santang", time=NOON)


def test_a_moment_in_the_future_is_refused_where_it_stands(ask):
    query = """query($t: DateTime!) {
      now: tickets { totalCount } then: tickets(asOf: {time: $t}) { totalCount } }"""
    reply = ask(*at(NOW + timedelta(microseconds=1), query), now=NOW)
    assert (reply.answer.status, reply.code) == (400, "graphql.as_of_future")
    assert reply.error["path"] == ["then", "asOf"]
    assert "2016-01-01T00:00:00" in reply.error["message"]
    assert reply.statements == []


def test_the_newest_moment_is_not_the_future(ask, world):
    assert shown(ask(*at(NOON), now=NOON)) == names(world, "santang", time=NOON)


def test_a_known_moment_is_the_future_still_to_whom_it_is(ask):
    ask(*at(NOON), now=NOW)
    reply = ask(*at(NOON), now=NOON - timedelta(hours=1))
    assert reply.code == "graphql.as_of_future"


def test_a_refused_moment_is_not_kept(ask, kept):
    ask(*at(NOW + LATER), now=NOW)
    assert len(kept) == 0
