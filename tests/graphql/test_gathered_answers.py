"""Whoever is answered together with others is answered as if alone."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.tenancy.clients import RowGrant, Stage
from taizhang_graphql import kinds
from taizhang_graphql.compiler.together import Together
from taizhang_graphql.engine import Engine

from .conftest import START
from .ways import VILLAGES, at_once, calls_of, each_alone, mixed, of_villages, opened

BOTH = ("santang", "xinshao")
NOW = START.replace(year=2016)
WAITING = len(VILLAGES) - 2
PHONE = "query($v: String!) { organisation(organisation: $v) { secretary phone } }"


@pytest.fixture(scope="module")
def ways(database, run):
    some = opened(database)
    yield run(some.__aenter__())
    run(some.__aexit__(None, None, None))


def assert_gathered(ask, ways, calls, *groups):
    """Answers that are those of each alone, though so many were asked for in each statement."""
    expected = each_alone(ask, calls)
    answers = at_once(ask, ways, calls)
    assert sorted(ways.gathered) == sorted(groups)
    assert answers == expected
    assert {answer.status for answer in answers} == {200}
    return [json.loads(answer.body) for answer in answers]


def test_by_variables(ask, ways, world):
    known = {
        o.organisation: {"organisation": o.organisation, "name": o.name}
        for o in world.of("Organisation")
    }
    answers = assert_gathered(ask, ways, of_villages(ask), WAITING)
    assert [a["data"]["organisation"] for a in answers] == [known.get(v) for v in VILLAGES]


def test_by_values_in_the_text_under_names_of_their_own(ask, ways):
    calls = [
        call
        for village in VILLAGES
        for call in calls_of(
            ask, f'{{ own_{village}: organisation(organisation: "{village}") {{ name }} }}', {}
        )
    ]
    answers = assert_gathered(ask, ways, calls, WAITING)
    assert [list(answer["data"]) for answer in answers] == [[f"own_{v}"] for v in VILLAGES]


def test_names_that_look_like_parameters(ask, ways):
    """No response key can hold a `$`; the names of the statement's own are none of a client's."""
    query = """query($p1: String!) { calls: organisation(organisation: $p1) {
      p1: name answer: grade number: organisation calls: parentRef { p0: name } } }"""
    calls = calls_of(ask, query, *({"p1": village} for village in VILLAGES))
    assert_gathered(ask, ways, calls, WAITING)


def test_each_is_told_why_his_own_values_are_null(ask, ways):
    answers = assert_gathered(ask, ways, of_villages(ask, PHONE), WAITING)
    reasons = [null["reason"] for a in answers for null in a["extensions"].get("nulls", [])]
    assert "personal.erased" in reasons


@pytest.mark.parametrize("sql", sorted({kind.sql for kind in kinds._KINDS.values()}))
def test_values_of_every_type(ask, sql):
    """A row type may have any of them for its key."""
    of = Together(f"select $1::{sql} is null as none, $2::text as common", {0: sql})
    rows = ask.run(ask.connection.fetch(of.sql, *of.bind([[None, "a"], [None, "a"]])))
    assert [tuple(row) for row in rows] == [(True, "a")] * 2


def test_tags(ask, ways):
    calls = of_villages(ask, PHONE, get=True)
    expected = each_alone(ask, calls)
    found = at_once(ask, ways, calls)
    assert ways.gathered == [WAITING]
    assert [a.headers["etag"] for a in found] == [a.headers["etag"] for a in expected]
    assert len({a.headers["etag"] for a in found}) == len(VILLAGES)


def test_tenants_of_a_county(ask, ways, world):
    query = """query($v: String!, $t: String!) {
      organisation(organisation: $v, tenant: $t) { tenant name phone } }"""
    asked = [{"v": village, "t": tenant} for village in VILLAGES for tenant in BOTH]
    answers = assert_gathered(ask, ways, calls_of(ask, query, *asked, tenants=BOTH), 12)
    known = {(t, o.organisation): o.name for t in BOTH for o in world.of("Organisation", t)}
    found = [a["data"]["organisation"] for a in answers]
    assert [row and (row["tenant"], row["name"]) for row in found] == [
        name and (each["t"], name) for each in asked for name in [known.get((each["t"], each["v"]))]
    ]


def test_as_of_positions(ask, ways, world):
    query = """query($p: Long!) {
      organisation(organisation: "v1", asOf: {position: $p}) { name } }"""
    positions = range(4, 60, 7)
    calls = calls_of(ask, query, *({"p": position} for position in positions))
    answers = assert_gathered(ask, ways, calls, len(positions) - 2)
    assert [a["data"]["organisation"] for a in answers] == [
        _name_of(world, "v1", position=position) for position in positions
    ]


def test_as_of_instants(ask, ways, world):
    query = """query($t: DateTime!) {
      organisation(organisation: "v1", asOf: {time: $t}) { name } }"""
    times = [version.recorded_at for version in world.versions[4:60:7]]
    calls = calls_of(ask, query, *({"t": time.isoformat()} for time in times), now=NOW)
    answers = assert_gathered(ask, ways, calls, len(times) - 2)
    assert [a["data"]["organisation"] for a in answers] == [
        _name_of(world, "v1", time=time) for time in times
    ]


def _name_of(world, village, **then):
    found = [o.name for o in world.of("Organisation", **then) if o.organisation == village]
    return {"name": found[0]} if found else None


def test_who_sees_another_tenant_is_answered_by_another_statement(ask, ways):
    calls = mixed(*(of_villages(ask, tenants=(tenant,)) for tenant in BOTH))
    assert_gathered(ask, ways, calls, WAITING, WAITING)


def test_who_sees_more_tenants_is_answered_by_another_statement(ask, ways):
    query = """query($v: String!) {
      organisation(organisation: $v, tenant: "santang") { tenant name } }"""
    calls = mixed(*(of_villages(ask, query, tenants=seen) for seen in (("santang",), BOTH)))
    assert_gathered(ask, ways, calls, WAITING, WAITING)


def test_who_sees_no_personal_values_is_answered_by_another_statement(ask, ways):
    shown, hidden = (of_villages(ask, PHONE, personal=personal) for personal in (True, False))
    answers = assert_gathered(ask, ways, mixed(shown, hidden), WAITING, WAITING)
    phones = [(answer["data"]["organisation"] or {}).get("phone") for answer in answers]
    assert any(phones[::2])
    assert not any(phones[1::2])


def test_who_is_granted_other_rows_is_answered_by_another_statement(ask, ways):
    grant = RowGrant("Organisation", ("name",), (Stage.WORKING, Stage.PUBLISHED))
    granted = Engine(ask.world.rows, grants=[grant])
    calls = mixed(of_villages(ask), of_villages(ask, engine=granted))
    assert_gathered(ask, ways, calls, WAITING, WAITING)


SCALARS = {
    "organisation": ["organisation", "name", "grade", "secretary", "phone", "tenant"],
    "ticket": [
        "state",
        "daysOpen",
        "fine",
        "due",
        "seenAt",
        "weight",
        "reference",
        "seal",
        "notes",
    ],
    "counter": ["year", "reports", "tenant"],
    "board": ["openTickets", "tenant"],
}
LINKS = {
    "organisation": ["parentRef { name phone }"],
    "ticket": ["organisationRef { name phone }", "assigneeRef { parentRef { name } }"],
    "counter": ["organisationRef { grade phone }"],
    "board": ["organisationRef { tenant name }"],
}
KEYS = {
    "organisation": {"organisation": "String!"},
    "ticket": {"ticket": "String!"},
    "counter": {"organisation": "String!", "year": "Int!"},
    "board": {"organisation": "String!"},
}
VALUES = {
    "organisation": st.sampled_from(VILLAGES) | st.text(st.characters(codec="utf-8"), max_size=3),
    "ticket": st.integers(0, 13).map("t{:02}".format),
    "year": st.integers(2011, 2015) | st.sampled_from([-(2**31), 2**31 - 1]),
    "tenant": st.sampled_from(BOTH),
    "position": st.integers(0, 62) | st.sampled_from([2**63 - 1]),
    "time": st.integers(-1, 61).map(lambda hour: _hour(hour)),
}
AS_OF = {"position": "Long!", "time": "DateTime!"}


def _hour(hour):
    return START.fromtimestamp(START.timestamp() + 3600 * hour, START.tzinfo).isoformat()


@st.composite
def documents(draw):
    """A document of rows by key, and what makes values for its variables."""
    several, parts, declared, values = draw(st.booleans()), [], {}, {}
    for number in range(draw(st.integers(1, 3))):
        root = draw(st.sampled_from([*KEYS]))
        then = None if root in ("counter", "board") else draw(st.sampled_from([None, *AS_OF]))
        types = KEYS[root] | ({"tenant": "String!"} if several else {})
        given = [f"{name}: ${name}{number}" for name in types]
        if then and not (several and then == "time"):  # an array, which goes alone
            types |= {then: AS_OF[then]}
            given.append(f"asOf: {{{then}: ${then}{number}}}")
        declared |= {f"{name}{number}": kind for name, kind in types.items()}
        values |= {f"{name}{number}": VALUES[name] for name in types}
        chosen = draw(st.lists(st.sampled_from(SCALARS[root] + LINKS[root]), min_size=1))
        selected = " ".join(dict.fromkeys(chosen))
        parts.append(f"r{number}: {root}({', '.join(given)}) {{ {selected} }}")
    named = ", ".join(f"${name}: {kind}" for name, kind in declared.items())
    return f"query({named}) {{ {' '.join(parts)} }}", st.fixed_dictionaries(values), several


@st.composite
def asked(draw):
    """A document, and several calls of it: the values of its variables, and who asks."""
    query, values, several = draw(documents())
    tenants = [BOTH] if several else [("santang",), ("xinshao",)]
    rights = st.fixed_dictionaries({"personal": st.booleans(), "get": st.booleans()})
    some = draw(st.lists(rights, min_size=1, max_size=2))
    calls = st.tuples(values, st.sampled_from(tenants), st.sampled_from(some))
    return query, draw(st.lists(calls, min_size=5, max_size=9))


def test_whatever_is_asked_at_once(ask, ways):
    groups = []

    @settings(max_examples=40)
    @given(st.lists(asked(), min_size=1, max_size=2), st.randoms(use_true_random=False))
    def check(several, dice):
        calls = [
            call
            for query, drawn in several
            for values, tenants, rights in drawn
            for call in calls_of(ask, query, values, tenants=tenants, now=NOW, **rights)
        ]
        dice.shuffle(calls)
        expected = each_alone(ask, calls)
        assert at_once(ask, ways, calls) == expected
        groups.extend(ways.gathered)

    check()
    assert max(groups) > 1
