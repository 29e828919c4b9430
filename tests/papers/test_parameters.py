"""A document's parameters come as text and are read by the types that its query declares."""

from collections.abc import Callable
from typing import Any

import pytest
from graphql import GraphQLSchema

from taizhang import Document
from taizhang.errors import Refused
from taizhang.papers.parameters import Parameter, parameters_of, values_of
from taizhang.papers.question import Question, question_of

QUERY = """
query($first: Int!, $well: String, $wells: [String!], $deep: Boolean = false, $where: WellWhere) {
  wells(first: $first, where: $where) {
    nodes { well depth @include(if: $deep) }
  }
  one: wells(where: {well: {eq: $well, in: $wells}}) { totalCount }
}
"""


@pytest.fixture
def question(asking: Callable[[str], Document], types: GraphQLSchema) -> Question:
    return question_of(asking(QUERY), types)


@pytest.fixture
def read(question: Question, types: GraphQLSchema) -> Callable[..., dict[str, Any]]:
    return lambda *given: values_of(question, types, given, ("asOf",))


@pytest.mark.parametrize(
    ("given", "value"),
    [
        (("first", "3"), 3),
        (("well", "3"), "3"),
        (("wells", "a"), ["a"]),
        (("deep", "true"), True),
        (("where", '{"depth": {"gt": 5}}'), {"depth": {"gt": 5}}),
    ],
)
def test_a_text_is_read_as_what_the_query_declares(
    read: Callable[..., dict[str, Any]], given: tuple[str, str], value: Any
) -> None:
    assert read(("first", "3"), *([] if given[0] == "first" else [given]))[given[0]] == value


def test_a_list_is_given_by_repeating(read: Callable[..., dict[str, Any]]) -> None:
    assert read(("first", "1"), ("wells", "a"), ("wells", "b"))["wells"] == ["a", "b"]


@pytest.mark.parametrize(
    ("given", "code", "values"),
    [
        ([], "papers.missing_parameter", {"name": "first", "type": "Int!"}),
        ([("first", "x")], "papers.wrong_parameter", {"type": "Int!", "value": "x"}),
        ([("first", "1.5")], "papers.wrong_parameter", {"value": "1.5"}),
        ([("first", "null")], "papers.wrong_parameter", {"value": "null"}),
        ([("first", "1"), ("first", "2")], "papers.repeated_parameter", {"name": "first"}),
        ([("first", "1"), ("deep", "1")], "papers.wrong_parameter", {"type": "Boolean"}),
        ([("first", "1"), ("where", "{")], "papers.wrong_parameter", {"type": "WellWhere"}),
        ([("first", "1"), ("where", '{"x": 1}')], "papers.wrong_parameter", {"name": "where"}),
        ([("first", "1"), ("wel", "a")], "papers.unknown_parameter", {"name": "wel"}),
    ],
)
def test_what_does_not_fit_is_refused(
    read: Callable[..., dict[str, Any]],
    given: list[tuple[str, str]],
    code: str,
    values: dict[str, Any],
) -> None:
    with pytest.raises(Refused) as caught:
        read(*given)
    assert (caught.value.code, caught.value.status) == (code, 400)
    assert values.items() <= caught.value.reasons[0].values.items()


def test_an_unknown_parameter_names_the_nearest(read: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(Refused, match="是否想用“asOf”"):
        read(("first", "1"), ("asof", "3"))


def test_all_faults_are_told_at_once(read: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(Refused) as caught:
        read(("deep", "1"), ("wel", "a"))
    assert len(caught.value.reasons) == 3


def test_parameters_are_listed_with_their_types(question: Question) -> None:
    assert parameters_of(question) == [
        Parameter("first", "Int!", required=True),
        Parameter("well", "String", required=False),
        Parameter("wells", "[String!]", required=False),
        Parameter("deep", "Boolean", required=False),
        Parameter("where", "WellWhere", required=False),
    ]
