"""Forms: how values of certain Python types enter certain columns, worked out once.

Nearly every row of a type holds the same types in its fields. What is to be checked, converted,
or may stay as it is, is therefore a matter of the types alone, and found by them.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

import msgspec
from msgspec import Struct

from taizhang.projections.codecs import BIGINT, Convert, codec
from taizhang.projections.columns import Column

Values = tuple[Any, ...]

_AS_THEY_ARE = {"boolean": bool, "double precision": float, "date": date, "bytea": bytes}
_AS_THEY_ARE |= {"uuid": UUID, "text": str, "bigint": int}


class Conversion(Struct, frozen=True):
    """What becomes of one value that is not stored as it is."""

    place: int
    to: Convert
    empty: str | None
    """The stored form where there is nothing in it."""
    faithful: bool
    """Whether the stored form, read back, is what went in; if it is empty, it always is."""


class Form(Struct, frozen=True):
    """What becomes of values whose types are known."""

    texts: Callable[[Values], Iterable[str]] | None
    integers: Callable[[Values], Iterable[int]] | None
    converted: Sequence[Conversion]


class Forms:
    """The forms of some columns, by the types of the values that were met."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self._columns = columns
        self._tos = [codec(column)[0] for column in columns]
        self._known: dict[tuple[type, ...], Form] = {}

    def stored(self, given: Values) -> tuple[Values, bool]:
        """The stored form, and whether it is faithful. Raises TypeError."""
        kinds = tuple(map(type, given))
        form = self._known.get(kinds) or self._form(kinds)
        if (form.texts and "\0" in "".join(form.texts(given))) or (
            form.integers and not all(map(BIGINT.__contains__, form.integers(given)))
        ):  # one of them is not to be stored: each tells for itself
            return tuple(to(value) for to, value in zip(self._tos, given, strict=True)), False
        if not form.converted:
            return given, True
        values, faithful = list(given), True
        for each in form.converted:
            value = values[each.place]
            if each.empty is not None and not value:
                values[each.place] = each.empty
            else:
                values[each.place] = each.to(value)
                faithful &= each.faithful
        return tuple(values), faithful

    def _form(self, kinds: tuple[type, ...]) -> Form:
        form = self._known[kinds] = _form_of(self._columns, self._tos, kinds)
        return form


def _form_of(columns: Sequence[Column], tos: Sequence[Convert], kinds: Sequence[type]) -> Form:
    each = list(enumerate(zip(columns, kinds, strict=True)))
    plain = {place for place, (column, kind) in each if _plain(column, kind)}
    return Form(
        texts=picked([place for place, (_, kind) in each if kind is str and place in plain]),
        integers=picked([place for place, (_, kind) in each if kind is int and place in plain]),
        converted=[
            Conversion(place, tos[place], _empty(column, kind), _kept(column, kind))
            for place, (column, kind) in each
            if place not in plain
        ],
    )


def _plain(column: Column, kind: type) -> bool:
    """Whether values of this very type are stored as they are (if PostgreSQL can hold them)."""
    if kind is type(None):
        return column.nullable
    return _AS_THEY_ARE.get(column.sql) is kind is column.type


def _kept(column: Column, kind: type) -> bool:
    """Whether a value that has to be looked at one by one is nevertheless read back as it was."""
    if kind is Decimal:
        return column.type is Decimal
    if kind is not str or get_origin(column.type) is not Literal:
        return False
    return all(type(word) is str for word in get_args(column.type))


def _empty(column: Column, kind: type) -> str | None:
    """How JSON writes a value of this type with nothing in it, if it is read as that type again."""
    same = column.sql == "jsonb" and kind in (list, dict) and get_origin(column.type) is kind
    return msgspec.json.encode(kind()).decode() if same else None


def picked(places: Sequence[int]) -> Callable[[Values], Iterable[Any]] | None:
    """What takes the values at these places; None where there are none."""
    if not places:
        return None
    if len(places) == 1:
        (place,) = places
        return lambda given: (given[place],)
    return itemgetter(*places)
