"""Each limit refuses what is over it, lets pass what is not, and says its name."""

import time

import pytest

from taizhang_graphql.engine import Engine
from taizhang_graphql.exchange import Request
from taizhang_graphql.limits import Limits

WIDE = "{ tickets(first: 1) { nodes { ticket score urgent due fine weight } } }"
CASES = {
    "tokens": (WIDE, 19),
    "depth": ("{ tickets { edges { node { organisationRef { name } } } } }", 5),
    "aliases": ("{ a: __typename b: __typename tickets { c: totalCount } }", 3),
    "directives": ("{ a: __typename @skip(if: true) b: __typename @include(if: true) }", 2),
    "fields": (WIDE, 8),
    "descriptions": ("{ a: __schema { __typename } b: __schema { __typename } }", 2),
    "filters": (
        "{ tickets(where: {score: {gt: 1, lt: 3}, or: [{urgent: {eq: true}}]}) { totalCount } }",
        3,
    ),
    "items": ('{ tickets(where: {ticket: {in: ["a", "b", "c"]}}) { totalCount } }', 3),
    "page": ("{ tickets(first: 7) { totalCount } }", 7),
    "objects": (
        "{ organisations(first: 3) { nodes { tickets(first: 4) { nodes { score } } } } }",
        15,
    ),
}
BOUNDS = [(name, query, limit) for name, (query, limit) in CASES.items()]


@pytest.mark.parametrize(("name", "query", "limit"), BOUNDS, ids=CASES)
def test_at_the_limit_it_passes(ask, name, query, limit):
    assert "data" in ask(query, limits=Limits(**{name: limit})).json


@pytest.mark.parametrize(("name", "query", "limit"), BOUNDS, ids=CASES)
def test_beyond_the_limit_it_is_refused_by_name(ask, name, query, limit):
    reply = ask(query, limits=Limits(**{name: limit - 1}))
    assert reply.answer.status == 400
    assert reply.code in ("graphql.limit", "graphql.page_size")
    assert (name in reply.error["message"]) or name == "page"
    assert str(limit - 1) in reply.error["message"]


def test_complexity_counts_the_values_of_variables(ask):
    query = """query($n: Int) { organisations(first: $n) { nodes {
      tickets(first: $n) { nodes { score } } } } }"""
    limits = Limits(objects=110)
    assert "data" in ask(query, {"n": 10}, limits=limits).json
    assert ask(query, {"n": 11}, limits=limits).code == "graphql.limit"


def test_complexity_is_checked_for_every_request_of_a_kept_plan(ask):
    query = "query($n: Int) { tickets(first: $n) { nodes { score } } }"
    engine = Engine(ask.world.rows, Limits(objects=10))
    statuses = []
    for n in (5, 50, 5):
        answer = ask.run(engine.answer(ask.connection, ask.scope(), Request(query, {"n": n})))
        statuses.append(answer.status)
    assert statuses == [200, 400, 200]


def test_fragments_are_measured_as_often_as_they_are_used(ask):
    """Ten lines that stand for a million fields."""
    step = "organisationRef {{ tickets {{ nodes {{ ...F{} }} }} }}"
    layers = [
        f"fragment F{n} on Ticket {{ a: {step.format(n + 1)} b: {step.format(n + 1)} }}"
        for n in range(10)
    ]
    last = "fragment F10 on Ticket { score }"
    query = f"{{ tickets {{ nodes {{ ...F0 }} }} }} {' '.join(layers)} {last}"
    reply = ask(query, limits=Limits(depth=100, aliases=10**9))
    assert reply.code == "graphql.limit"
    assert "fields" in reply.error["message"]


def test_introspection_can_be_switched_off(ask):
    closed = Limits(introspection=False)
    for query in ("{ __schema { types { name } } }", '{ __type(name: "Ticket") { name } }'):
        assert ask(query, limits=closed).answer.status == 400
    assert ask("{ __typename }", limits=closed).data == {"__typename": "Query"}


@pytest.mark.parametrize(
    "query",
    [
        "{" + " __typename" * 22_000 + " }",
        "{" + " a" * 1_990 + " }",
        "{ tickets { nodes {" + " ticket" * 1_980 + " } } }",
        "#" * 99_000 + "\n{ __typename }",
        "{ tickets(where: {or: [" + "{}" * 990 + "]}) { totalCount } }",
        "{ __schema { types { fields { type { fields { name type { name } } } } } } }",
    ],
    ids=["tokens", "unknown", "same", "comment", "filters", "introspection"],
)
def test_what_passes_the_body_limit_is_answered_soon(ask, query):
    """The bound is loose: it is there to tell milliseconds from minutes."""
    began = time.process_time()
    assert ask(query).answer.status in (200, 400)
    assert time.process_time() - began < 5
