"""Turning: versions by which a row that somebody sees is there, changes, or leaves their sight.

A version that is not for them is told as that the row is gone, where the one before it was seen:
else a copy of the rows would keep what was withdrawn.
"""
# ruff: noqa: S608 - names are quoted, values are parameters

from collections.abc import Callable

from taizhang.projections.tables import history_table, quoted
from taizhang_graphql.catalogue import Shape
from taizhang_graphql.compiler.phrases import every
from taizhang_graphql.compiler.reading import seen
from taizhang_graphql.compiler.work import Work

LEFT = "left_"
"""The column that says whether the row is gone, or out of sight, from that version on."""

Matching = Callable[[str], str]
"""The condition on a version at an alias that it is among those asked for."""


def turning(work: Work, shape: Shape, alias: str, among: str, matching: Matching) -> str:
    """`select … from … where …` of the versions `among` all that are to be told."""
    table = work.table(history_table(shape.row))
    own, *staged = seen(work, shape, alias)
    condition = matching(alias)
    there = _there(alias, *staged, condition)
    told = "true"
    if staged or condition != "true":
        told = f"({there} or {_was_there(work, shape, alias, table, matching)})"
    return (
        f"select {alias}.*, not {there} as {LEFT} from {table} {alias}"
        f" where {every(own, among, told)}"
    )


def _was_there(work: Work, shape: Shape, alias: str, table: str, matching: Matching) -> str:
    before = work.alias()
    _, *staged = seen(work, shape, before)
    last = (
        f"select {before}.* from {table} {before}"
        f" where {same_row(shape, before, alias)} and {before}.position_ < {alias}.position_"
        f" order by {before}.position_ desc limit 1"
    )
    condition = _there(before, *staged, matching(before))
    return f"exists (select from ({last}) {before} where {condition})"


def same_row(shape: Shape, alias: str, of: str) -> str:
    """That two versions are of one row."""
    names = ("tenant_id", *shape.row.row_key)
    return " and ".join(f"{alias}.{quoted(name)} = {of}.{quoted(name)}" for name in names)


def _there(alias: str, *conditions: str) -> str:
    return f"(({every(f'not {alias}.gone_', *conditions)}) is true)"
