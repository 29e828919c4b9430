"""A document's query is checked against the schema, and can be asked as of any position."""

from collections.abc import Callable

import pytest
from graphql import GraphQLSchema, parse, validate

from taizhang import Document
from taizhang.papers.question import faults, question_of

Asking = Callable[[str], Document]


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{ wells { nodes { well ", "Syntax Error"),
        ("{ wells { nodes { wel } } }", "Did you mean 'well'"),
        ("query A { __typename } query B { __typename }", "正好有一个 query"),
        ("fragment A on Well { well }", "正好有一个 query"),
        ("mutation { __typename }", "正好有一个 query"),
        ("query($n: Int) { wells { nodes { well } } }", "never used"),
        ("query($n: Depth) { wells(first: $n) { nodes { well } } }", "Unknown type"),
    ],
)
def test_a_query_that_cannot_be_asked_is_told(
    asking: Asking, types: GraphQLSchema, query: str, told: str
) -> None:
    assert any(told in fault for fault in faults(asking(query), types))


def test_a_fault_names_its_line(asking: Asking, types: GraphQLSchema) -> None:
    (fault,) = faults(asking("{\n  wells {\n    nodes { wel }\n  }\n}"), types)
    assert fault.startswith("第 3 行：")


def test_a_query_that_can_be_asked_has_no_faults(asking: Asking, types: GraphQLSchema) -> None:
    assert faults(asking("{ wells { nodes { well } } }"), types) == []


@pytest.mark.parametrize(
    ("query", "times"),
    [
        ("{ wells { nodes { well } } }", 1),
        ("{ a: wells { totalCount } b: wells { totalCount } }", 2),
        ("query($w: String!) { well(well: $w) { depth } }", 1),
        ("{ ...Root } fragment Root on Query { wells { nodes { well } } }", 1),
        ("{ __typename }", 0),
        ("query($asOf: AsOf) { wells(asOf: $asOf) { totalCount } }", 1),
    ],
)
def test_every_root_field_is_handed_the_moment(
    asking: Asking, types: GraphQLSchema, query: str, times: int
) -> None:
    text = question_of(asking(query), types).text
    assert text.count("asOf: $asOf") == times
    assert validate(types, parse(text)) == []


def test_a_moment_that_the_author_fixed_stays(asking: Asking, types: GraphQLSchema) -> None:
    query = "{ then: wells(asOf: {position: 1}) { totalCount } wells { totalCount } }"
    text = question_of(asking(query), types).text
    assert "then: wells(asOf: { position: 1 })" in text
    assert text.count("asOf: $asOf") == 1


def test_the_moment_is_no_parameter(asking: Asking, types: GraphQLSchema) -> None:
    query = "query($asOf: AsOf, $n: Int) { wells(first: $n, asOf: $asOf) { totalCount } }"
    assert set(question_of(asking(query), types).variables) == {"n"}
