"""Cursor: read back, and refused unless it is of this very query and ordering."""

import base64
import binascii
from typing import Any

import msgspec

from taizhang_graphql.compiler.ordering import Ordering, Term
from taizhang_graphql.compiler.work import Call, Source, Spot, Work
from taizhang_graphql.mistakes import CURSOR, Mistake, Path


def behind(work: Work, spot: Spot, ordering: Ordering, after: Source) -> str:
    """The condition on rows that stand behind a cursor, a parameter for each column."""
    bounds = [
        work.parameter(_bound(ordering, number, after, spot.path), term.kind.sql)
        for number, term in enumerate(ordering.terms)
    ]
    return ordering.behind(spot.alias, bounds)


def _bound(ordering: Ordering, number: int, after: Source, path: Path) -> Source:
    term = ordering.terms[number]

    def bound(call: Call) -> Any:
        try:
            return _value(term, _unpack(after(call), ordering)[number])
        except (ValueError, TypeError, RecursionError):
            raise Mistake(CURSOR, (*path, "after")) from None

    return bound


def _unpack(text: str, ordering: Ordering) -> list[Any]:
    try:
        packed = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        fingerprint, *values = msgspec.json.decode(packed, type=list)
    except (binascii.Error, msgspec.DecodeError, UnicodeError) as error:
        raise ValueError(text) from error
    if fingerprint != ordering.fingerprint or len(values) != len(ordering.terms):
        raise ValueError(text)
    return values


def _value(term: Term, shown: Any) -> Any:
    if shown is None and term.nullable:
        return None
    return term.kind.read(shown)
