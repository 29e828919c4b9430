"""Groups are those that Python puts together of the same rows, in the same order."""

import functools
from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

import asyncpg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang_graphql.limits import Limits

BOTH = ("santang", "xinshao")
COLUMNS = {
    "ticket": "ticket",
    "organisation": "organisation",
    "assignee": "assignee",
    "state": "state",
    "source": "source",
    "daysOpen": "days_open",
    "score": "score",
    "fine": "fine",
    "due": "due",
    "seenAt": "seen_at",
    "weight": "weight",
    "urgent": "urgent",
    "reference": "reference",
}
QUERY = """query($by: [TicketGroupBy!]!, $order: [TicketGroupOrder!], $first: Int,
  $where: TicketWhere, $asOf: AsOf) { tickets(where: $where, asOf: $asOf) {
  groups(by: $by, orderBy: $order, first: $first) { totalCount nodes { key { %s }
  count sum { score fine } average { score fine } } } } }"""


def _first_day(day, unit):
    match unit:
        case "DAY":
            return day
        case "WEEK":
            return day - timedelta(days=day.weekday())
        case "MONTH":
            return day.replace(day=1)
        case "QUARTER":
            return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
        case "YEAR":
            return day.replace(month=1, day=1)


def _key(tenant, row, item):
    """What a row is grouped by, as Python has it."""
    name, unit = item["field"], item.get("unit")
    if name == "tenant":
        return tenant
    value = getattr(row, COLUMNS[name])
    if value is None:
        return None
    if isinstance(value, datetime):
        value = value.astimezone(ZoneInfo("Asia/Shanghai")).date()
    if name == "state":
        return value.value
    return _first_day(value, unit) if unit else value


def _read(name, shown):
    """A key of an answer, as Python has it."""
    if shown is None:
        return None
    reads = {"fine": Decimal, "due": date.fromisoformat, "seenAt": date.fromisoformat}
    return reads.get(name, lambda value: value)(shown)


def _grouped(rows, by):
    """The rows of each group, by its key."""
    groups = defaultdict(list)
    for tenant, row in rows:
        key = tuple(_key(tenant, row, item) for item in by)
        groups[tuple(str(part) if _is_uuid(part) else part for part in key)].append(row)
    return dict(groups)


def _is_uuid(value):
    return type(value).__name__ == "UUID"


def _numbers(rows, name):
    return [value for row in rows if (value := getattr(row, name)) is not None]


def _measure(rows, way, name):
    values = _numbers(rows, name)
    if not values:
        return None
    total = sum(map(Fraction, values))
    return total if way == "sum" else total / len(values)


def _sorted(groups, by, order):
    """Keys in the order that is asked for; null last either way."""
    names = [item["field"] for item in by]

    def terms(key):
        for item in order:
            ((way, asked),) = item.items()
            if way == "count":
                yield len(groups[key]), asked == "DESC"
            elif way == "key":
                yield key[names.index(asked["field"])], asked.get("direction") == "DESC"
            else:
                yield _measure(groups[key], way, asked["field"]), asked.get("direction") == "DESC"
        for part in key:
            yield part, False

    def compare(one, other):
        for (a, down), (b, _) in zip(terms(one), terms(other), strict=True):
            if a != b and None in (a, b):
                return 1 if a is None else -1
            if a != b:
                return (1 if a > b else -1) * (-1 if down else 1)
        return 0

    return sorted(groups, key=functools.cmp_to_key(compare))


def _rows(world, tenants=("santang",), **then):
    return [(tenant, row) for tenant in tenants for row in world.of("Ticket", tenant, **then)]


def _ask(ask, by, order=(), first=None, where=None, as_of=None, **how):
    query = QUERY % " ".join(item["field"] for item in by)
    variables = {"by": by, "order": list(order), "where": where, "asOf": as_of, "first": first}
    return ask(query, variables, **how).data["tickets"]["groups"]


def agree(found, rows, by, order=(), first=50):
    """Assert that the groups found are Python's."""
    groups = _grouped(rows, by)
    assert found["totalCount"] == len(groups)
    names = [item["field"] for item in by]
    keys = [tuple(_read(n, node["key"][n]) for n in names) for node in found["nodes"]]
    assert keys == _sorted(groups, by, order)[:first]
    for key, node in zip(keys, found["nodes"], strict=True):
        assert node["count"] == len(groups[key])
        fines, scores = _numbers(groups[key], "fine"), _numbers(groups[key], "score")
        assert node["sum"]["score"] == sum(scores)
        assert node["sum"]["fine"] == (str(sum(fines)) if fines else None)
        assert node["average"]["score"] == pytest.approx(sum(scores) / len(scores))
        assert (node["average"]["fine"] is None) == (not fines)


