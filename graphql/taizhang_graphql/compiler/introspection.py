"""Introspection: what is asked about the schema itself is answered by graphql-core."""

import dataclasses
from collections.abc import Mapping, Sequence

import msgspec
from graphql import (
    DocumentNode,
    FieldNode,
    OperationDefinitionNode,
    SelectionSetNode,
    execute_sync,
)

from taizhang_graphql.compiler.work import Given


def described(
    given: Given, operation: OperationDefinitionNode, fields: Mapping[str, Sequence[FieldNode]]
) -> Mapping[str, bytes]:
    """The finished JSON of these root fields, which hold no row of any tenant."""
    nodes = tuple(node for nodes in fields.values() for node in nodes)
    alone = dataclasses.replace(operation, selection_set=SelectionSetNode(selections=nodes))
    document = DocumentNode(definitions=(alone, *given.fragments.values()))
    result = execute_sync(given.served.types, document, variable_values=dict(given.raw))
    assert result.data is not None, result.errors
    return {key: msgspec.json.encode(value) for key, value in result.data.items()}
