"""A variable that has a default may be null, and is refused where null may not be."""

import pytest

PLACES = {
    "an item of a list": "($v: Int = 3) { tickets(where: {score: {in: [$v]}}) { totalCount } }",
    "a part of and": "($v: TicketWhere = {}) { tickets(where: {and: [$v]}) { totalCount } }",
    "include": "($v: Boolean = true) { tickets { totalCount @include(if: $v) } }",
    "skip": "($v: Boolean = true) { tickets { totalCount @skip(if: $v) } }",
    "a field to order by": """($v: TicketOrderField = score) {
      tickets(orderBy: [{field: $v}]) { totalCount } }""",
    "an ordering": "($v: TicketOrder = {field: score}) { tickets(orderBy: [$v]) { totalCount } }",
    "a key": '($v: String = "t01") { ticket(ticket: $v) { score } }',
    "a grouping": """($v: TicketGroupBy = {field: score}) {
      tickets { groups(by: [$v]) { totalCount } } }""",
    "all groupings": """($v: [TicketGroupBy!] = [{field: score}]) {
      tickets { groups(by: $v) { totalCount } } }""",
    "a field to count": """($v: TicketGroupField = score) {
      tickets { aggregates { distinct(field: $v) } } }""",
}


@pytest.mark.parametrize("place", PLACES)
def test_null_is_refused_with_the_variables_name(ask, place):
    reply = ask(f"query{PLACES[place]}", {"v": None})
    assert (reply.answer.status, reply.code) == (400, "graphql.variables")
    assert "$v" in reply.error["message"]


@pytest.mark.parametrize("place", PLACES)
def test_left_out_it_is_its_default(ask, place):
    assert ask(f"query{PLACES[place]}").data


@pytest.mark.parametrize("argument", ["first", "after", "where", "orderBy", "tenant", "asOf"])
def test_null_is_nothing_where_it_may_be(ask, argument):
    types = {"first": "Int", "where": "TicketWhere", "orderBy": "[TicketOrder!]", "asOf": "AsOf"}
    query = (
        f"query($v: {types.get(argument, 'String')}) {{ tickets({argument}: $v) {{ totalCount }} }}"
    )
    assert ask(query, {"v": None}).data == ask("{ tickets { totalCount } }").data
