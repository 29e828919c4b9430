"""Scalars: how values beyond GraphQL's own five are printed and read.

What is printed here for introspection's sake is what the compiled SQL prints.
"""

import base64
import binascii
import contextlib
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NewType

import strawberry
from graphql import FloatValueNode, IntValueNode, StringValueNode, ValueNode
from strawberry.types.scalar import ScalarDefinition

Long = NewType("Long", int)
Base64 = NewType("Base64", bytes)
Json = NewType("Json", object)

_LONG = 2**63


def read_long(value: Any) -> int:
    """An integer of 64 bits, from a JSON number."""
    if isinstance(value, bool) or not isinstance(value, int) or not -_LONG <= value < _LONG:
        raise ValueError("Long 是 64 位整数 (an integer of 64 bits is expected)")
    return value


def read_decimal(value: Any) -> Decimal:
    """An exact number, best given as a string: `"7.20"`."""
    try:
        number = Decimal(value if isinstance(value, str) else str(value))
    except InvalidOperation:
        raise ValueError('Decimal 形如 "7.20" (a decimal number is expected)') from None
    if isinstance(value, bool) or not number.is_finite():
        raise ValueError('Decimal 形如 "7.20" (a finite decimal number is expected)')
    return number


def read_moment(value: Any) -> datetime:
    """An instant with its offset: RFC 3339."""
    try:
        moment = datetime.fromisoformat(value)
        return moment.astimezone(UTC) if moment.tzinfo else _no_offset()
    except (TypeError, ValueError, OverflowError):
        return _no_offset()


def read_date(value: Any) -> date:
    """A day: `2015-12-20`."""
    if isinstance(value, str) and len(value) == 10:
        with contextlib.suppress(ValueError):
            return date.fromisoformat(value)
    raise ValueError("Date 形如 2015-12-20 (a date as YYYY-MM-DD is expected)")


def read_bytes(value: Any) -> bytes:
    """Bytes, from Base64."""
    try:
        return base64.b64decode(value, validate=True)
    except (TypeError, binascii.Error):
        raise ValueError("不是 Base64 (Base64 is expected)") from None


def show_moment(moment: datetime) -> str:
    """In UTC with six digits of a second, so that sorting the text sorts the instants."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _no_offset() -> datetime:
    raise ValueError("DateTime 形如 2015-12-20T08:00:00+08:00 (RFC 3339 with an offset)")


def _decimal_literal(node: ValueNode, _variables: Any = None) -> Decimal:
    # Never through a float: the digits as written.
    if isinstance(node, IntValueNode | FloatValueNode | StringValueNode):
        return read_decimal(node.value)
    raise ValueError('Decimal 形如 "7.20" (a decimal number is expected)')


def definitions() -> dict[object, ScalarDefinition]:
    """What strawberry needs to know of each."""
    return {
        Long: strawberry.scalar(
            name="Long",
            description="64 位整数。An integer of 64 bits; JavaScript is exact up to 2^53 - 1.",
            serialize=int,
            parse_value=read_long,
        ),
        Decimal: strawberry.scalar(
            name="Decimal",
            description='精确小数，写作字符串。An exact decimal number as a string: `"7.20"`.',
            serialize=lambda value: format(value, "f"),
            parse_value=read_decimal,
            parse_literal=_decimal_literal,
        ),
        date: strawberry.scalar(
            name="Date",
            description="日期。A day, `2015-12-20`.",
            serialize=date.isoformat,
            parse_value=read_date,
        ),
        datetime: strawberry.scalar(
            name="DateTime",
            description="时刻，一律以 UTC 给出。An instant, given in UTC: RFC 3339.",
            serialize=show_moment,
            parse_value=read_moment,
        ),
        Base64: strawberry.scalar(
            name="Base64",
            description="字节，Base64 编码。Bytes in Base64.",
            serialize=lambda value: base64.b64encode(value).decode(),
            parse_value=read_bytes,
        ),
        Json: strawberry.scalar(
            name="JSON",
            description="任意 JSON 值。Any JSON value.",
            serialize=lambda value: value,
            parse_value=lambda value: value,
        ),
    }
