"""Codecs: one field of a Row as its column holds it, and back."""

import functools
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

import msgspec

from taizhang.projections.columns import Column

Convert = Callable[[Any], Any]

_NUL_IN_JSON = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
BIGINT = range(-(2**63), 2**63)


def codec(column: Column) -> tuple[Convert, Convert | None]:
    """To the stored form (raises TypeError for what the column cannot hold), and back; None
    where what the driver reads is the value.
    """
    to, back = _plain_codec(column)

    def checked(value: Any) -> Any:
        if value is None and column.nullable:
            return None
        try:
            return to(value)
        except (TypeError, ValueError, KeyError) as error:
            raise TypeError(f"{column.name} cannot hold {value!r}: {error}") from error

    return checked, back


def _plain_codec(column: Column) -> tuple[Convert, Convert | None]:
    if column.sql == "jsonb":
        return _json, msgspec.json.Decoder(column.type).decode
    if choices := _choices(column.type):
        return {value: text for text, value in choices.items()}.__getitem__, choices.__getitem__
    return _SCALARS[column.sql]


def _choices(kind: Any) -> dict[str, Any]:
    """The values of a Literal or an Enum by the text that is stored for each."""
    if get_origin(kind) is Literal:
        return {str(value): value for value in get_args(kind)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {str(member.value): member for member in kind}
    return {}


def _json(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    if "\\u0000" in text and _NUL_IN_JSON.search(text):
        raise ValueError("U+0000 within text")
    return text


def _text(value: Any) -> str:
    if "\0" in _exactly(str, value):
        raise ValueError("U+0000 within text")
    return str.__str__(value)  # of an Enum's member as well


def _bigint(value: Any) -> int:
    if isinstance(value, bool) or _exactly(int, value) not in BIGINT:
        raise ValueError("not an integer of 64 bits")
    return int(value)


def _numeric(value: Any) -> Decimal:
    number = Decimal(value) if isinstance(value, int) else _exactly(Decimal, value)
    if not number.is_finite():
        raise ValueError("not finite")
    return Decimal(number)


def _float(value: Any) -> float:
    return float(_exactly((int, float), value))


def _date(value: Any) -> date:
    if isinstance(value, datetime):
        raise TypeError("a moment is not a date")
    return _exactly(date, value)  # type: ignore[no-any-return]


def _moment(value: Any) -> datetime:
    if _exactly(datetime, value).tzinfo is None:
        raise ValueError("a moment without its zone")
    return value.astimezone(UTC)  # type: ignore[no-any-return]


def _exactly(kind: Any, value: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"a {type(value).__name__}")
    return value


_SCALARS: dict[str, tuple[Convert, Convert | None]] = {
    "text": (_text, None),
    "boolean": (functools.partial(_exactly, bool), None),
    "bigint": (_bigint, None),
    "double precision": (_float, None),
    "numeric": (_numeric, None),
    "date": (_date, None),
    "timestamptz": (_moment, None),
    "uuid": (functools.partial(_exactly, UUID), lambda value: UUID(bytes=value.bytes)),
    "bytea": (functools.partial(_exactly, bytes), None),
}
