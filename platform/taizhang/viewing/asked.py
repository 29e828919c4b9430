"""Asked: one request of another system, from when it came until it is answered, for the log."""

import hashlib
import re
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from types import TracebackType
from typing import Self
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace
from uuid_utils.compat import uuid7

from taizhang.errors import Refused
from taizhang.viewing.viewer import Viewer
from taizhang_graphql.exchange import Answer, Positions

BEGUN = "subscription.begun"
"""The code of an entry that is followed by another one, once the subscription has ended."""
_LONGEST = 100
"""Characters of a name that are kept."""
_NAMED = re.compile(r"\b(?:query|subscription)\s+([_A-Za-z][_0-9A-Za-z]*)")


class Kind(StrEnum):
    """In which way was asked."""

    QUERY = "query"  # /graphql
    REGISTERED = "registered"  # /q/{tenant}/{name}
    EXPORT = "export"
    SUBSCRIPTION = "subscription"


class Said(Struct, frozen=True, gc=False):
    """A document, as far as the log names it: its hash, and the first operation in it."""

    hash: bytes
    operation: str | None


class Entry(Struct, frozen=True, gc=False):
    """One line of the log. `home` is the tenant whose grant let the request in, `tenants` those
    whose rows it covered, `objects` its cost, `rows` how many were sent where that was counted.
    """

    query: UUID
    at: datetime
    home: UUID
    tenants: Mapping[UUID, str]
    client: str
    token: str
    kind: Kind
    document: bytes
    name: str | None
    operation: str | None
    positions: Positions
    objects: int
    rows: int | None
    bytes: int
    milliseconds: float
    status: int
    code: str | None


class Asked:
    """`with queries.asked(…) as asked: …; asked.answered(answer)`. It is logged at the end,
    whatever came of it; nothing is where the viewer is no other system. A subscription, which may
    go on for days, is logged when it begins as well.
    """

    def __init__(
        self,
        keep: Callable[[Entry], None],
        viewer: Viewer,
        kind: Kind,
        said: Said,
        name: str | None = None,
        operation: str | None = None,
    ) -> None:
        self._keep, self._viewer, self._kind, self._said = keep, viewer, kind, said
        self._name, self._operation = storable(name), storable(operation)
        self._at, self._begun = datetime.now(UTC), time.perf_counter()
        self._positions: Positions = None
        self._objects = self._bytes = 0
        self._rows: int | None = None
        self._status, self._code = 200, None  # type: tuple[int, str | None]

    def answered(self, answer: Answer, rows: int | None = None) -> None:
        """Note an answer. Of a stream, each part is one: bytes, objects and rows are added up."""
        self._positions = answer.positions
        self._status, self._code = answer.status, answer.code
        self._objects += answer.objects
        self._bytes += len(answer.body)
        if rows is not None:
            self._rows = (self._rows or 0) + rows

    def __enter__(self) -> Self:
        if self._viewer.access is not None and self._kind is Kind.SUBSCRIPTION:
            begun = self._entry(self._viewer.access.grant.client)
            self._keep(replace(begun, code=BEGUN))
        return self

    def __exit__(
        self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None
    ) -> None:
        if self._viewer.access is None:
            return
        if isinstance(error, Refused):
            self._status, self._code = error.status, error.code
        elif error is not None and isinstance(error, Exception):
            self._status, self._code = 500, "http.fault"
        self._keep(self._entry(self._viewer.access.grant.client))

    def _entry(self, client: str) -> Entry:
        return Entry(
            query=uuid7(),
            at=self._at,
            home=self._viewer.tenant.id,
            tenants=self._viewer.tenants,
            client=client,
            token=self._viewer.token,
            kind=self._kind,
            document=self._said.hash,
            name=self._name,
            operation=self._said.operation if self._operation is None else self._operation,
            positions=self._positions,
            objects=self._objects,
            rows=self._rows,
            bytes=self._bytes,
            milliseconds=(time.perf_counter() - self._begun) * 1000,
            status=self._status,
            code=self._code,
        )


def said(document: str) -> Said:
    """What the log says of a document."""
    found = _NAMED.search(document)
    hash = hashlib.sha256(document.encode("utf-8", "replace")).digest()
    return Said(hash, storable(found[1] if found else None))


def storable(word: str | None) -> str | None:
    """So much of a word as PostgreSQL takes and the log has room for: it is whatever was sent."""
    return word and word.replace("\0", "")[:_LONGEST].encode("utf-8", "replace").decode()
