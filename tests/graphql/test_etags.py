"""ETags: whatever may make another answer makes another tag."""

from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from msgspec.structs import replace

from taizhang.projections.generation import Generation
from taizhang_graphql.engine import Engine
from taizhang_graphql.etags import etag, holds
from taizhang_graphql.exchange import Media, Request, Scope
from taizhang_graphql.limits import Limits

SCOPE = Scope({UUID(int=1): "santang"}, Generation("ab12", "rows_ab12"), personal=True)
REQUEST = Request("{ a }", {"n": 1}, "A", Media.JSON, get=True)
TAG = etag(b"world", SCOPE, REQUEST, "standing")
NOW = "{ tickets(first: 5) { nodes { ticket } } }"
THEN = "{ tickets(first: 5, asOf: {position: 9}) { nodes { ticket } } }"
NAMED = "{ organisations(first: 5, asOf: {position: 9}) { nodes { phone } } }"


@pytest.mark.parametrize(
    "change",
    [
        {"tenants": {UUID(int=2): "santang"}},
        {"tenants": {UUID(int=1): "other"}},
        {"tenants": {UUID(int=1): "santang", UUID(int=2): "xinshao"}},
        {"generation": Generation("ab12_2", "rows_ab12")},
        {"personal": False},
        {"grant": "stats 7"},
    ],
)
def test_who_asks_makes_a_difference(change):
    assert etag(b"world", replace(SCOPE, **change), REQUEST, "standing") != TAG


@pytest.mark.parametrize(
    "change",
    [
        {"query": "{ b }"},
        {"variables": {"n": 2}},
        {"variables": {}},
        {"operation": None},
        {"media": Media.RESPONSE},
        {"bare": True},
    ],
)
def test_what_is_asked_makes_a_difference(change):
    assert etag(b"world", SCOPE, replace(REQUEST, **change), "standing") != TAG


def test_schema_and_standing_make_a_difference():
    tags = {
        TAG,
        etag(b"other", SCOPE, REQUEST, "standing"),
        etag(b"world", SCOPE, REQUEST, "other"),
        etag(b"world", SCOPE, REQUEST, None),
    }
    assert len(tags) == 4


def test_the_order_of_variables_makes_none():
    one, other = ({"a": 1, "b": 2}, {"b": 2, "a": 1})
    tags = {etag(b"", SCOPE, replace(REQUEST, variables=v), None) for v in (one, other)}
    assert len(tags) == 1


def test_the_way_of_asking_makes_none():
    """The condition itself, and the name under which a text is registered."""
    asked = replace(REQUEST, unless="*", document="names")
    assert etag(b"world", SCOPE, asked, "standing") == TAG


@pytest.mark.parametrize("unless", ["", '"', "W/", '"x"', 'W/"', '"x', "x*"])
def test_a_condition_that_names_another_tag_does_not_hold(unless):
    assert not holds(unless, 'W/"a"')


def tag_of(ask, query, **limits):
    engine = Engine(ask.world.rows, Limits(**limits)) if limits else ask.engine
    request = Request(query, get=True)
    answer = ask.run(engine.answer(ask.connection, ask.scope(), request))
    assert answer.status == 200, answer.body
    return answer.headers["etag"]


def test_another_release_makes_a_difference(ask, monkeypatch):
    monkeypatch.setattr("taizhang_graphql.engine.version", lambda _: "0.0.1")
    later = tag_of(ask, NOW, aliases=Limits().aliases)
    monkeypatch.undo()
    assert tag_of(ask, NOW, aliases=Limits().aliases) != later


@contextmanager
def changed(database, statement, undo):
    """Something else in the database, for a moment."""
    with psycopg.connect(database.dsn(), autocommit=True) as owner:
        owner.execute(statement)
        try:
            yield
        finally:
            owner.execute(undo)


CURSOR = "update projections.cursor set"
CHANGES = {
    "the history": (f"{CURSOR} incarnation = gen_random_uuid()", f"{CURSOR} incarnation = null"),
    "mended rows": (f"{CURSOR} mended = 1", f"{CURSOR} mended = null"),
}
MOVED = f"{CURSOR} position = position + 1", f"{CURSOR} position = position - 1"
PERSONAL = (
    "insert into projections.personal_state select tenant_id, 1 from projections.cursor",
    "delete from projections.personal_state",
)


@pytest.mark.parametrize("query", [NOW, THEN], ids=["now", "then"])
@pytest.mark.parametrize(("change", "undo"), CHANGES.values(), ids=CHANGES)
def test_another_history_makes_a_difference(ask, database, query, change, undo):
    before = tag_of(ask, query)
    with changed(database, change, undo):
        assert tag_of(ask, query) != before
    assert tag_of(ask, query) == before


def test_the_position_makes_a_difference_to_the_present_alone(ask, database):
    now, then = tag_of(ask, NOW), tag_of(ask, THEN)
    with changed(database, *MOVED):
        assert tag_of(ask, NOW) != now
        assert tag_of(ask, THEN) == then


def test_personal_values_make_a_difference_to_whoever_shows_some(ask, database):
    named, then = tag_of(ask, NAMED), tag_of(ask, THEN)
    with changed(database, *PERSONAL):
        assert tag_of(ask, NAMED) != named
        assert tag_of(ask, THEN) == then


def test_what_the_operator_sets_makes_a_difference(ask):
    assert tag_of(ask, NOW, default_page=7) != tag_of(ask, NOW)


def test_one_statement_answers_the_tag_as_well(ask):
    """Without a condition nothing is asked beside the query."""
    sent = []
    with ask.connection.query_logger(lambda record: sent.append(record.query)):
        tag_of(ask, NOW)
    assert len(sent) == 1
