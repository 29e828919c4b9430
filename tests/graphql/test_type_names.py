"""No two types of a schema share a name; with what is installed, they do not."""

from typing import Annotated, Literal

import pytest
from msgspec import Meta

from taizhang.app import installed
from taizhang.projections.row import Row
from taizhang_graphql.catalogue import catalogue
from taizhang_graphql.schema import schema_of
from taizhang_graphql.type_names import SUFFIXES, names, require_distinct


def _shapes(*rows):
    return catalogue(rows).shapes.values()


@pytest.fixture(scope="module")
def rows():
    return installed()[0].rows


def test_every_type_of_what_is_installed_is_foreseen(rows, installed_types):
    made = {name for name in installed_types if not name.startswith("__")}
    assert made - set(names(_shapes(*rows))) == set()


def test_what_is_installed_has_no_name_twice(rows):
    require_distinct(_shapes(*rows))


def test_every_row_type_can_be_counted_and_grouped(rows, installed_types):
    for row in rows:
        fields = installed_types[f"{row.__name__}Connection"].fields
        assert str(fields["aggregates"].type) == f"{row.__name__}Aggregates!"
        assert str(fields["groups"].type) == f"{row.__name__}Groups!"


def test_every_suffix_is_one_of_a_row_type(world):
    types = schema_of(world.rows).types.type_map
    assert {f"Ticket{suffix}" for suffix in SUFFIXES} <= set(types)


class Ticket(Row, key=("ticket",), title="问题"):
    ticket: str


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix])
def test_a_row_type_called_like_a_type_of_another_is_refused(suffix):
    name = f"Ticket{suffix}"
    other = type(Ticket)(name, (Row,), {"__annotations__": {"x": str}}, key=("x",), title="另")
    with pytest.raises(TypeError, match=f"two types have one name: {name}"):
        schema_of([Ticket, other])


def test_a_row_type_called_like_a_shared_type_is_refused():
    class PageInfo(Row, key=("page",), title="页"):
        page: str

    with pytest.raises(TypeError, match="PageInfo"):
        schema_of([PageInfo])


def test_a_column_whose_enum_is_called_like_a_type_is_refused():
    class Visit(Row, key=("visit",), title="走访"):
        visit: str
        group: Literal["a", "b"]

    with pytest.raises(TypeError, match="VisitGroup"):
        schema_of([Visit])


def test_words_that_are_no_enum_take_no_name():
    class Visit(Row, key=("visit",), title="走访"):
        visit: str
        group: Literal["好", "差"]
        key: Annotated[int, Meta(ge=0, le=9)]

    assert "VisitGroup" in schema_of([Visit]).types.type_map
