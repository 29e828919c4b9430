"""A client's mistake gets a code, the place and a remedy; never a stack trace, never a 5xx."""

import json
import re

import asyncpg
import pytest

from taizhang_graphql.exchange import Media, Request
from taizhang_graphql.limits import Limits

MISTAKES = {
    "{": "graphql.syntax",
    "": "graphql.syntax",
    "{ tickets(": "graphql.syntax",
    'query { tickets(where: {ticket: {eq: "\\ud800"}}) { totalCount } }': "graphql.syntax",
    "{ nothing }": "graphql.validation",
    "{ tickets { nodes } }": "graphql.validation",
    "{ tickets }": "graphql.validation",
    "{ ticket { score } }": "graphql.validation",
    "{ tickets(first: true) { totalCount } }": "graphql.validation",
    "{ tickets(frist: 1) { totalCount } }": "graphql.validation",
    "{ ...F } fragment F on Query { ...F }": "graphql.validation",
    "{ ...F }": "graphql.validation",
    "{ tickets(where: {phone: {eq: 1}}) { totalCount } }": "graphql.validation",
    "query($x: Int) { __typename }": "graphql.validation",
    "{ tickets { nodes { ... on Organisation { name } } } }": "graphql.validation",
    "{ __typename @unknown }": "graphql.validation",
    "fragment F on Query { __typename }": "graphql.validation",
    "type Query { a: Int }": "graphql.validation",
    "mutation { close }": "graphql.read_only",
    "subscription { changes(type: Ticket) { position } }": "graphql.subscribe",
    "query A { __typename } mutation B { close }": "graphql.read_only",
    "{ tickets(first: -1) { totalCount } }": "graphql.page_size",
    "{ organisations { nodes { tickets(first: 1001) { totalCount } } } }": "graphql.page_size",
    "query($n: Int!) { tickets(first: $n) { totalCount } }": "graphql.variables",
}


@pytest.mark.parametrize(("query", "code"), MISTAKES.items(), ids=MISTAKES)
def test_each_mistake(ask, query, code):
    reply = ask(query)
    assert reply.answer.status == 400
    assert "data" not in reply.json
    for error in reply.json["errors"]:
        assert error["extensions"]["code"] == code
        assert error["message"]
        assert error["extensions"]["remedy"]
    assert "Traceback" not in reply.answer.body.decode()


def test_an_unknown_field_names_the_nearest(ask):
    error = ask("{ tickets { nodes { urgnt } } }").error
    assert error["message"] == "Ticket 没有字段“urgnt”"
    assert error["extensions"]["remedy"] == "是否想写 'urgent'？"
    assert error["extensions"]["detail_en"].endswith("Did you mean 'urgent'?")
    assert error["locations"] == [{"line": 1, "column": 21}]


def test_an_unknown_field_that_is_like_none_names_all_fields_of_a_small_type(ask):
    error = ask("{ tickets { urgent } }").error
    fields = "edges、nodes、pageInfo、totalCount、aggregates、groups"
    assert error["extensions"]["remedy"] == f"TicketConnection 的字段：{fields}"


def test_an_unknown_field_that_is_like_none_names_the_nearest_of_a_large_type(ask):
    error = ask("{ tickets { nodes { zzzz } } }").error
    assert re.fullmatch(
        r"Ticket 有 \d+ 个字段，最接近的：\w+(、\w+){4}", error["extensions"]["remedy"]
    )


def test_the_path_leads_to_the_field(ask):
    query = "{ o: organisations { n: nodes { t: tickets(first: -1) { totalCount } } } }"
    assert ask(query).error["path"] == ["o", "n", "t", "first"]


def test_a_wrong_variable_names_it(ask):
    reply = ask("query($n: Int!) { tickets(first: $n) { totalCount } }", {"n": "many"})
    assert reply.code == "graphql.variables"
    assert "$n" in reply.error["message"]


def test_messages_are_chinese_with_english_beside(ask):
    error = ask("{ tickets(first: -1) { totalCount } }").error
    assert error["message"] == "first 应在 0 与 1000 之间，给的是 -1"
    assert error["extensions"]["detail_en"] == "first is between 0 and 1000, not -1"


def test_several_errors_are_told_at_once_up_to_a_limit(ask):
    query = f"{{ {' '.join(f'wrong{n}' for n in range(100))} }}"
    assert 2 < len(ask(query).json["errors"]) <= Limits().errors + 1


@pytest.mark.parametrize(
    ("media", "status"), [(Media.RESPONSE, 400), (Media.JSON, 200)], ids=["new", "old"]
)
@pytest.mark.parametrize("query", ["{", "{ nothing }", "{ tickets(first: -1) { totalCount } }"])
def test_old_clients_get_200_for_a_refused_document(ask, media, status, query):
    assert ask(query, media=media).answer.status == status


def test_a_statement_that_takes_too_long_is_cancelled_and_the_connection_lives(ask, database):
    """Another transaction locks the table, so that the statement must wait."""
    query = "{ tickets { totalCount } }"
    blocker = ask.run(asyncpg.connect(database.dsn()))
    try:
        ask.run(blocker.execute("begin; lock table rows_test.ticket"))
        reply = ask(query, limits=Limits(seconds=0.2))
    finally:
        ask.run(blocker.close())
    assert (reply.answer.status, reply.code) == (200, "graphql.timeout")
    assert reply.json["data"] is None
    assert ask(query).data["tickets"]["totalCount"] > 0


def test_a_database_that_is_away_is_no_answer(ask, database):
    async def broken():
        connection = await asyncpg.connect(database.dsn("graphql_reader"))
        connection.terminate()
        await ask.engine.answer(connection, ask.scope(), Request("{ tickets { totalCount } }"))

    with pytest.raises((asyncpg.InterfaceError, asyncpg.PostgresConnectionError, OSError)):
        ask.run(broken())


@pytest.mark.parametrize("depth", [50, 190, 400, 3_000])
@pytest.mark.parametrize(
    "make",
    [
        lambda d: "{ tickets " + "{ nodes { organisationRef { tickets " * d + "}" * d,
        lambda d: "{ tickets(where: " + "{not: " * d + "{}" + "}" * d + ") { totalCount } }",
        lambda d: "{ tickets(where: {or: " + "[" * d + "]" * d + "}) { totalCount } }",
        lambda d: "query($x: " + "[" * d + "Int" + "]" * d + ") { __typename }",
    ],
    ids=["fields", "objects", "lists", "types"],
)
def test_deep_nesting_is_no_fault(ask, make, depth):
    assert ask(make(depth)).answer.status in (200, 400)


@pytest.mark.parametrize("depth", [100, 5_000])
def test_a_variable_nested_deeply_is_refused_without_a_fault(ask, depth):
    where = {}
    for _ in range(depth):
        where = {"not": where}
    query = "query($w: TicketWhere) { tickets(where: $w) { totalCount } }"
    assert ask(query, {"w": where}).answer.status in (200, 400)


def test_errors_are_json(ask):
    assert json.loads(ask("{").answer.body)["errors"][0]["locations"] == [{"line": 1, "column": 2}]
