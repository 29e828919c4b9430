"""A schema of one row type, and documents that ask it."""

from collections.abc import Callable
from typing import Annotated

import pytest
from graphql import GraphQLSchema

from taizhang import Document, Paper, Row, Tag
from taizhang_graphql.schema import schema_of


class Well(Row, key=("well",), title="水井"):
    """A village's well."""

    well: Annotated[str, Tag("well")]
    depth: int


@pytest.fixture(scope="session")
def types() -> GraphQLSchema:
    return schema_of([Well]).types


@pytest.fixture
def asking() -> Callable[[str], Document]:
    """Makes a document of a query."""
    return lambda query: Document("wells.list", "水井一览", query, lambda data: Paper("水井", []))