CASES = [
    [{"field": "organisation"}],
    [{"field": "state"}],
    [{"field": "assignee"}],
    [{"field": "source"}],
    [{"field": "fine"}],
    [{"field": "weight"}],
    [{"field": "urgent"}],
    [{"field": "reference"}],
    [{"field": "daysOpen"}],
    [{"field": "due"}],
    [{"field": "tenant"}],
    [{"field": "organisation"}, {"field": "state"}],
    [{"field": "state"}, {"field": "organisation"}],
    [{"field": "due", "unit": "MONTH"}, {"field": "tenant"}],
    [{"field": "ticket"}],
]


@pytest.mark.parametrize("tenants", [("santang",), BOTH], ids="+".join)
@pytest.mark.parametrize("by", CASES, ids=lambda by: "-".join(item["field"] for item in by))
def test_groups_are_ordered_by_their_keys_null_last(ask, world, by, tenants):
    agree(_ask(ask, by, tenants=tenants), _rows(world, tenants), by)


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
@pytest.mark.parametrize("way", ["sum", "average"])
def test_a_group_without_a_sum_comes_last_either_way(ask, world, way, direction):
    by = [{"field": "ticket"}, {"field": "tenant"}]
    order = [{way: {"field": "fine", "direction": direction}}]
    found = _ask(ask, by, order, tenants=BOTH)
    assert found["nodes"][-1][way]["fine"] is None
    agree(found, _rows(world, BOTH), by, order)


@pytest.mark.parametrize("direction", ["ASC", "DESC"])
def test_a_key_that_is_null_comes_last_either_way(ask, world, direction):
    by, order = [{"field": "due"}], [{"key": {"field": "due", "direction": direction}}]
    found = _ask(ask, by, order, tenants=BOTH)
    assert found["nodes"][-1]["key"] == {"due": None}
    agree(found, _rows(world, BOTH), by, order)


