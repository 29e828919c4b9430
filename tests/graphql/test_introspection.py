"""What is asked about the schema is answered by graphql-core, beside rows or alone."""

from graphql import build_client_schema, get_introspection_query, print_schema
from graphql.utilities import build_schema

from taizhang_graphql.schema import schema_text


def test_the_usual_introspection_query_tells_the_whole_schema(ask, world):
    told = build_client_schema(ask(get_introspection_query(one_of=True)).data)
    assert told.type_map.keys() == build_schema(schema_text(world.rows)).type_map.keys()
    assert "type Ticket {" in print_schema(told)


def test_beside_rows_in_the_order_of_the_document(ask):
    query = '{ a: __typename tickets { totalCount } __type(name: "Ticket") { name } }'
    reply = ask(query)
    assert list(reply.data) == ["a", "tickets", "__type"]
    assert reply.data["__type"] == {"name": "Ticket"}


def test_variables_of_the_description_are_not_mixed_up(ask):
    query = "query($n: String!) { __type(name: $n) { name } }"
    for name in ("Ticket", "Board", "Nothing", "Ticket"):
        expected = {"name": name} if name != "Nothing" else None
        assert ask(query, {"n": name}).data == {"__type": expected}


def test_fragments_and_conditions_work_in_it(ask):
    query = """query($f: Boolean!) { __type(name: "Board") { ...T fields @include(if: $f) { name }
      } } fragment T on __Type { name }"""
    assert ask(query, {"f": False}).data["__type"] == {"name": "Board"}
    assert "fields" in ask(query, {"f": True}).data["__type"]
