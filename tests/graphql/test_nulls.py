"""A personal value that is null says why: its person was erased, or the viewer may not see it."""

import msgspec
import pytest

from taizhang_graphql.exchange import Request
from taizhang_graphql.nulls import new_marker, without_marker

QUERY = "{ organisations { nodes { organisation secretary phone } } }"
EVERYWHERE = """{
  all: organisations { edges { node { who: secretary tel: phone } } nodes { phone } }
  organisation(organisation: "v1") { phone history(first: 50) { value { secretary phone } } }
  tickets(first: 100) { nodes { organisationRef { secretary phone } } }
}"""


def at(data, path):
    for step in path:
        data = data[step]
    return data


def leaves(value, path=()):
    """Each object of an answer with its path."""
    if isinstance(value, dict):
        yield path, value
        for key, member in value.items():
            yield from leaves(member, (*path, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from leaves(item, (*path, number))


def nulls(reply):
    return reply.json["extensions"].get("nulls", [])


def test_a_value_of_an_erased_person_is_null_with_the_reason(ask):
    reply = ask(QUERY)
    erased = [
        ["organisations", "nodes", number, "phone"]
        for number, node in enumerate(reply.data["organisations"]["nodes"])
        if node["secretary"] == "p9"
    ]
    assert erased
    assert [null["path"] for null in nulls(reply)] == erased
    assert {null["reason"] for null in nulls(reply)} == {"personal.erased"}
    assert {at(reply.data, null["path"]) for null in nulls(reply)} == {None}


def test_the_reason_is_told_wherever_the_field_stands(ask):
    reply = ask(EVERYWHERE)
    expected = [
        [*path, key]
        for path, node in leaves(reply.data)
        for key, of in (("phone", "secretary"), ("tel", "who"))
        if key in node and node.get(of) == "p9"
    ]
    expected += [
        ["all", "nodes", number, "phone"]
        for number, edge in enumerate(reply.data["all"]["edges"])
        if edge["node"]["who"] == "p9"
    ]
    told = sorted(null["path"] for null in nulls(reply) if null["path"][0] != "organisation")
    assert len(expected) > 3
    assert told == sorted(path for path in expected if path[0] != "organisation")


def test_versions_of_the_past_tell_it_too(ask):
    reply = ask("{ organisations { nodes { history(first: 50) { value { secretary phone } } } } }")
    expected = [[*path, "phone"] for path, o in leaves(reply.data) if o.get("secretary") == "p9"]
    assert expected
    assert [null["path"] for null in nulls(reply)] == expected


def test_a_value_that_never_was_is_null_without_a_reason(ask):
    reply = ask(QUERY, tenants=("xinshao",))
    nodes = reply.data["organisations"]["nodes"]
    assert any(node["secretary"] == "p9" and node["phone"] is None for node in nodes)
    assert nulls(reply) == []


def test_a_value_that_was_entered_after_the_erasure_is_shown(ask):
    nodes = ask(QUERY).data["organisations"]["nodes"]
    assert {bool(node["phone"]) for node in nodes if node["secretary"] == "p2"} == {True}


def test_over_two_tenants_only_the_one_that_erased_tells(ask):
    reply = ask(
        "{ organisations { nodes { tenant secretary phone } } }", tenants=("santang", "xinshao")
    )
    told = {at(reply.data, null["path"][:-1])["tenant"] for null in nulls(reply)}
    assert told == {"santang"}


def test_who_may_not_see_personal_values_is_told_once_a_field(ask):
    reply = ask("{ organisations { nodes { a: phone } edges { node { phone } } } }", personal=False)
    assert [(null["path"], null["field"], null["reason"]) for null in nulls(reply)] == [
        (["organisations", "nodes", "a"], "Organisation.phone", "personal.withheld"),
        (["organisations", "edges", "node", "phone"], "Organisation.phone", "personal.withheld"),
    ]


@pytest.mark.parametrize("personal", [True, False])
def test_without_personal_fields_there_is_nothing_to_tell(ask, personal):
    reply = ask("{ organisations { nodes { secretary } } }", personal=personal)
    assert "nulls" not in reply.json["extensions"]
    assert not any("erased" in sql for sql in reply.statements)


def test_a_marker_is_another_one_each_time(ask):
    calls = [ask.engine.prepared(ask.scope(), Request(QUERY))[1] for _ in range(2)]
    assert calls[0].marker != calls[1].marker
    assert {len(call.marker) for call in calls} == {len("erased:") + 32}


def test_a_name_that_looks_like_a_marker_stays(ask):
    reply = ask('{ organisations(where: {name: {eq: "erased:0"}}) { nodes { name phone } } }')
    assert reply.data["organisations"]["nodes"] == []
    data = msgspec.json.encode({"name": "erased:0", "phone": None})
    assert without_marker(data, new_marker()) == (data, [])


def test_everything_else_stays_to_the_byte():
    marker = new_marker()
    data = b'{"big":12345678901234567890.10,"far":1e400, "x":["%b" ,-1e+300]}' % marker.encode()
    cleaned, found = without_marker(data, marker)
    assert cleaned == b'{"big":12345678901234567890.10,"far":1e400, "x":[null ,-1e+300]}'
    assert [null.path for null in found] == [("x", 0)]
