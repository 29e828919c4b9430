"""Slip tables: the lines of a paper ballot, grouped by what is asked, a box to tick for each word.

Each item has words of its own, so each has a table of its own (S2-08, S2-11).
"""

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Annotated

from msgspec import Meta, Struct

from taizhang.domain.ballots.refusals import UNKNOWN_ITEM
from taizhang.domain.ballots.rules import Form, Item
from taizhang.errors import Refused

Label = Annotated[str, Meta(min_length=1, max_length=200)]


class Asked(Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a paper ballot: whom it is about and, where a line needs one, the question."""

    name: Label
    english: Annotated[str, Meta(max_length=200)] = ""
    text: Annotated[str, Meta(max_length=200)] = ""
    item: Item = ""


def by_item(lines: Sequence[Asked], forms: Mapping[str, Form]) -> list[Asked]:
    """The lines of one item together, items in the tenant's order. Raises Refused for another."""
    order = list(forms)
    if foreign := next((line.item for line in lines if line.item not in forms), None):
        clause, known = forms[order[0]].basis("item"), "、".join(item for item in order if item)
        raise Refused(UNKNOWN_ITEM(clause=clause, item=foreign, known=known))
    return sorted(lines, key=lambda line: order.index(line.item))


def rows_of(lines: Sequence[Asked]) -> int:
    """How many rows they take, the head of each table included."""
    return len(lines) + len(list(groupby(lines, key=lambda line: line.item)))


def tables(lines: Sequence[Asked], forms: Mapping[str, Form]) -> str:
    """One table an item, as HTML."""
    grouped = groupby(lines, key=lambda line: line.item)
    return "".join(_table(forms[item], list(some)) for item, some in grouped)


def _table(form: Form, lines: Sequence[Asked]) -> str:
    words = "".join(f"<th>{_both(word, form.english)}</th>" for word in form.scale)
    boxes = "<td><i></i></td>" * len(form.scale)
    rows = "".join(f"<tr><td>{_line(line)}</td>{boxes}</tr>" for line in lines)
    asked = _both(form.item, form.english) if form.item else "对象<small>Subject</small>"
    head = f"<thead><tr><th>{asked}</th>{words}</tr></thead>"
    return f"<table>{head}<tbody>{rows}</tbody></table>"


def _line(line: Asked) -> str:
    text = f" · {escape(line.text)}" if line.text else ""
    english = f"<small>{escape(line.english)}</small>" if line.english else ""
    return f"{escape(line.name)}{text}{english}"


def _both(word: str, english: Mapping[str, str]) -> str:
    other = english.get(word)
    return escape(word) + (f"<small>{escape(other)}</small>" if other else "")
