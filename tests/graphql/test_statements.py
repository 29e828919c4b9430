"""One statement answers a request, whatever it holds; plans are kept."""

import pytest

from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Request
from taizhang_graphql.limits import Limits

DEEP = """query($n: Int) { organisations(first: $n) { totalCount pageInfo { hasNextPage }
  edges { cursor node { name phone history { value { name } } tickets { nodes {
  assigneeRef { name } history { position } } } } } } tickets { totalCount } }"""


def test_one_statement_for_a_deep_query(ask):
    ask(DEEP)
    assert len(ask(DEEP).statements) == 1


def test_a_change_of_tenant_costs_one_more(ask):
    ask(DEEP, tenants=("santang",))
    assert len(ask(DEEP, tenants=("xinshao",)).statements) == 2


def test_no_statement_where_no_row_is_asked_for(ask):
    assert ask("{ __typename }").statements == []


def test_the_plan_of_another_value_is_the_same(ask):
    def plans(n):
        for _ in range(2):  # what comes once is not kept
            ask(DEEP, {"n": n})
        return len(ask.engine.caches.plans)

    assert plans(3) == plans(4)


def test_a_refused_request_sends_nothing(ask):
    assert ask("{ tickets(first: 5000) { totalCount } }").statements == []


def test_the_caches_forget(ask):
    limits = Limits(documents=2_000, plans=10_000)
    engine = Engine(ask.world.rows, limits)
    for number in range(100):
        query = f"{{ tickets(first: {number}) {{ totalCount }} }}"
        for _ in range(2):  # what comes once is not kept
            ask.run(engine.answer(ask.connection, ask.scope(), Request(query)))
    assert 0 < len(engine.caches.documents) < 100
    assert 0 < len(engine.caches.plans) < 100


def test_an_invalid_document_is_not_kept(ask):
    engine = Engine(ask.world.rows)
    for _ in range(2):
        ask.run(engine.answer(ask.connection, ask.scope(), Request("{ nothing }")))
    assert len(engine.caches.documents) == 0


def test_every_answer_carries_its_position(ask):
    assert ask("{ tickets { totalCount } }").json["extensions"] == {"position": 60}
    assert "extensions" not in ask("{ nothing }").json


@pytest.mark.parametrize("order", ["[]", "{field: ticket, direction: DESC}"])
def test_the_first_page_comes_from_the_index(ask, database, order):
    """A sort of the whole table would show here."""
    query = f"{{ tickets(first: 2, orderBy: {order}) {{ nodes {{ ticket }} }} }}"
    plan, call = ask.engine.prepared(ask.scope(), Request(query))

    async def explained():
        await ask.connection.execute("set enable_seqscan = off")
        await ask.connection.execute("set enable_bitmapscan = off")
        rows = await ask.connection.fetch(f"explain {plan.sql}", *plan.bind(call))
        await ask.connection.execute("reset enable_seqscan")
        await ask.connection.execute("reset enable_bitmapscan")
        return "\n".join(row[0] for row in rows)

    assert "Sort" not in ask.run(explained())


def test_several_tenants_have_a_position_each(ask):
    several = ask("{ tickets { totalCount } }", tenants=("santang", "xinshao"))
    assert several.json["extensions"] == {"positions": {"santang": 60, "xinshao": 60}}
