"""Aggregates are over all rows that match, and what Python makes of the same rows."""

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang_graphql.exchange import Request
from taizhang_graphql.limits import Limits
from taizhang_graphql.schema import schema_of

NUMBERS = "daysOpen score fine weight"
ALL = f"""aggregates {{ count sum {{ {NUMBERS} }} average {{ {NUMBERS} }}
  min {{ {NUMBERS} due seenAt }} max {{ {NUMBERS} due seenAt }} }}"""
QUERY = f"query($w: TicketWhere, $a: AsOf) {{ tickets(where: $w, asOf: $a) {{ {ALL} }} }}"
BOTH = ("santang", "xinshao")
COLUMNS = {
    "daysOpen": ("days_open", int),
    "score": ("score", int),
    "fine": ("fine", Decimal),
    "weight": ("weight", float),
    "due": ("due", date.fromisoformat),
    "seenAt": ("seen_at", datetime.fromisoformat),
}
WAYS = {
    "sum": sum,
    "average": lambda values: float(Fraction(sum(map(Fraction, values)), len(values))),
    "min": min,
    "max": max,
}


def _values(rows, name):
    return [value for row in rows if (value := getattr(row, name)) is not None]


def agree(found, rows):
    """Assert that each aggregate found is Python's; those of floats depend on their order."""
    assert found["count"] == len(rows)
    for way, reduce in WAYS.items():
        for name, shown in found[way].items():
            attribute, read = COLUMNS[name]
            values = _values(rows, attribute)
            if not values:
                assert shown is None, (way, name)
            elif way == "average" or read is float:
                assert float(shown) == pytest.approx(float(reduce(values)), rel=1e-12), (way, name)
            else:
                assert read(shown) == reduce(values), (way, name)


def _aggregates(ask, query, *args, **how):
    return ask(query, *args, **how).data["tickets"]["aggregates"]


@pytest.mark.parametrize("tenants", [("santang",), ("xinshao",), BOTH], ids="+".join)
def test_all_rows_of_the_tenants(ask, world, tenants):
    agree(_aggregates(ask, QUERY, tenants=tenants), world.of("Ticket", *tenants))


def test_one_of_two_tenants(ask, world):
    query = f'{{ tickets(tenant: "xinshao") {{ {ALL} }} }}'
    agree(_aggregates(ask, query, tenants=BOTH), world.of("Ticket", "xinshao"))


def test_of_no_row(ask):
    nothing = _aggregates(ask, QUERY, {"w": {"ticket": {"eq": "nowhere"}}})
    agree(nothing, [])
    assert nothing["count"] == 0


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    low=st.integers(-1, 4),
    urgent=st.sampled_from([None, True, False]),
    position=st.integers(0, 60),
    past=st.booleans(),
)
def test_random_conditions_and_moments(ask, world, low, urgent, position, past):
    then = {"position": position} if past else {}
    where = {"score": {"gte": low}} | ({} if urgent is None else {"urgent": {"eq": urgent}})
    rows = [
        ticket
        for ticket in world.of("Ticket", **then)
        if ticket.score >= low and urgent in (None, ticket.urgent)
    ]
    agree(_aggregates(ask, QUERY, {"w": where, "a": then or None}), rows)


def test_neither_page_nor_order_matters(ask, world):
    query = f"{{ tickets(first: 2, orderBy: {{field: score}}) {{ {ALL} nodes {{ ticket }} }} }}"
    page = ask(query).data["tickets"]
    agree(page["aggregates"], world.of("Ticket"))
    assert len(page["nodes"]) == 2


def test_behind_a_cursor_it_is_still_all_rows(ask, world):
    first = ask("{ tickets(first: 3) { pageInfo { endCursor } } }").data["tickets"]
    query = "query($c: String) { tickets(after: $c) { aggregates { count } } }"
    found = _aggregates(ask, query, {"c": first["pageInfo"]["endCursor"]})
    assert found == {"count": len(world.of("Ticket"))}


def test_of_the_rows_that_belong_to_a_row(ask, world):
    query = f"{{ organisations {{ nodes {{ organisation tickets {{ {ALL} }} }} }} }}"
    nodes = ask(query).data["organisations"]["nodes"]
    assert len(nodes) == len(world.of("Organisation"))
    for node in nodes:
        own = [t for t in world.of("Ticket") if t.organisation == node["organisation"]]
        agree(node["tickets"]["aggregates"], own)


