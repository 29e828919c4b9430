"""Random filters, orderings and pages give what Python gives over the same rows."""

import functools
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

QUERY = """query($first: Int, $where: TicketWhere, $order: [TicketOrder!], $after: String,
  $asOf: AsOf) { tickets(first: $first, where: $where, orderBy: $order, after: $after, asOf: $asOf)
  { nodes { ticket tenant } totalCount pageInfo { hasNextPage endCursor } } }"""

VALUES = {
    "score": st.integers(-1, 4),
    "daysOpen": st.sampled_from([0, 1, 2, 2**40]),
    "fine": st.sampled_from(["7.20", "7.2", "0.10", "-3", "100"]),
    "due": st.sampled_from(["2015-12-20", "2016-01-04", "2000-01-01"]),
}
WORDS = {
    "ticket": st.sampled_from(["t", "t0", "t01", "t11", "", "x"]),
    "assignee": st.sampled_from(["v1", "v2", "v", ""]),
}
NAMES = {"daysOpen": "days_open"}
READ = {"fine": Decimal, "due": date.fromisoformat}
COMPARE = {
    "eq": lambda a, b: a is not None and a == b,
    "ne": lambda a, b: a != b,
    "in": lambda a, b: a is not None and a in b,
    "lt": lambda a, b: a is not None and a < b,
    "lte": lambda a, b: a is not None and a <= b,
    "gt": lambda a, b: a is not None and a > b,
    "gte": lambda a, b: a is not None and a >= b,
    "prefix": lambda a, b: a is not None and a.startswith(b),
    "isNull": lambda a, b: (a is None) == b,
}


def _filter(values, ranged):
    one = dict.fromkeys(ranged, values)
    common = {"eq": values, "ne": values, "in": st.lists(values, max_size=3)}
    return st.fixed_dictionaries({}, optional=common | one | {"isNull": st.booleans()})


_ORDERED = ("lt", "lte", "gt", "gte")
_LEAF = st.fixed_dictionaries(
    {},
    optional={name: _filter(values, _ORDERED) for name, values in VALUES.items()}
    | {name: _filter(values, ("prefix",)) for name, values in WORDS.items()},
)
_WHERE = st.recursive(
    _LEAF,
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "and": st.lists(inner, max_size=2),
            "or": st.lists(inner, max_size=2),
            "not": inner,
            "score": _filter(VALUES["score"], _ORDERED),
        },
    ),
    max_leaves=5,
)
_ORDER = st.lists(
    st.fixed_dictionaries(
        {"field": st.sampled_from([*VALUES, *WORDS])},
        optional={"direction": st.sampled_from(["ASC", "DESC", None])},
    ),
    max_size=3,
)


def _holds(where, row):
    return all(_member(name, part, row) for name, part in where.items())


def _member(name, part, row):
    match name:
        case "and":
            return all(_holds(inner, row) for inner in part)
        case "or":
            return any(_holds(inner, row) for inner in part)
        case "not":
            return not _holds(part, row)
    value, read = getattr(row, NAMES.get(name, name)), READ.get(name, lambda v: v)
    return all(
        COMPARE[op](value, [read(v) for v in operand] if op == "in" else operand)
        if op in ("in", "isNull")
        else COMPARE[op](value, read(operand))
        for op, operand in part.items()
    )


def _sorted(rows, order):
    def compare(one, other):
        for item in order:
            name = NAMES.get(item["field"], item["field"])
            a, b = ((getattr(r, name) is None, getattr(r, name)) for r in (one[1], other[1]))
            if a != b:
                sign = 1 if a > b else -1
                return -sign if item.get("direction") == "DESC" else sign
        key_a, key_b = (one[0], one[1].ticket), (other[0], other[1].ticket)
        return (key_a > key_b) - (key_a < key_b)

    return sorted(rows, key=functools.cmp_to_key(compare))


@pytest.mark.parametrize("tenants", [("santang",), ("santang", "xinshao")], ids=len)
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(where=_WHERE, order=_ORDER, first=st.integers(1, 4), position=st.integers(0, 60))
def test_pages_of_random_queries(ask, world, tenants, where, order, first, position):
    past = len(tenants) == 1 and position % 2 == 0
    then = {"position": position} if past else {}
    rows = [
        (tenant, row)
        for tenant in tenants
        for row in world.of("Ticket", tenant, **then)
        if _holds(where, row)
    ]
    expected = [(tenant, row.ticket) for tenant, row in _sorted(rows, order)]
    variables = {"first": first, "where": where, "order": order, "asOf": then or None}
    found, after = [], None
    for _ in range(len(expected) + 1):
        page = ask(QUERY, variables | {"after": after}, tenants=tenants).data["tickets"]
        found += [(node["tenant"], node["ticket"]) for node in page["nodes"]]
        assert page["totalCount"] == len(expected), json.dumps(where)
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert found == expected
