"""Each filter finds what Python finds in the same rows."""

from datetime import date
from decimal import Decimal

import pytest

CASES = [
    ("{state: {eq: open}}", lambda t: t.state.value == "open"),
    ("{source: {eq: visit}}", lambda t: t.source == "visit"),
    ("{source: {ne: visit}}", lambda t: t.source != "visit"),
    ("{score: {ne: 1}}", lambda t: t.score != 1),
    ('{ticket: {in: ["t01", "t04", "nowhere"]}}', lambda t: t.ticket in ("t01", "t04")),
    ("{ticket: {in: []}}", lambda t: False),
    ("{score: {lt: 2}}", lambda t: t.score < 2),
    ("{score: {lte: 2}}", lambda t: t.score <= 2),
    ("{score: {gt: 1, lt: 3}}", lambda t: 1 < t.score < 3),
    ("{daysOpen: {gte: 2}}", lambda t: t.days_open >= 2),
    ('{fine: {gt: "0.1"}}', lambda t: t.fine is not None and t.fine > Decimal("0.1")),
    ('{due: {lte: "2015-12-20"}}', lambda t: t.due is not None and t.due <= date(2015, 12, 20)),
    ('{ticket: {prefix: "t0"}}', lambda t: t.ticket.startswith("t0")),
    ('{ticket: {prefix: "t%"}}', lambda t: False),
    ("{assignee: {isNull: true}}", lambda t: t.assignee is None),
    ("{assignee: {isNull: false}}", lambda t: t.assignee is not None),
    ("{urgent: {eq: true}}", lambda t: t.urgent),
    ("{weight: {gt: 0}}", lambda t: t.weight > 0),
    ("{urgent: {eq: true}, score: {lt: 2}}", lambda t: t.urgent and t.score < 2),
    ("{and: [{urgent: {eq: true}}, {score: {lt: 2}}]}", lambda t: t.urgent and t.score < 2),
    ("{or: [{urgent: {eq: true}}, {score: {lt: 2}}]}", lambda t: t.urgent or t.score < 2),
    ("{or: {urgent: {eq: true}}}", lambda t: t.urgent),
    ("{or: []}", lambda t: False),
    ("{and: []}", lambda t: True),
    ("{}", lambda t: True),
    ("{state: {}}", lambda t: True),
    ("{not: {source: {eq: visit}}}", lambda t: t.source != "visit"),
    ('{not: {fine: {gt: "0"}}}', lambda t: not (t.fine is not None and t.fine > 0)),
    (
        '{not: {or: [{source: {eq: visit}}, {assignee: {eq: "v1"}}]}}',
        lambda t: not (t.source == "visit" or t.assignee == "v1"),
    ),
]


def _expected(world, holds):
    return [ticket.ticket for ticket in world.of("Ticket") if holds(ticket)]


def _found(reply):
    return [node["ticket"] for node in reply.data["tickets"]["nodes"]]


@pytest.mark.parametrize(("where", "holds"), CASES, ids=[where for where, _ in CASES])
def test_filter(ask, world, where, holds):
    reply = ask(f"{{ tickets(where: {where}) {{ nodes {{ ticket }} totalCount }} }}")
    assert _found(reply) == _expected(world, holds)
    assert reply.data["tickets"]["totalCount"] == len(_expected(world, holds))


QUERY = "query($where: TicketWhere) { tickets(where: $where) { nodes { ticket } } }"


def test_a_whole_where_as_a_variable(ask, world):
    where = {"or": [{"score": {"in": [0, 1]}}, {"not": {"state": {"in": ["open"]}}}]}
    expected = _expected(world, lambda t: t.score in (0, 1) or t.state.value != "open")
    assert _found(ask(QUERY, {"where": where})) == expected


def test_the_same_document_with_a_where_of_another_shape(ask, world):
    assert _found(ask(QUERY, {"where": {"score": {"eq": 1}}})) == _expected(
        world, lambda t: t.score == 1
    )
    assert _found(ask(QUERY, {"where": {"score": {"ne": 1}}})) == _expected(
        world, lambda t: t.score != 1
    )
    assert _found(ask(QUERY, {"where": None})) == _expected(world, lambda t: True)
    assert _found(ask(QUERY)) == _expected(world, lambda t: True)


def test_the_same_shape_with_other_values(ask, world):
    for score in range(4):
        reply = ask(QUERY, {"where": {"score": {"eq": score}}})
        assert _found(reply) == _expected(world, lambda t, score=score: t.score == score)


def test_variables_deep_within_a_literal(ask, world):
    query = """query($a: String!, $low: Int, $on: Boolean) { tickets(where: {
      or: [{ticket: {in: [$a, "t04"]}}, {score: {lt: $low}, urgent: {eq: $on}}]
    }) { nodes { ticket } } }"""
    reply = ask(query, {"a": "t01", "low": 2, "on": True})
    assert _found(reply) == _expected(
        world, lambda t: t.ticket in ("t01", "t04") or (t.score < 2 and t.urgent)
    )


def test_a_variable_left_out_leaves_its_condition_out(ask, world):
    query = (
        "query($score: Int) { tickets(where: {score: {eq: $score}, urgent: {eq: true}})"
        " { nodes { ticket } } }"
    )
    assert _found(ask(query)) == _expected(world, lambda t: t.urgent)


@pytest.mark.parametrize("where", [{"score": {"eq": None}}, {"score": None}, {"not": None}])
def test_null_as_a_condition_is_refused_rather_than_dropped(ask, where):
    reply = ask(QUERY, {"where": where})
    assert (reply.code, reply.error["path"]) == ("graphql.null_filter", ["tickets", "where"])


def test_values_never_become_sql(ask):
    nasty = "'; drop table x; -- \\ \" $1 %s {0}"
    reply = ask(QUERY, {"where": {"ticket": {"eq": nasty}, "organisation": {"prefix": nasty}}})
    assert _found(reply) == []
    assert not any("drop table" in sql for sql in reply.statements)
