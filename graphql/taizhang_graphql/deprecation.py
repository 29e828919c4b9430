"""Deprecation: what is said of what goes, and from which day a release may come without it."""

import re
from datetime import date

from taizhang.projections.deprecated import Deprecated
from taizhang.projections.row import Row
from taizhang_graphql.names import camel
from taizhang_graphql.relations import Relation, holding

_UNTIL = re.compile(r"(\d{4}-\d{2}-\d{2}) 起删除")


def of_field(mark: Deprecated | None, row: str = "") -> str | None:
    """The reason of `@deprecated` of a field; `row` names the type where its successor is."""
    if mark is None:
        return None
    name = mark.instead and camel(mark.instead)
    return _reason(mark, f"{row}.{name}" if row and name else name)


def of_row(row: type[Row]) -> str | None:
    """The reason of a row type that goes as a whole, for whatever leads to it."""
    mark = row.row_deprecated
    return _reason(mark, mark.instead) if mark else None


def of_relation(relation: Relation) -> str | None:
    """The reason of a relation: the row type that it leads to goes, or the field that holds it."""
    holder = relation.target if relation.many else relation.source
    return of_row(relation.target) or of_field(holding(relation).deprecated, holder.__name__)


def until(reason: str | None) -> date | None:
    """The first day without it, by the reason that a schema gives; None if it gives none."""
    found = _UNTIL.search(reason or "")
    return date.fromisoformat(found[1]) if found else None


def _reason(mark: Deprecated, instead: str | None) -> str:
    zh, en = (f"，改用 {instead}", f"; use {instead}") if instead else ("", "")
    return (
        f"{mark.since} 弃用，{mark.until} 起删除{zh}。"
        f"Deprecated on {mark.since}, removed from {mark.until}{en}."
    )
