"""`asOf` shows what a fold of all versions up to then would show."""

from datetime import UTC, datetime, timedelta

import pytest

NODES = "nodes { organisation name grade }"


def _organisations(rows):
    return [{"organisation": r.organisation, "name": r.name, "grade": r.grade} for r in rows]


@pytest.mark.parametrize("position", range(0, 61, 4))
def test_position(ask, world, position):
    query = f"{{ organisations(asOf: {{position: {position}}}) {{ {NODES} totalCount }} }}"
    page = ask(query).data["organisations"]
    expected = _organisations(world.of("Organisation", position=position))
    assert page == {"nodes": expected, "totalCount": len(expected)}


@pytest.mark.parametrize("hours", [0, 1, 17, 30, 60])
@pytest.mark.parametrize("microseconds", [-1, 0, 1])
def test_time_includes_what_was_recorded_at_that_instant(ask, world, hours, microseconds):
    moment = datetime(2015, 12, 1, 8, tzinfo=UTC) + timedelta(
        hours=hours, microseconds=hours + microseconds
    )
    query = f"query($t: DateTime!) {{ organisations(asOf: {{time: $t}}) {{ {NODES} }} }}"
    page = ask(query, {"t": moment.isoformat()}).data["organisations"]
    assert page["nodes"] == _organisations(world.of("Organisation", time=moment))


@pytest.mark.parametrize("position", [10, 25, 40, 60])
def test_one_row_by_its_key(ask, world, position):
    known = {o.organisation: o for o in world.of("Organisation", position=position)}
    fields = f"asOf: {{position: {position}}}) {{ name }}"
    parts = (f'v{n}: organisation(organisation: "v{n}", {fields}' for n in range(6))
    expected = {
        f"v{n}": {"name": known[f"v{n}"].name} if f"v{n}" in known else None for n in range(6)
    }
    assert ask(f"{{ {' '.join(parts)} }}").data == expected


@pytest.mark.parametrize("position", [15, 33, 60])
def test_nested_rows_are_as_of_the_root(ask, world, position):
    query = """query($p: Long!) { tickets(asOf: {position: $p}) { nodes { ticket
      organisationRef { name tickets { nodes { ticket state } totalCount } } } } }"""
    names = {o.organisation: o.name for o in world.of("Organisation", position=position)}
    tickets = world.of("Ticket", position=position)

    def village(key):
        own = [t for t in tickets if t.organisation == key]
        nodes = [{"ticket": t.ticket, "state": t.state.value} for t in own]
        page = {"nodes": nodes, "totalCount": len(own)}
        return {"name": names[key], "tickets": page} if key in names else None

    assert ask(query, {"p": position}).data["tickets"]["nodes"] == [
        {"ticket": t.ticket, "organisationRef": village(t.organisation)} for t in tickets
    ]


def test_two_moments_side_by_side(ask, world):
    query = "{ then: tickets(asOf: {position: 20}) { totalCount } now: tickets { totalCount } }"
    assert ask(query).data == {
        "then": {"totalCount": len(world.of("Ticket", position=20))},
        "now": {"totalCount": len(world.of("Ticket"))},
    }


def test_filter_order_and_pages_work_in_the_past(ask, world):
    query = """query($after: String) { tickets(asOf: {position: 30}, first: 2, after: $after,
      orderBy: {field: score, direction: DESC}, where: {score: {gt: 0}})
      { nodes { ticket } pageInfo { hasNextPage endCursor } } }"""
    after, found = None, []
    for _ in range(10):
        page = ask(query, {"after": after}).data["tickets"]
        found += [node["ticket"] for node in page["nodes"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    past = [t for t in world.of("Ticket", position=30) if t.score > 0]
    assert found == [t.ticket for t in sorted(past, key=lambda t: (-t.score, t.ticket))]


def test_time_over_two_tenants(ask, world):
    both, moment = ("santang", "xinshao"), datetime(2015, 12, 2, 12, tzinfo=UTC)
    query = "query($t: DateTime!) { tickets(asOf: {time: $t}) { totalCount } }"
    reply = ask(query, {"t": moment.isoformat()}, tenants=both)
    assert reply.data["tickets"]["totalCount"] == len(world.of("Ticket", *both, time=moment))


def _refused(reply):
    return reply.answer.status, reply.code


@pytest.mark.parametrize(
    "query",
    [
        "{ counters(asOf: {position: 3}) { totalCount } }",
        '{ counter(organisation: "v1", year: 2013, asOf: {position: 3}) { reports } }',
        "{ organisations(asOf: {position: 3}) { nodes { counters { totalCount } } } }",
        "{ organisations { nodes { history { value { counters { totalCount } } } } } }",
    ],
)
def test_a_row_type_without_history_has_no_past(ask, query):
    reply = ask(query)
    assert _refused(reply) == (400, "graphql.no_history")
    assert "Counter" in reply.error["message"]


def test_a_position_beyond_the_head_is_refused(ask):
    reply = ask("{ tickets(asOf: {position: 61}) { totalCount } }")
    assert _refused(reply) == (400, "graphql.as_of_future")
    assert reply.error["path"] == ["tickets", "asOf"]


def test_a_time_in_the_future_is_refused(ask):
    reply = ask('{ tickets(asOf: {time: "2999-01-01T00:00:00Z"}) { totalCount } }')
    assert _refused(reply) == (400, "graphql.as_of_future")


def test_the_future_begins_after_the_scopes_own_now(ask):
    query = '{ tickets(asOf: {time: "2015-12-20T00:00:00Z"}) { totalCount } }'
    reply = ask(query, now=datetime(2015, 12, 19, tzinfo=UTC))
    assert _refused(reply) == (400, "graphql.as_of_future")


def test_a_position_over_two_tenants_is_refused(ask):
    reply = ask("{ tickets(asOf: {position: 3}) { totalCount } }", tenants=("santang", "xinshao"))
    assert _refused(reply) == (400, "graphql.one_tenant")


@pytest.mark.parametrize("as_of", ['{position: 3, time: "2015-12-20T00:00:00Z"}', "{}"])
def test_position_and_time_are_one_or_the_other(ask, as_of):
    reply = ask(f"{{ tickets(asOf: {as_of}) {{ totalCount }} }}")
    assert _refused(reply) == (400, "graphql.validation")


@pytest.mark.parametrize("as_of", [{"position": 3, "time": "2015-12-20T00:00:00Z"}, {}])
def test_one_or_the_other_in_a_variable_too(ask, as_of):
    reply = ask("query($a: AsOf) { tickets(asOf: $a) { totalCount } }", {"a": as_of})
    assert _refused(reply) == (400, "graphql.variables")


def test_as_of_as_a_variable_of_either_way(ask, world):
    query = "query($a: AsOf) { tickets(asOf: $a) { totalCount } }"
    by_position = ask(query, {"a": {"position": 20}}).data["tickets"]["totalCount"]
    by_time = ask(query, {"a": {"time": "2015-12-02T04:30:00Z"}}).data["tickets"]["totalCount"]
    now = ask(query, {"a": None}).data["tickets"]["totalCount"]
    assert (by_position, by_time, now) == (
        len(world.of("Ticket", position=20)),
        len(world.of("Ticket", position=20)),
        len(world.of("Ticket")),
    )
