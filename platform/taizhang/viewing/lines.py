"""Lines: a page of rows as NDJSON, each row the bytes that PostgreSQL printed."""

from typing import NamedTuple

import msgspec
from msgspec import Struct

from taizhang_graphql.exchange import Answer


class Lines(NamedTuple):
    """So many rows, a line each, of the answer to a page."""

    ndjson: bytes
    rows: int
    answer: Answer
    after: str | None
    more: bool


class _Info(Struct, rename="camel"):
    has_next_page: bool
    end_cursor: str | None


class _Rows(Struct):
    lines: list[msgspec.Raw]
    page: _Info


class _Data(Struct):
    rows: _Rows


def lines_of(answer: Answer) -> Lines:
    """The lines of the answer to a page's query, as `paging_through` writes it; data alone."""
    rows = msgspec.json.decode(answer.body, type=_Data).rows
    # In JSON's strings an end of line is escaped: those between the tokens are PostgreSQL's.
    ndjson = b"".join(bytes(line).replace(b"\n", b"") + b"\n" for line in rows.lines)
    info = rows.page
    return Lines(ndjson, len(rows.lines), answer, info.end_cursor, info.has_next_page)
