"""Receipt: what a command came to."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct


class Happened(Struct, frozen=True):
    """One event of a receipt. `position` is None in a dry run."""

    type: str
    body: Any
    position: int | None = None


class Receipt(Struct, frozen=True, kw_only=True):
    """The answer to a command that was not refused.

    `position` is the log's position after it: ask rows for at least this to read your own write.
    `state` is `appended`, `repeated` (the same command had been accepted before: this is its first
    outcome), `unchanged` (there was nothing to do) or `dry_run`.
    """

    command_id: UUID
    state: Literal["appended", "repeated", "unchanged", "dry_run"]
    position: int
    recorded_at: datetime | None
    events: list[Happened]
    warnings: list[dict[str, Any]] = []
