"""The walk gives up long before graphql-core does."""

from typing import Any

import pytest
from tests.graphql.validity.judging import errors, recognised
from tests.graphql.validity.large import LARGE, MOST, nested


@pytest.mark.parametrize("what", LARGE)
def test_the_largest_is_recognised_and_valid(types: Any, what: str) -> None:
    text = LARGE[what](MOST[what])
    assert recognised(types, text)
    assert errors(types, text) == []


@pytest.mark.parametrize("what", LARGE)
def test_what_is_larger_is_left_to_graphql_core(types: Any, what: str) -> None:
    assert not recognised(types, LARGE[what](MOST[what] + 1))


def test_what_is_nested_as_deep_as_can_be_parsed_breaks_nothing(types: Any) -> None:
    assert not recognised(types, nested(195))


def test_values_nested_as_deep_as_can_be_parsed_break_nothing(types: Any) -> None:
    where = "{not: " * 190 + "null" + "}" * 190
    assert recognised(types, f"{{ tickets(where: {where}) {{ totalCount }} }}")
