"""Another tenant's row is never shown: by the predicate, and by row-level security under it."""

import re

import asyncpg
import pytest

from taizhang.projections.generation import Generation
from taizhang_graphql.exchange import Request, Scope
from taizhang_graphql.fetching import Fetching

BOTH = ("santang", "xinshao")
EVERY = """{ tickets(first: 100) { nodes { tenant ticket } totalCount } organisations(first: 100) {
  nodes { tenant name } } counters(first: 100) { nodes { tenant reports } } }"""


def _tenants(data):
    return {node["tenant"] for page in data.values() for node in page["nodes"]}


@pytest.mark.parametrize("tenant", BOTH)
def test_one_tenant_sees_its_own_rows(ask, world, tenant):
    data = ask(EVERY, tenants=(tenant,)).data
    assert _tenants(data) == {tenant}
    assert data["tickets"]["totalCount"] == len(world.of("Ticket", tenant))


def test_rows_of_two_tenants_are_labelled(ask, world):
    data = ask(EVERY, tenants=BOTH).data
    assert [(n["tenant"], n["ticket"]) for n in data["tickets"]["nodes"]] == [
        (tenant, row.ticket) for tenant in BOTH for row in world.of("Ticket", tenant)
    ]


def test_no_tenant_sees_nothing(ask):
    scope = Scope({}, Generation("test", "rows_test"), personal=True)
    answer = ask.run(ask.engine.answer(ask.connection, scope, Request(EVERY)))
    assert b"tenant" not in answer.body


def test_a_page_of_one_of_two_tenants(ask, world):
    query = '{ tickets(tenant: "xinshao") { nodes { tenant } totalCount } }'
    data = ask(query, tenants=BOTH).data
    assert _tenants(data) == {"xinshao"}
    assert data["tickets"]["totalCount"] == len(world.of("Ticket", "xinshao"))


def test_one_row_of_one_of_two_tenants(ask, world):
    (name,) = {o.name for o in world.of("Organisation", "xinshao") if o.organisation == "v1"}
    query = '{ organisation(organisation: "v1", tenant: "xinshao") { name tenant } }'
    assert ask(query, tenants=BOTH).data["organisation"] == {"name": name, "tenant": "xinshao"}


def test_one_row_by_a_key_that_two_tenants_have_is_refused(ask):
    reply = ask('{ organisation(organisation: "v1") { name } }', tenants=BOTH)
    assert (reply.answer.status, reply.code) == (400, "graphql.one_tenant")


def test_a_tenant_outside_the_scope_is_as_unknown_as_one_that_is_not(ask):
    outside = ask('{ tickets(tenant: "xinshao") { totalCount } }')
    nowhere = ask('{ tickets(tenant: "nowhere") { totalCount } }')
    assert outside.code == nowhere.code == "graphql.unknown_tenant"
    assert outside.error["message"].replace("xinshao", "nowhere") == nowhere.error["message"]


@pytest.mark.parametrize("setting", ["xinshao", "santang,xinshao", "", "none"])
def test_a_wrong_setting_of_the_connection_is_put_right(ask, world, setting):
    ask(EVERY)
    ids = ",".join(str(world.tenants[s]) for s in setting.split(",") if s in world.tenants)
    ask.run(ask.connection.execute("select set_config('taizhang.tenants', $1, false)", ids))
    data = ask(EVERY).data
    assert _tenants(data) == {"santang"}
    assert data["tickets"]["totalCount"] == len(world.of("Ticket"))


def test_a_connection_that_was_reset_is_put_right(ask, world):
    ask(EVERY)
    ask.run(ask.connection.reset())
    assert ask(EVERY).data["tickets"]["totalCount"] == len(world.of("Ticket"))


def test_turns_of_two_tenants_on_one_connection(ask):
    for tenant in (*BOTH, *BOTH):
        assert _tenants(ask(EVERY, tenants=(tenant,)).data) == {tenant}


def test_the_predicate_alone_would_do(ask, world, database):
    """A superuser passes by row-level security; the statement still asks for one tenant only."""

    async def answer():
        connection = await asyncpg.connect(database.dsn())
        try:
            return await ask.engine.answer(connection, ask.scope("santang"), Request(EVERY))
        finally:
            await connection.close()

    assert b"xinshao" not in ask.run(answer()).body


def test_row_level_security_alone_would_do(ask, world):
    """The statement asks for another tenant than the one that the connection is set to."""
    plan, call = ask.engine.prepared(ask.scope("santang"), Request(EVERY))
    plain = re.sub(r"[\w$]+\.tenant_id = \$1::uuid", "$1::uuid is not null", plan.sql)
    assert plain != plan.sql
    ids = str(world.tenants["xinshao"])
    ask.run(ask.connection.execute("select set_config('taizhang.tenants', $1, false)", ids))
    rows = ask.run(ask.connection.fetchrow(plain, *plan.bind(call)))
    tickets = world.of("Ticket", "xinshao")
    assert f'"totalCount":{len(tickets)}' in rows["c0"]


def test_plans_hold_no_tenant(ask, world):
    for _ in range(2):  # what comes once is not kept
        ask(EVERY, tenants=BOTH)
    kept = [plan.sql or "" for plan, _ in ask.engine.caches.plans._kept._kept.values()]
    assert kept
    assert not [sql for sql in kept for tenant in world.tenants.values() if str(tenant) in sql]


def test_a_connection_that_does_not_keep_its_setting_is_a_fault(ask, monkeypatch):
    async def forget(self, connection, wanted):
        await connection.execute("select set_config('taizhang.tenants', '', false)")

    ask(EVERY, tenants=("santang",))
    monkeypatch.setattr(Fetching, "_set", forget)
    with pytest.raises(RuntimeError):
        ask(EVERY, tenants=BOTH)
