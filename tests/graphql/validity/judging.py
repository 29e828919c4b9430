"""Judging: a document by graphql-core, and by the walk."""

from graphql import GraphQLSchema, parse, validate

from taizhang_graphql.documents import rules
from taizhang_graphql.limits import Limits
from taizhang_graphql.validity.document import surely_valid

JUDGES = rules(Limits(introspection=False))


def errors(types: GraphQLSchema, text: str) -> list[str]:
    """What graphql-core says is wrong."""
    found = validate(types, parse(text, no_location=True), JUDGES)
    return [error.message for error in found]


def recognised(types: GraphQLSchema, text: str) -> bool:
    """Whether the walk says that it is surely valid."""
    return surely_valid(types, parse(text, no_location=True))
