"""Issued: a paper with all that it takes to issue it again and compare."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from taizhang.papers.paper import Paper


class Issued(Struct, frozen=True, kw_only=True):
    """A paper as of a position; `recorded_at` is the instant of the event there.

    `recorded_at` is None before the first event.
    """

    document: str
    tenant: str
    tenant_name: str
    rehearsal: bool
    position: int
    recorded_at: datetime | None
    parameters: Mapping[str, Any]
    paper: Paper
