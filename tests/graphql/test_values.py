"""Each kind of value is printed as its GraphQL scalar says."""

import base64
import json

import pytest

from taizhang_graphql.scalars import show_moment

ALL = """{ tickets(first: 100) { nodes {
  ticket organisation assignee state source daysOpen score fine due seenAt weight urgent
  reference seal notes tenant __typename } } }"""


def _shown(ticket):
    def maybe(value, show):
        return None if value is None else show(value)

    return {
        "ticket": ticket.ticket,
        "organisation": ticket.organisation,
        "assignee": ticket.assignee,
        "state": ticket.state.value,
        "source": ticket.source,
        "daysOpen": ticket.days_open,
        "score": ticket.score,
        "fine": maybe(ticket.fine, str),
        "due": maybe(ticket.due, str),
        "seenAt": maybe(ticket.seen_at, show_moment),
        "weight": ticket.weight,
        "urgent": ticket.urgent,
        "reference": str(ticket.reference),
        "seal": maybe(ticket.seal, lambda seal: base64.b64encode(seal).decode()),
        "notes": ticket.notes,
        "tenant": "santang",
        "__typename": "Ticket",
    }


def test_every_value_of_every_ticket(ask, world):
    assert ask(ALL).data["tickets"]["nodes"] == [_shown(t) for t in world.of("Ticket")]


@pytest.fixture
def abroad(ask):
    settings = {"timezone": "Asia/Shanghai", "datestyle": "German", "intervalstyle": "sql_standard"}
    for name, value in settings.items():
        ask.run(ask.connection.execute(f"set {name} = '{value}'"))
    yield
    for name in settings:
        ask.run(ask.connection.execute(f"reset {name}"))


def test_the_settings_of_the_connection_change_nothing(ask, abroad, world):
    assert ask(ALL).data["tickets"]["nodes"] == [_shown(t) for t in world.of("Ticket")]


def test_keys_come_in_the_order_of_the_document(ask):
    answer = ask("{ tickets(first: 1) { nodes { urgent ticket score } } }").answer.body
    (node,) = json.loads(answer)["data"]["tickets"]["nodes"]
    assert list(node) == ["urgent", "ticket", "score"]


@pytest.mark.parametrize(
    ("where", "field"),
    [
        ('{reference: {eq: "00000000-0000-0000-0000-000000000002"}}', "reference"),
        ("{daysOpen: {eq: 1099511627776}}", "daysOpen"),
        ('{fine: {eq: "7.2"}}', "fine"),
        ("{fine: {eq: 7.20}}", "fine"),
        ('{due: {eq: "2015-12-20"}}', "due"),
        ('{seenAt: {eq: "2015-12-01T16:00:00.000005+08:00"}}', "seenAt"),
        ("{weight: {eq: 0.1}}", "weight"),
        ("{state: {eq: open}}", "state"),
        ("{source: {in: [visit]}}", "source"),
    ],
)
def test_a_value_of_each_kind_is_read_back(ask, where, field):
    nodes = ask(f"{{ tickets(where: {where}) {{ nodes {{ {field} }} }} }}").data["tickets"]["nodes"]
    assert len({str(node[field]) for node in nodes}) == 1


@pytest.mark.parametrize(
    "where",
    [
        '{seenAt: {eq: "2015-12-01T16:00:00"}}',
        '{due: {eq: "20151220"}}',
        '{fine: {eq: "NaN"}}',
        '{fine: {eq: "viel"}}',
        "{daysOpen: {eq: 9223372036854775808}}",
        "{daysOpen: {eq: 1.5}}",
        "{score: {eq: 2147483648}}",
        "{state: {eq: lost}}",
    ],
)
def test_a_value_that_is_none_of_its_kind_is_refused(ask, where):
    reply = ask(f"{{ tickets(where: {where}) {{ totalCount }} }}")
    assert (reply.answer.status, reply.code) == (400, "graphql.validation")


def test_nul_in_a_text_is_refused_and_not_a_fault(ask):
    query = "query($t: String!) { ticket(ticket: $t) { ticket } }"
    reply = ask(query, {"t": "a\x00b"})
    assert (reply.answer.status, reply.code) == (400, "graphql.value")
