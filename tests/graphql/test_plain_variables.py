"""Plain values of variables are what graphql-core would have made of them."""

from typing import Any

import pytest
from graphql import (
    GraphQLSchema,
    OperationDefinitionNode,
    build_schema,
    get_variable_values,
    parse,
)
from hypothesis import given
from hypothesis import strategies as st

from taizhang_graphql.variables import plain

SCHEMA = build_schema("""
    scalar Day
    enum Grade { GOOD POOR }
    input Where { eq: String }
    type Query {
      a(s: String, k: ID, i: Int, f: Float, b: Boolean, d: Day, g: Grade, w: Where): Int
    }
""")
TYPES = ("String", "ID", "Int", "Boolean", "Float", "Day", "Grade", "Where")
FORMS = ("{}", "{}!", "[{}]", "[{}!]!")
DEFAULTS = {"String": '"d"', "ID": '"d"', "Int": "7", "Boolean": "true"}
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**31) - 2, -(2**31) + 2),
    st.integers(2**31 - 2, 2**31 + 2),
    st.integers(-3, 3),
    st.floats(allow_nan=False),
    st.sampled_from(["", "GOOD", "1", "true"]),
    st.lists(st.sampled_from(["a", 1, None]), max_size=2),
    st.fixed_dictionaries({"eq": st.just("x")}),
)


@st.composite
def definitions(draw: st.DrawFn) -> str:
    name, form = draw(st.sampled_from(TYPES)), draw(st.sampled_from(FORMS))
    default = DEFAULTS.get(name) if "[" not in form and draw(st.booleans()) else None
    return form.format(name) + (f" = {default}" if default else "")


@st.composite
def asked(draw: st.DrawFn) -> tuple[OperationDefinitionNode, dict[str, Any]]:
    types = draw(st.lists(definitions(), min_size=1, max_size=3))
    text = ", ".join(f"$v{number}: {type_}" for number, type_ in enumerate(types))
    operation = parse(f"query ({text}) {{ a }}").definitions[0]
    assert isinstance(operation, OperationDefinitionNode)
    names = [f"v{number}" for number in range(len(types))]
    return operation, draw(st.dictionaries(st.sampled_from([*names, "other"]), VALUES))


def expected(
    schema: GraphQLSchema, operation: OperationDefinitionNode, raw: dict[str, Any]
) -> dict[str, Any] | None:
    values = get_variable_values(schema, operation.variable_definitions or (), raw)
    return None if isinstance(values, list) else values.coerced


@given(asked())
def test_whatever_is_called_plain_is_what_graphql_core_makes_of_it(
    asked: tuple[OperationDefinitionNode, dict[str, Any]],
) -> None:
    operation, raw = asked
    found = plain(operation.variable_definitions or (), raw)
    if found is not None:
        wanted = expected(SCHEMA, operation, raw)
        assert found == wanted
        assert list(map(type, found.values())) == list(map(type, (wanted or {}).values()))


@pytest.mark.parametrize(
    ("type_", "value"),
    [("Int", True), ("Int", 2**31), ("Int", -(2**31) - 1), ("Boolean", 1), ("Float", 1), ("ID", 7)],
)
def test_what_only_looks_right_is_left_to_graphql_core(type_: str, value: Any) -> None:
    [definition] = parse(f"query ($v: {type_}) {{ a }}").definitions
    assert isinstance(definition, OperationDefinitionNode)
    assert plain(definition.variable_definitions or (), {"v": value}) is None


def test_a_string_a_number_and_nothing_are_plain() -> None:
    operation = parse("query ($a: String!, $b: Int, $c: Day, $d: ID, $e: Boolean) { a }")
    [definition] = operation.definitions
    assert isinstance(definition, OperationDefinitionNode)
    raw = {"a": "x", "b": 3, "c": None, "e": False}
    assert plain(definition.variable_definitions or (), raw) == raw
