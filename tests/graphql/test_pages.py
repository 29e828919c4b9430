"""Pages: complete, in order, nothing twice; a cursor is good for its own query only."""

import base64
import itertools
import json

import pytest

QUERY = """query($first: Int, $after: String, $order: [TicketOrder!]) {
  tickets(first: $first, after: $after, orderBy: $order) {
    edges { cursor node { ticket tenant due fine score seenAt urgent weight reference } }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}"""


def _walk(ask, first, order, tenants=("santang",)):
    """All pages, one after the other."""
    after, seen = None, []
    for _ in range(100):
        page = ask(QUERY, {"first": first, "after": after, "order": order}, tenants=tenants).data[
            "tickets"
        ]
        seen.append(page)
        if not page["pageInfo"]["hasNextPage"]:
            return seen
        after = page["pageInfo"]["endCursor"]
    raise AssertionError("the pages do not end")


def _keys(pages):
    return [(e["node"]["tenant"], e["node"]["ticket"]) for page in pages for e in page["edges"]]


FIELDS = ["due", "fine", "score", "seenAt", "urgent", "weight", "reference", "ticket", "state"]
ORDERS = [
    [],
    *([{"field": f, "direction": d}] for f in FIELDS for d in ("ASC", "DESC")),
    [{"field": "due", "direction": "DESC"}, {"field": "fine"}, {"field": "score"}],
    [{"field": "score", "direction": "DESC"}, {"field": "ticket", "direction": "DESC"}],
    [{"field": "score"}, {"field": "score", "direction": "DESC"}],
]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_pages_of_two_join_to_the_one_page_of_all(ask, order):
    (whole,) = _walk(ask, 100, order)
    assert _keys(_walk(ask, 2, order)) == _keys([whole])
    assert whole["totalCount"] == len(whole["edges"])


@pytest.mark.parametrize("order", [ORDERS[0], ORDERS[1], ORDERS[-3]], ids=str)
def test_pages_over_two_tenants(ask, world, order):
    both = ("xinshao", "santang")
    (whole,) = _walk(ask, 100, order, both)
    assert _keys(_walk(ask, 3, order, both)) == _keys([whole])
    assert len(whole["edges"]) == len(world.of("Ticket", *both))


def _largest_if_null(value):
    return (value is None, value)


def test_ascending_puts_null_last_and_ties_by_key(ask, world):
    (page,) = _walk(ask, 100, [{"field": "due"}])
    expected = sorted(
        world.of("Ticket"),
        key=lambda t: (_largest_if_null(t.due and t.due.isoformat()), t.ticket),
    )
    assert _keys([page]) == [("santang", t.ticket) for t in expected]


def test_descending_puts_null_first(ask):
    (page,) = _walk(ask, 100, [{"field": "due", "direction": "DESC"}])
    missing = [edge["node"]["due"] is None for edge in page["edges"]]
    assert missing == sorted(missing, reverse=True)


def test_page_info_of_first_middle_and_last_page(ask):
    pages = _walk(ask, 3, [])
    assert [p["pageInfo"]["hasPreviousPage"] for p in pages] == [False] + [True] * (len(pages) - 1)
    for page in pages:
        cursors = [edge["cursor"] for edge in page["edges"]]
        assert page["pageInfo"]["startCursor"] == cursors[0]
        assert page["pageInfo"]["endCursor"] == cursors[-1]


def test_a_page_of_none(ask, world):
    page = ask(QUERY, {"first": 0}).data["tickets"]
    assert page["edges"] == []
    assert page["totalCount"] == len(world.of("Ticket"))
    assert page["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }


def test_total_count_is_not_counted_unless_asked_for(ask):
    assert "count(" not in ask("{ tickets { nodes { ticket } } }").statements[-1]


def test_one_row_too_many_is_only_fetched_for_page_info(ask):
    assert "+ 1" not in ask("{ tickets { nodes { ticket } } }").statements[-1]


def _cursor(ask, query="{ tickets(first: 1) { pageInfo { endCursor } } }", **how):
    (page,) = ask(query, **how).data.values()
    return page["pageInfo"]["endCursor"]


def _forged(cursor, change):
    packed = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    return base64.urlsafe_b64encode(json.dumps(change(json.loads(packed))).encode()).decode()


@pytest.fixture
def cursor(ask):
    return _cursor(ask)


def _refused(ask, query):
    reply = ask(query)
    return reply.answer.status, reply.code, reply.error["path"]


CURSOR = (400, "graphql.cursor", ["tickets", "after"])


def test_a_cursor_of_another_ordering_is_refused(ask, cursor):
    query = f'{{ tickets(after: "{cursor}", orderBy: {{field: due}}) {{ totalCount }} }}'
    assert _refused(ask, query) == CURSOR


def test_a_cursor_of_the_other_direction_is_refused(ask, cursor):
    order = "{field: ticket, direction: DESC}"
    query = f'{{ tickets(after: "{cursor}", orderBy: {order}) {{ totalCount }} }}'
    assert _refused(ask, query) == CURSOR


def test_a_cursor_of_another_type_is_refused(ask):
    other = _cursor(ask, "{ organisations(first: 1) { pageInfo { endCursor } } }")
    assert _refused(ask, f'{{ tickets(after: "{other}") {{ totalCount }} }}') == CURSOR


def test_a_cursor_over_two_tenants_is_refused_within_one(ask):
    both = _cursor(ask, tenants=("santang", "xinshao"))
    assert _refused(ask, f'{{ tickets(after: "{both}") {{ totalCount }} }}') == CURSOR


@pytest.mark.parametrize("text", ["", "x", "!!", "好", "WzFd", "e30", "W1tbW1tbW1s", "MQ=="])
def test_a_text_that_is_no_cursor_is_refused(ask, text):
    assert _refused(ask, f'{{ tickets(after: "{text}") {{ totalCount }} }}') == CURSOR


@pytest.mark.parametrize("value", [None, 1, [], {}, True])
def test_a_cursor_with_a_value_of_the_wrong_type_is_refused(ask, cursor, value):
    bad = _forged(cursor, lambda found: [found[0], value])
    assert _refused(ask, f'{{ tickets(after: "{bad}") {{ totalCount }} }}') == CURSOR


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *itertools.product(
            ["score", "fine", "due", "seenAt", "reference", "urgent", "weight"], ["?", [], {}]
        ),
        ("score", 2**70),
        ("score", None),
    ],
)
def test_a_forged_value_of_each_kind_is_refused(ask, field, value):
    order = f"orderBy: {{field: {field}}}"
    good = _cursor(ask, f"{{ tickets(first: 1, {order}) {{ pageInfo {{ endCursor }} }} }}")
    bad = _forged(good, lambda found: [found[0], value, found[2]])
    assert (
        _refused(ask, f'{{ tickets(after: "{bad}", {order}) {{ nodes {{ ticket }} }} }}') == CURSOR
    )