def test_within_a_tenant_though_another_has_the_same_key(ask, world):
    query = "{ organisations { nodes { tenant organisation tickets { aggregates { count } } } } }"
    for node in ask(query, tenants=BOTH).data["organisations"]["nodes"]:
        rows = world.of("Ticket", node["tenant"])
        own = [t for t in rows if t.organisation == node["organisation"]]
        assert node["tickets"]["aggregates"]["count"] == len(own)


def test_of_what_belonged_to_a_version_as_of_then(ask, world):
    query = """{ organisations { nodes { organisation history(first: 5) { position value {
      tickets { aggregates { count } } } } } } }"""
    for node in ask(query).data["organisations"]["nodes"]:
        for version in node["history"]:
            rows = world.of("Ticket", position=version["position"])
            own = [t for t in rows if t.organisation == node["organisation"]]
            if version["value"]:
                assert version["value"]["tickets"]["aggregates"]["count"] == len(own)


@pytest.mark.parametrize("hours", [1, 17, 40])
def test_as_of_a_time_over_two_tenants(ask, world, hours):
    moment = datetime(2015, 12, 1 + hours // 24, hours % 24, 30, tzinfo=UTC)
    found = _aggregates(ask, QUERY, {"a": {"time": moment.isoformat()}}, tenants=BOTH)
    agree(found, world.of("Ticket", *BOTH, time=moment))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("state", lambda t: t.state),
        ("assignee", lambda t: t.assignee),
        ("due", lambda t: t.due),
        ("fine", lambda t: t.fine),
        ("organisation", lambda t: t.organisation),
        ("tenant", lambda t: "santang"),
    ],
)
def test_distinct_values_without_null(ask, world, field, values):
    query = f"{{ tickets {{ aggregates {{ distinct(field: {field}) }} }} }}"
    found = {values(ticket) for ticket in world.of("Ticket")} - {None}
    assert _aggregates(ask, query) == {"distinct": len(found)}


def test_distinct_tenants(ask):
    query = "query($f: TicketGroupField!) { tickets { aggregates { distinct(field: $f) } } }"
    assert _aggregates(ask, query, {"f": "tenant"}, tenants=BOTH) == {"distinct": 2}


def test_a_variable_decides_which_column(ask, world):
    query = "query($f: TicketGroupField!) { tickets { aggregates { distinct(field: $f) } } }"
    for field in ("ticket", "score", "ticket"):
        found = {getattr(ticket, field) for ticket in world.of("Ticket")}
        assert _aggregates(ask, query, {"f": field}) == {"distinct": len(found)}


def test_aliases_fragments_and_type_names(ask, world):
    query = """{ tickets { aggregates { __typename n: count s: sum { f: fine ...S }
      least: min { __typename score } t: sum { score } } __typename } }
      fragment S on TicketSum { __typename total: score }"""
    total = sum(t.score for t in world.of("Ticket"))
    fines = sum(t.fine for t in world.of("Ticket") if t.fine is not None)
    assert ask(query).data["tickets"] == {
        "aggregates": {
            "__typename": "TicketAggregates",
            "n": len(world.of("Ticket")),
            "s": {"f": str(fines), "__typename": "TicketSum", "total": total},
            "least": {
                "__typename": "TicketExtremes",
                "score": min(t.score for t in world.of("Ticket")),
            },
            "t": {"score": total},
        },
        "__typename": "TicketConnection",
    }


def test_names_alone(ask):
    query = "{ tickets { aggregates { __typename sum { __typename } } } }"
    assert _aggregates(ask, query) == {
        "__typename": "TicketAggregates",
        "sum": {"__typename": "TicketSum"},
    }


def test_an_average_of_decimals_is_exact_without_zeros_at_the_end(ask, world):
    query = '{ tickets(where: {fine: {eq: "7.2"}}) { aggregates { average { fine } } } }'
    assert _aggregates(ask, query) == {"average": {"fine": "7.2"}}


def test_a_sum_of_decimals_keeps_its_digits(ask, world):
    query = '{ tickets(where: {fine: {eq: "7.2"}}) { aggregates { count sum { fine } } } }'
    found = _aggregates(ask, query)
    assert found["sum"] == {"fine": str(found["count"] * Decimal("7.20"))}