UNITS = ["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"]
_BY = st.lists(
    st.one_of(
        st.fixed_dictionaries(
            {"field": st.sampled_from([*(set(COLUMNS) - {"seenAt"}), "tenant"])},
        ),
        st.fixed_dictionaries(
            {"field": st.sampled_from(["due", "seenAt"]), "unit": st.sampled_from(UNITS)}
        ),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda item: item["field"],
)
_DIRECTION = st.sampled_from(["ASC", "DESC"])


def _directed(names):
    return st.fixed_dictionaries(
        {"field": st.sampled_from(names)}, optional={"direction": _DIRECTION}
    )


@st.composite
def _asked(draw):
    by = draw(_BY)
    key = _directed([item["field"] for item in by]).map(lambda k: {"key": k})
    number = st.tuples(st.sampled_from(["sum", "average"]), _directed(["score", "fine"]))
    term = st.one_of(_DIRECTION.map(lambda d: {"count": d}), key, number.map(lambda n: dict([n])))
    return by, draw(st.lists(term, max_size=3))


@pytest.mark.parametrize("tenants", [("santang",), BOTH], ids="+".join)
@settings(
    max_examples=100,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(asked=_asked(), first=st.integers(0, 6), low=st.integers(-1, 4), position=st.integers(0, 60))
def test_random_groups(ask, world, tenants, asked, first, low, position):
    by, order = asked
    past = len(tenants) == 1 and position % 2 == 0
    then = {"position": position} if past else {}
    where = {"score": {"gte": low}}
    rows = [(tenant, row) for tenant, row in _rows(world, tenants, **then) if row.score >= low]
    found = _ask(ask, by, order, first, where, then or None, tenants=tenants)
    agree(found, rows, by, order, first)


def test_groups_of_no_row_are_none(ask):
    by = [{"field": "state"}]
    nothing = _ask(ask, by, where={"ticket": {"eq": "nowhere"}})
    assert nothing == {"totalCount": 0, "nodes": []}


def test_neither_page_nor_its_order_matters(ask, world):
    query = """{ tickets(first: 2, orderBy: {field: score}) { nodes { ticket }
      groups(by: {field: state}) { nodes { key { state } count } } } }"""
    groups = _grouped(_rows(world), [{"field": "state"}])
    found = ask(query).data["tickets"]
    assert len(found["nodes"]) == 2
    assert found["groups"]["nodes"] == [
        {"key": {"state": state}, "count": len(rows)} for (state,), rows in sorted(groups.items())
    ]


def test_tickets_by_village_with_its_name(ask, world):
    query = """{ tickets { groups(by: {field: organisation}, orderBy: {count: DESC}) {
      nodes { key { organisationRef { name } organisation } count } } } }"""
    names = {o.organisation: {"name": o.name} for o in world.of("Organisation")}
    by = [{"field": "organisation"}]
    groups = _grouped(_rows(world), by)
    assert ask(query).data["tickets"]["groups"]["nodes"] == [
        {
            "key": {"organisationRef": names.get(village), "organisation": village},
            "count": len(groups[(village,)]),
        }
        for (village,) in _sorted(groups, by, [{"count": "DESC"}])
    ]


def test_a_village_of_a_group_is_of_its_tenant(ask, world):
    query = """{ tickets { groups(by: [{field: organisation}, {field: tenant}]) { nodes { key {
      tenant organisation organisationRef { tenant name } } } } } }"""
    for node in ask(query, tenants=BOTH).data["tickets"]["groups"]["nodes"]:
        key = node["key"]
        rows = world.of("Organisation", key["tenant"])
        names = [o.name for o in rows if o.organisation == key["organisation"]]
        expected = {"tenant": key["tenant"], "name": names[0]} if names else None
        assert key["organisationRef"] == expected


def test_a_village_of_a_group_is_shown_as_of_then(ask, world):
    query = """{ tickets(asOf: {position: 25}) { groups(by: {field: organisation}) { nodes { key {
      organisation organisationRef { name tickets { totalCount } } } count } } } }"""
    villages = {o.organisation: o.name for o in world.of("Organisation", position=25)}
    nodes = ask(query).data["tickets"]["groups"]["nodes"]
    assert nodes
    for node in nodes:
        name = villages.get(node["key"]["organisation"])
        pages = {"name": name, "tickets": {"totalCount": node["count"]}}
        assert node["key"]["organisationRef"] == (pages if name else None)


def test_groups_of_the_rows_that_belong_to_a_row(ask, world):
    query = """{ organisations { nodes { organisation ticketsByAssignee { groups(
      by: {field: state}) { nodes { key { state } count } totalCount } } } } }"""
    for node in ask(query).data["organisations"]["nodes"]:
        own = [(t, r) for t, r in _rows(world) if r.assignee == node["organisation"]]
        groups = _grouped(own, [{"field": "state"}])
        assert node["ticketsByAssignee"]["groups"] == {
            "nodes": [
                {"key": {"state": state}, "count": len(rows)}
                for (state,), rows in sorted(groups.items())
            ],
            "totalCount": len(groups),
        }


def test_groups_of_what_belonged_to_a_version(ask, world):
    query = """{ organisation(organisation: "v1") { history { position value { tickets {
      groups(by: {field: urgent}) { nodes { key { urgent } count } } } } } } }"""
    versions = ask(query).data["organisation"]["history"]
    assert len(versions) > 1
    for version in versions:
        rows = _rows(world, position=version["position"])
        groups = _grouped([r for r in rows if r[1].organisation == "v1"], [{"field": "urgent"}])
        if version["value"]:
            assert version["value"]["tickets"]["groups"]["nodes"] == [
                {"key": {"urgent": urgent}, "count": len(own)}
                for (urgent,), own in sorted(groups.items())
            ]


@pytest.mark.parametrize("hours", [5, 30])
def test_as_of_a_time_over_two_tenants(ask, world, hours):
    moment = datetime(2015, 12, 1, 8, 30, tzinfo=UTC) + timedelta(hours=hours)
    by = [{"field": "tenant"}, {"field": "state"}]
    found = _ask(ask, by, as_of={"time": moment.isoformat()}, tenants=BOTH)
    agree(found, _rows(world, BOTH, time=moment), by)


def test_one_of_two_tenants(ask, world):
    query = """{ tickets(tenant: "xinshao") { groups(by: {field: tenant}) {
      nodes { key { tenant } count } } } }"""
    assert ask(query, tenants=BOTH).data["tickets"]["groups"]["nodes"] == [
        {"key": {"tenant": "xinshao"}, "count": len(world.of("Ticket", "xinshao"))}
    ]


def test_variables_decide_field_unit_and_direction(ask, world):
    query = """query($f: TicketGroupField!, $u: DateUnit, $d: Direction!) { tickets { groups(
      by: [{field: $f, unit: $u}], orderBy: {count: $d}) { totalCount nodes {
      key { due @include(if: true) } count sum { score fine } average { score fine } } } } }"""
    for unit in ("YEAR", None, "MONTH"):
        for direction in ("ASC", "DESC"):
            found = ask(query, {"f": "due", "u": unit, "d": direction}).data["tickets"]["groups"]
            by = [{"field": "due", "unit": unit}]
            agree(found, _rows(world), by, [{"count": direction}])


def test_a_unit_left_out(ask, world):
    query = """query($u: DateUnit) { tickets { groups(by: [{field: due, unit: $u}]) {
      totalCount } } }"""
    days = {ticket.due for ticket in world.of("Ticket")}
    assert ask(query).data["tickets"]["groups"]["totalCount"] == len(days)


def test_aliases_fragments_and_type_names(ask, world):
    query = """{ tickets { g: groups(by: {field: urgent}) { __typename n: totalCount
      all: nodes { __typename ...G } } groups(by: {field: tenant}) { nodes { count } } } }
      fragment G on TicketGroup { k: key { __typename u: urgent ...K } n: count
        s: sum { __typename } d: distinct(field: state) }
      fragment K on TicketKey { urgent }"""
    groups = _grouped(_rows(world), [{"field": "urgent"}])
    assert ask(query).data["tickets"] == {
        "g": {
            "__typename": "TicketGroups",
            "n": len(groups),
            "all": [
                {
                    "__typename": "TicketGroup",
                    "k": {"__typename": "TicketKey", "u": urgent, "urgent": urgent},
                    "n": len(rows),
                    "s": {"__typename": "TicketSum"},
                    "d": len({row.state for row in rows}),
                }
                for (urgent,), rows in sorted(groups.items())
            ],
        },
        "groups": {"nodes": [{"count": len(world.of("Ticket"))}]},
    }


@pytest.fixture
def dated(ask, database):
    """Seven rows around the ends of years, whatever the settings of the connection."""
    rows = [
        ("2015-12-31", "2015-12-31T15:59:59.999999Z"),
        ("2016-01-01", "2015-12-31T16:00:00Z"),
        ("2016-01-03", "2016-02-29T15:59:59Z"),
        ("2016-01-04", "2016-02-29T16:00:00Z"),
        ("2016-02-29", "2016-03-31T16:00:00Z"),
        ("2016-12-31", "1986-08-10T15:30:00Z"),
        (None, None),
    ]
    ask.run(_insert(database, rows))
    ask.run(ask.connection.execute("set timezone = 'America/New_York'"))
    ask.run(ask.connection.execute("set datestyle = 'German'"))
    yield
    ask.run(ask.connection.execute("reset timezone"))
    ask.run(ask.connection.execute("reset datestyle"))
    ask.run(_remove(database))


async def _insert(database, rows):
    connection = await asyncpg.connect(database.dsn())
    for number, (due, seen) in enumerate(rows):
        await connection.execute(
            """insert into rows_test.ticket (tenant_id, ticket, organisation, state, days_open,
              score, fine, due, seen_at, weight, urgent, reference, notes, position_, recorded_at_,
              on_, actor_, event_) values ($1, $2, 'x', 'open', 0, 0, $3, $4, $5, 0, true,
              gen_random_uuid(), '[]', 1, now(), now(), '', '')""",
            _SANTANG,
            f"dated{number}",
            Decimal("7.20") if number % 2 else Decimal("7.2000"),
            due and date.fromisoformat(due),
            seen and datetime.fromisoformat(seen),
        )
    await connection.close()


async def _remove(database):
    connection = await asyncpg.connect(database.dsn())
    await connection.execute("delete from rows_test.ticket where ticket like 'dated%'")
    await connection.close()


_SANTANG = "00000000-0000-0000-0000-000000000001"

DAYS = {
    "DAY": ["2015-12-31", "2016-01-01", "2016-01-03", "2016-01-04", "2016-02-29", "2016-12-31"],
    "WEEK": ["2015-12-28", "2016-01-04", "2016-02-29", "2016-12-26"],
    "MONTH": ["2015-12-01", "2016-01-01", "2016-02-01", "2016-12-01"],
    "QUARTER": ["2015-10-01", "2016-01-01", "2016-10-01"],
    "YEAR": ["2015-01-01", "2016-01-01"],
}
INSTANTS = {
    "DAY": ["1986-08-11", "2015-12-31", "2016-01-01", "2016-02-29", "2016-03-01", "2016-04-01"],
    "WEEK": ["1986-08-11", "2015-12-28", "2016-02-29", "2016-03-28"],
    "MONTH": ["1986-08-01", "2015-12-01", "2016-01-01", "2016-02-01", "2016-03-01", "2016-04-01"],
    "QUARTER": ["1986-07-01", "2015-10-01", "2016-01-01", "2016-04-01"],
    "YEAR": ["1986-01-01", "2015-01-01", "2016-01-01"],
}
DATED = '(where: {ticket: {prefix: "dated"}})'


def _periods(ask, field, unit):
    query = f"""{{ tickets{DATED} {{ groups(by: {{field: {field}, unit: {unit}}}) {{
      nodes {{ key {{ {field} }} }} }} }} }}"""
    return [node["key"][field] for node in ask(query).data["tickets"]["groups"]["nodes"]]


@pytest.mark.parametrize("unit", UNITS)
def test_days_fall_into_periods(ask, dated, unit):
    assert _periods(ask, "due", unit) == [*DAYS[unit], None]


@pytest.mark.parametrize("unit", UNITS)
def test_instants_fall_into_periods_of_shanghai(ask, dated, unit):
    """In August 1986 the clocks of Shanghai were an hour ahead of today's."""
    assert _periods(ask, "seenAt", unit) == [*INSTANTS[unit], None]


def test_equal_numbers_with_more_zeros_are_one_group(ask, dated):
    query = f"""{{ tickets{DATED} {{ groups(by: {{field: fine}}) {{
      nodes {{ key {{ fine }} count }} }} }} }}"""
    found = ask(query).data["tickets"]["groups"]["nodes"]
    assert found == [{"key": {"fine": "7.2"}, "count": 7}]


REFUSED = {
    "by: []": ("graphql.group_by_nothing", ["by"]),
    "by: [{field: due}, {field: due, unit: YEAR}]": ("graphql.grouped_twice", ["by"]),
    "by: {field: state, unit: DAY}": ("graphql.no_periods", ["by"]),
    "by: {field: tenant, unit: DAY}": ("graphql.no_periods", ["by"]),
    "by: {field: seenAt}": ("graphql.no_unit", ["by"]),
    "by: {field: state}, orderBy: {key: {field: due}}": ("graphql.not_grouped", ["orderBy"]),
    "by: {field: state}, first: -1": ("graphql.page_size", ["first"]),
    "by: {field: state}, first: 1001": ("graphql.page_size", ["first"]),
}


@pytest.mark.parametrize(("given", "why"), REFUSED.items(), ids=REFUSED)
def test_what_is_refused_says_why_and_where(ask, given, why):
    code, path = why
    reply = ask(f"{{ t: tickets {{ g: groups({given}) {{ totalCount }} }} }}")
    assert (reply.answer.status, reply.code) == (400, code)
    assert reply.error["path"] == ["t", "g", *path]
    assert reply.error["extensions"]["remedy"]
    assert reply.statements == []


@pytest.mark.parametrize("field", ["due", "tenant", "assigneeRef { name }", "source"])
def test_a_key_that_is_not_grouped_by_is_refused(ask, field):
    query = f"""{{ tickets {{ groups(by: {{field: organisation}}) {{ nodes {{
      k: key {{ organisation {field} }} }} }} }} }}"""
    reply = ask(query)
    name = field.split()[0]
    assert (reply.answer.status, reply.code) == (400, "graphql.not_grouped")
    assert reply.error["path"] == ["tickets", "groups", "nodes", "k", name]
    assert f"field: {name.removesuffix('Ref')}}}" in reply.error["extensions"]["remedy"]


def test_a_row_beyond_a_group_of_several_tenants_is_refused(ask):
    """The same village in two tenants is two villages."""
    query = """{ tickets { groups(by: {field: organisation}) { nodes {
      key { organisationRef { name } } } } } }"""
    assert ask(query).data
    reply = ask(query, tenants=BOTH)
    assert (reply.answer.status, reply.code) == (400, "graphql.not_grouped")
    assert "tenant" in reply.error["message"]


@pytest.mark.parametrize(
    "query",
    [
        "{ tickets { groups { totalCount } } }",
        "{ tickets { groups(by: {}) { totalCount } } }",
        "{ tickets { groups(by: null) { totalCount } } }",
        "{ tickets { groups(by: {field: notes}) { totalCount } } }",
        "{ tickets { groups(by: {field: due, unit: CENTURY}) { totalCount } } }",
        "{ organisations { groups(by: {field: phone}) { totalCount } } }",
        "{ tickets { groups(by: {field: state}, orderBy: {}) { totalCount } } }",
        "{ tickets { groups(by: {field: state}, orderBy: {count: null}) { totalCount } } }",
        """{ tickets { groups(by: {field: state}, orderBy: {count: ASC, key: {field: state}})
          { totalCount } } }""",
        "{ tickets { groups(by: {field: state}, orderBy: {sum: {field: due}}) { totalCount } } }",
        "{ tickets { groups(by: {field: state}, after: 1) { totalCount } } }",
        "{ tickets { groups(by: {field: state}) { nodes { key { notes } } } } }",
    ],
)
def test_what_cannot_be_grouped_is_not_in_the_schema(ask, query):
    reply = ask(query)
    assert (reply.answer.status, reply.code) == (400, "graphql.validation")


@pytest.mark.parametrize(
    "order", [{}, {"count": None}, {"count": "ASC", "key": {"field": "state"}}]
)
def test_one_way_to_order_in_a_variable_too(ask, order):
    query = """query($o: [TicketGroupOrder!]) { tickets { groups(by: {field: state}, orderBy: $o) {
      totalCount } } }"""
    reply = ask(query, {"o": order})
    assert (reply.answer.status, reply.code) == (400, "graphql.variables")


def test_fifty_unless_more_are_asked_for(ask, database):
    insert = f"""insert into rows_test.counter (tenant_id, organisation, year, reports, position_,
      recorded_at_, on_, actor_, event_) select '{_SANTANG}', 'many', n, n, 1, now(), now(), '', ''
      from generate_series(1, 60) n"""
    query = """query($n: Int) { counters(where: {organisation: {eq: "many"}}) {
      groups(by: {field: year}, first: $n) { nodes { count } totalCount } } }"""

    async def run(statement):
        connection = await asyncpg.connect(database.dsn())
        await connection.execute(statement)
        await connection.close()

    ask.run(run(insert))
    try:
        found = [ask(query, v).data["counters"]["groups"] for v in ({}, {"n": 55}, {"n": 0})]
    finally:
        ask.run(run("delete from rows_test.counter where organisation = 'many'"))
    assert [len(groups["nodes"]) for groups in found] == [50, 55, 0]
    assert {groups["totalCount"] for groups in found} == {60}


def test_groups_count_for_the_complexity(ask):
    """Worked out, printed, and each with its key: three for each of three groups."""
    query = """query($n: Int) { tickets { groups(by: {field: state}, first: $n) {
      nodes { key { state } } } } }"""
    assert "data" in ask(query, {"n": 3}, limits=Limits(objects=9)).json
    assert ask(query, {"n": 3}, limits=Limits(objects=8)).code == "graphql.limit"
    assert ask(query, {"n": 4}, limits=Limits(objects=9)).code == "graphql.limit"


def test_what_a_key_leads_to_counts_for_each_group(ask):
    query = """{ tickets { groups(by: {field: organisation}, first: 10) { nodes { key {
      organisationRef { tickets(first: 20) { nodes { score } } } } } } } }"""
    objects = 3 * 10 + 10 + 10 * 20
    assert "data" in ask(query, limits=Limits(objects=objects)).json
    assert ask(query, limits=Limits(objects=objects - 1)).code == "graphql.limit"


def test_one_statement(ask):
    query = """{ tickets { aggregates { count } totalCount groups(by: {field: organisation}) {
      nodes { key { organisationRef { tickets { groups(by: {field: state}) { totalCount } } } } } }
    } }"""
    ask(query)
    assert len(ask(query).statements) == 1


@pytest.mark.parametrize("selected", ["totalCount", "__typename", "nodes { __typename }"])
def test_a_tenant_to_sort_by_though_nothing_is_sorted(ask, selected):
    order = "orderBy: [{key: {field: tenant}}, {sum: {field: score}}]"
    query = f"{{ tickets {{ groups(by: {{field: tenant}}, {order}) {{ {selected} }} }} }}"
    assert ask(query, tenants=BOTH).data
    assert ask(query).data


def test_values_never_become_sql(ask):
    nasty = "'; drop table x; -- \\ \" $1 %s {0}"
    by = [{"field": "organisation"}]
    query = QUERY % "organisation"
    reply = ask(query, {"by": by, "where": {"ticket": {"eq": nasty}}})
    assert reply.data["tickets"]["groups"]["nodes"] == []
    assert not any("drop table" in sql for sql in reply.statements)
