"""Type names: all that a schema's types are called, so that no two of them share a name.

strawberry lets the one take the other's place in silence.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # so that the catalogue can ask for it
    from taizhang_graphql.catalogue import Shape

OWN = (
    *("Query", "Subscription", "PageInfo", "AsOf", "Direction", "DateUnit"),
    *("Change", "ChangeType", "ChangeFilter"),
)
SCALARS = ("Long", "Decimal", "Date", "DateTime", "Base64", "JSON", "UUID")
BUILT_IN = ("Int", "Float", "String", "Boolean", "ID")
SUFFIXES = (
    *("", "Version", "Edge", "Connection", "Where", "Order", "OrderField"),
    *("Aggregates", "Sum", "Average", "Extremes"),
    *("Key", "Group", "Groups", "GroupBy", "GroupField", "GroupOrder"),
    *("KeyOrder", "NumberField", "NumberOrder"),
)
"""What is put behind the name of a row type; all are taken, whatever its columns are today."""


def require_distinct(shapes: "Collection[Shape]") -> None:
    """Raise TypeError where two types would have one name."""
    times = Counter(names(shapes))
    if twice := sorted(name for name, number in times.items() if number > 1):
        raise TypeError(f"two types have one name: {', '.join(twice)}")


def names(shapes: "Collection[Shape]") -> Iterator[str]:
    """The names of all types, as often as there are types of that name."""
    yield from (*OWN, *SCALARS, *BUILT_IN)
    yield from (f"{shape.name}{suffix}" for shape in shapes for suffix in SUFFIXES)
    kinds = {field.kind for shape in shapes for field in shape.sortable.values()}
    yield from {f"{kind.name}Filter" for kind in kinds}
    # Words that are no GraphQL names are a String's choices, and no enum.
    yield from (kind.name for kind in kinds if kind.choices and kind.name != "String")