def test_sums_beyond_32_bits(ask, world):
    large = [t for t in world.of("Ticket", *BOTH) if t.days_open > 2]
    query = "{ tickets(where: {daysOpen: {gt: 2}}) { aggregates { sum { daysOpen } } } }"
    assert len(large) > 1
    assert _aggregates(ask, query, tenants=BOTH) == {"sum": {"daysOpen": len(large) * 2**40}}


@pytest.fixture
def huge(ask, database):
    """Two counters whose sum has 65 bits."""
    insert = """insert into rows_test.counter (tenant_id, organisation, year, reports, position_,
      recorded_at_, on_, actor_, event_) select '00000000-0000-0000-0000-000000000001', 'huge', n,
      9223372036854775807, 1, now(), now(), '', '' from generate_series(1, 2) n"""
    ask.run(_owner(database, insert))
    yield '(where: {organisation: {eq: "huge"}})'
    ask.run(_owner(database, "delete from rows_test.counter where organisation = 'huge'"))


async def _owner(database, statement):
    connection = await asyncpg.connect(database.dsn())
    await connection.execute(statement)
    await connection.close()


def test_a_sum_beyond_64_bits_is_a_mistake_that_says_what_to_do(ask, huge):
    reply = ask(f"{{ counters{huge} {{ aggregates {{ sum {{ reports }} }} }} }}")
    assert (reply.answer.status, reply.code) == (400, "graphql.value")
    assert "合计超出 64 位" in reply.error["extensions"]["remedy"]
    assert ask("{ counters { totalCount } }").answer.status == 200


def test_an_average_beyond_no_bits(ask, huge):
    query = f"{{ counters{huge} {{ aggregates {{ average {{ reports }} max {{ reports }} }} }} }}"
    assert ask(query).data["counters"]["aggregates"] == {
        "average": {"reports": float(2**63)},
        "max": {"reports": 2**63 - 1},
    }


def _explained(ask, query):
    plan, call = ask.engine.prepared(ask.scope(), Request(query))
    rows = ask.run(ask.connection.fetch(f"explain (costs off) {plan.sql}", *plan.bind(call)))
    return "\n".join(row[0] for row in rows)


def test_no_page_is_picked_for_aggregates_alone(ask):
    """The first line is there to see that a page would show."""
    assert "Limit" in _explained(ask, "{ tickets { nodes { ticket } } }")
    assert "Limit" not in _explained(ask, "{ tickets { aggregates { count } } }")


def test_all_aggregates_come_from_one_pass(ask):
    explained = _explained(ask, f"{{ tickets {{ {ALL} }} }}")
    assert len(re.findall(r"Scan.* on ticket \"?t", explained)) == 1


def test_one_statement(ask):
    ask(QUERY)
    assert len(ask(QUERY).statements) == 1


def test_a_page_that_would_be_refused_is_refused(ask):
    reply = ask("{ tickets(first: 5000) { aggregates { count } } }")
    assert (reply.answer.status, reply.code) == (400, "graphql.page_size")


def test_each_is_an_object_of_the_complexity(ask):
    query = "{ organisations(first: 6) { nodes { tickets { aggregates { count } } } } }"
    assert "data" in ask(query, limits=Limits(objects=12)).json
    assert ask(query, limits=Limits(objects=11)).code == "graphql.limit"


@pytest.mark.parametrize(
    "query",
    [
        "{ tickets { aggregates } }",
        "{ tickets { aggregates { sum } } }",
        "{ tickets { aggregates { sum { due } } } }",
        "{ tickets { aggregates { average { ticket } } } }",
        "{ tickets { aggregates { min { ticket } } } }",
        "{ tickets { aggregates { distinct } } }",
        "{ tickets { aggregates { distinct(field: notes) } } }",
        "{ organisations { aggregates { distinct(field: phone) } } }",
        "{ organisations { aggregates { sum { name } } } }",
        "{ organisations { aggregates { min { name } } } }",
    ],
)
def test_what_cannot_be_aggregated_is_not_in_the_schema(ask, query):
    reply = ask(query)
    assert (reply.answer.status, reply.code) == (400, "graphql.validation")


def test_no_history_no_past(ask):
    reply = ask("{ counters(asOf: {position: 3}) { aggregates { count } } }")
    assert (reply.answer.status, reply.code) == (400, "graphql.no_history")


def test_a_row_type_without_numbers_has_no_sums(world):
    types = schema_of(world.rows).types.type_map
    assert set(types["OrganisationAggregates"].fields) == {"count", "distinct"}
    assert {"OrganisationSum", "OrganisationExtremes"}.isdisjoint(types)
