"""What the schema says of null is what Python says, for every field of every row type."""

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from graphql import is_non_null_type

from taizhang.app import installed
from taizhang.projections.columns import columns
from taizhang.projections.row import Row
from taizhang_graphql.names import camel

ROWS = installed()[0].rows


def _may_be_none(kind: msgspec.inspect.Type) -> bool:
    match kind:
        case msgspec.inspect.Metadata(type=inner):
            return _may_be_none(inner)
        case msgspec.inspect.UnionType(types=choices):
            return any(_may_be_none(choice) for choice in choices)
        case _:
            return isinstance(kind, msgspec.inspect.NoneType | msgspec.inspect.AnyType)


def _by_python(row: type[Row]) -> dict[str, bool]:
    """Whether each field may be null. A personal one may in any case: it is erased on request."""
    info = msgspec.inspect.type_info(row)
    assert isinstance(info, msgspec.inspect.StructType)
    nullable = {field.name: _may_be_none(field.type) for field in info.fields}
    return {c.name: nullable[c.name] or c.personal is not None for c in columns(row)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.__name__)
def test_a_field_may_be_null_where_its_python_value_may(
    installed_types: dict[str, Any], row: type[Row]
) -> None:
    fields = installed_types[row.__name__].fields
    by_schema = {c.name: not is_non_null_type(fields[camel(c.name)].type) for c in columns(row)}
    assert by_schema == _by_python(row)


def _keys() -> Iterator[tuple[type[Row], str]]:
    return ((row, name) for row in ROWS for name in row.row_key)


def test_the_key_of_a_row_is_never_null(installed_types: dict[str, Any]) -> None:
    nullable = [
        f"{row.__name__}.{name}"
        for row, name in _keys()
        if not is_non_null_type(installed_types[row.__name__].fields[camel(name)].type)
    ]
    assert nullable == []


def test_a_row_that_a_relation_names_may_be_missing(installed_types: dict[str, Any]) -> None:
    names = {row.__name__ for row in ROWS}
    promised = [
        f"{name}.{field}"
        for name in names
        for field, said in installed_types[name].fields.items()
        if is_non_null_type(said.type) and str(said.type).removesuffix("!") in names
    ]
    assert promised == []
