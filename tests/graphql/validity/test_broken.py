"""No document that breaks a rule is recognised, nor what the walk does not know."""

from typing import Any

import pytest
from graphql import build_schema, parse
from tests.graphql.validity.broken import BROKEN
from tests.graphql.validity.judging import JUDGES, errors, recognised

from taizhang_graphql.validity.document import surely_valid

RULES = """
  ExecutableDefinitions KnownOperationTypes UniqueOperationNames LoneAnonymousOperation
  SingleFieldSubscriptions KnownTypeNames FragmentsOnCompositeTypes VariablesAreInputTypes
  ScalarLeafs FieldsOnCorrectType UniqueFragmentNames KnownFragmentNames NoUnusedFragments
  PossibleFragmentSpreads NoFragmentCycles UniqueVariableNames NoUndefinedVariables
  NoUnusedVariables KnownDirectives UniqueDirectivesPerLocation DeferStreamDirectiveOnRootField
  DeferStreamDirectiveOnValidOperations DeferStreamDirectiveLabel StreamDirectiveOnListField
  KnownArgumentNames UniqueArgumentNames ValuesOfCorrectType ProvidedRequiredArguments
  VariablesInAllowedPosition OverlappingFieldsCanBeMerged UniqueInputFieldNames
  MaxIntrospectionDepth NoSchemaIntrospectionCustom
"""
OTHER_TYPES = """
  interface I { a: Int }
  type A implements I { a: Int! }
  union U = A
  type Query { i: I u: U items(of: [Int]!): Int default(of: Int! = 1): Int }
"""
OTHER = {
    "a field of an interface and of its object": "{ i { a ... on A { a } } }",
    "null for a list": "{ items(of: null) }",
    "a union, which is valid": "{ u { ... on A { a } } }",
    "a default, which is valid": "{ default }",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN)
def test_a_broken_rule_is_never_recognised(types: Any, text: str) -> None:
    assert errors(types, text) != []
    assert not recognised(types, text)


def test_the_rules_are_those_that_the_walk_was_written_for() -> None:
    """Whoever adds one here has made the walk obey it, or leave it to graphql-core."""
    assert {rule.__name__.removesuffix("Rule") for rule in JUDGES} == {*RULES.split()}


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_what_our_schema_does_not_have_is_left_to_graphql_core(text: str) -> None:
    assert not recognised(build_schema(OTHER_TYPES), text)


@pytest.mark.parametrize(("spread", "declared"), [("...A(n: 1)", "A"), ("...A", "A($n: Int)")])
def test_variables_of_fragments_are_left_to_graphql_core(
    types: Any, spread: str, declared: str
) -> None:
    """They are parsed only if graphql-core is told to."""
    text = f"{{ tickets {{ {spread} }} }} fragment {declared} on TicketConnection {{ totalCount }}"
    document = parse(text, no_location=True, experimental_fragment_arguments=True)
    assert not surely_valid(types, document)
