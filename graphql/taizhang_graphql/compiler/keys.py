"""Keys: what rows are grouped by, and what is shown of it: values, tenants, and rows beyond."""

from collections.abc import Sequence
from typing import Any

from graphql import FieldNode
from msgspec import Struct

from taizhang.projections.tables import quoted
from taizhang_graphql.compiler import phrases
from taizhang_graphql.compiler.arguments import decided
from taizhang_graphql.compiler.printing import Value, printed
from taizhang_graphql.compiler.references import reference
from taizhang_graphql.compiler.selection import below
from taizhang_graphql.compiler.work import Spot, Work
from taizhang_graphql.forms import Form
from taizhang_graphql.grouping import references
from taizhang_graphql.mistakes import (
    GROUPED_TWICE,
    NO_KEYS,
    NO_PERIODS,
    NO_UNIT,
    NOT_GROUPED,
    Mistake,
    Path,
)
from taizhang_graphql.periods import first_day, has_periods


class Key(Struct, frozen=True):
    """One thing to group by: `sql` of a row, its column in the groups, and how that is `shown`.

    A tenant is shown, and sorted, by its slug, which is looked up.
    """

    sql: str
    column: str
    shown: str | None
    form: Form = Form.TEXT
    nullable: bool = False

    def sorted(self, work: Work, groups: str) -> str:
        """What groups at an alias are sorted by."""
        return work.label(groups) if self.shown is None else f"{groups}.{self.column}"

    def value(self, work: Work, groups: str) -> Value:
        """What is printed of a group at an alias."""
        there = self.sorted(work, groups)
        sql = there if self.shown is None else self.shown.format(there)
        return Value(sql, self.form, nullable=self.nullable)


Keys = dict[str, Key]


def keys(work: Work, spot: Spot, tree: Any, path: Path) -> Keys:
    """What a `by` groups the rows at a spot by. Raises Mistake."""
    found: Keys = {}
    for item in tree:
        name, unit = decided(work, item["field"]), item.get("unit")
        if name in found:
            raise Mistake(GROUPED_TWICE, path, name=name)
        found[name] = _key(spot, name, decided(work, unit) if unit is not None else None, path)
    if not found:
        raise Mistake(NO_KEYS, path)
    return found


def grouped(keys: Keys, name: str, path: Path) -> Key:
    """The key of a field. Raises Mistake where the rows are not grouped by it."""
    if name not in keys:
        raise Mistake(NOT_GROUPED, path, name=name)
    return keys[name]


def key_object(work: Work, groups: Spot, keys: Keys, fields: Sequence[FieldNode]) -> str:
    """What is selected of the key of a group at this spot."""
    work.hold(groups.sizes)
    chosen = below(work.given, fields)
    columns = {key: _field(work, groups, keys, key, chosen[key]) for key in chosen}
    return printed(columns)


def _field(work: Work, groups: Spot, keys: Keys, key: str, fields: Sequence[FieldNode]) -> Value:
    name, path = fields[0].name.value, (*groups.path, key)
    if name == "__typename":
        return phrases.word(f"{groups.shape.name}Key")
    led = references(groups.shape).get(name)
    if led is None:
        return grouped(keys, name, path).value(work, groups.alias)
    relation, column = led
    grouped(keys, column, path)
    if work.given.several:  # the same name leads to another row in another tenant
        grouped(keys, "tenant", path)
    return Value(reference(work, groups, relation, key, fields), nullable=True, whole=True)


def _key(spot: Spot, name: str, unit: str | None, path: Path) -> Key:
    field = spot.shape.sortable.get(name)
    kind = None if field is None else field.kind
    if unit is not None and (kind is None or not has_periods(kind)):
        raise Mistake(NO_PERIODS, path, name=name)
    if field is None or kind is None:
        return Key(f"{spot.alias}.tenant_id", "tenant_id", None)
    column = quoted(field.column.name)
    sql = f"{spot.alias}.{column}"
    if unit is not None:
        day = first_day(kind, sql, unit)
        return Key(day, column, "{0}", Form.WORD, nullable=field.column.nullable)
    if kind.sql == "timestamptz":
        raise Mistake(NO_UNIT, path, name=name)
    # Of equal numbers with more and fewer zeros at the end, any might stand for the group.
    shown = "trim_scale({0})::text" if kind.sql == "numeric" else kind.shown
    return Key(sql, column, shown, kind.form, nullable=field.column.nullable)
