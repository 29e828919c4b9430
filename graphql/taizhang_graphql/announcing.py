"""Announcing: whether a changelog tells what changed since the last release of the schema.

A section begins `## 0.2.0 · 2027-01-15 · 未发布 unreleased`, the newest first. It quotes each
change that others must know of, as a line `- 破坏 breaking｜…`; more may follow on that line.
"""

import re
from collections.abc import Iterator
from datetime import date

from graphql import GraphQLSchema
from msgspec import Struct

from taizhang_graphql.changes import Change, Weight, compared, read
from taizhang_graphql.pruning import pruned

_HEADING = re.compile(r"^## (\S+) · (\d{4}-\d{2}-\d{2}) · (未发布|已发布).*$", re.MULTILINE)
_GONE = {"FIELD_REMOVED", "TYPE_REMOVED"}


class Section(Struct, frozen=True):
    """What a changelog says of one version; `on` is its day, planned or past."""

    version: str
    on: date
    released: bool
    text: str

    def tells(self, change: Change) -> bool:
        """Whether it quotes a change."""
        return any(line.startswith(f"- {change.line}") for line in self.text.splitlines())


def newest(changelog: str) -> Section:
    """The topmost section. Raises ValueError where there is none."""
    first, *later = [*_HEADING.finditer(changelog), None]
    if first is None:
        raise ValueError(
            "变更记录里没有一节（## 版本 · 日期 · 未发布）/ the changelog has no section"
        )
    end = later[0].start() if later[0] else None
    version, on, state = first.groups()
    body = changelog[first.end() : end]
    return Section(version, date.fromisoformat(on), state == "已发布", body)


def faults(changelog: str, released: str, current: str) -> list[str]:
    """What keeps the current schema from being released after the released one (both SDL): changes
    that the newest section does not quote, each as the line to paste, and what is removed untimely.
    """
    section, new = newest(changelog), read(current)
    told = [c for c in compared(read(released), new) if c.weight is not Weight.SAFE]
    if told and section.released:
        return [f"{section.version} 已发布：请在变更记录最前面另开一节（未发布），再写这些变更"]
    untimely = list(_untimely(released, new, section.on)) if any(map(_is_removal, told)) else []
    missing = [f"- {each.line}" for each in told if not section.tells(each)]
    return untimely + missing


def _untimely(released: str, new: GraphQLSchema, on: date) -> Iterator[str]:
    for change in compared(read(pruned(released, on)), new):
        if _is_removal(change):
            yield f"{change.said} 没有预先弃用，或者还没有到公布的删除日期（本版日期 {on}）"


def _is_removal(change: Change) -> bool:
    return change.kind in _GONE and change.weight is Weight.BREAKING
