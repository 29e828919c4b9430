"""One tenant's log, asked synchronously: the same functions that `taizhang.log.log` calls."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import psycopg

from taizhang.log.batch import CASTS, columns, outcomes
from taizhang.log.model import NewCommand, Selector
from taizhang.log.recorder.connections import Connections

_SET = "set_config('taizhang.tenants', %s, true)::uuid"
_PAGE = f"select * from log.read_page({_SET}, %b::log.selector[], %s, %s)"  # noqa: S608
_COLUMNS = ", ".join(f"%s::{cast}" for cast in CASTS)
_APPEND = f"""
    select place, state, first_position, last_position, recorded_at
      from log.append({_SET}, {_COLUMNS})
"""  # noqa: S608
_BIGINT = 2**63 - 1
_INT = 2**31 - 1


class Found(NamedTuple):
    """An event as a page shows it."""

    position: int
    type: str
    tags: list[str]
    entry: bytes


class TenantLog:
    """Reads and appends of one tenant's log, over connections that it shares."""

    def __init__(self, connections: Connections, tenant: UUID) -> None:
        self._connections = connections
        self._tenant = tenant

    def page(
        self, selectors: Sequence[Selector], after: int, limit: int
    ) -> tuple[int, list[Found]]:
        """The log's head, and in order up to `limit` events that match, as of one snapshot."""
        bounds = min(max(after, 0), _BIGINT), min(max(limit, 0), _INT)
        rows = self._connections.fetch(_PAGE, str(self._tenant), list(selectors), *bounds)
        if not rows:
            raise psycopg.ProgrammingError(f"tenant {self._tenant} has no log")
        return rows[0][0], [Found(*row) for row in rows[1:]]

    def append(self, command: NewCommand) -> int | None:
        """The last position, or None on a conflict.

        A lost answer is no lost append: the log looks the command's id up before it appends, so
        what is sent once more is done once.
        """
        self._connections.require_home()
        command = command._replace(after=min(max(command.after, 0), _BIGINT))
        rows = self._connections.fetch(_APPEND, str(self._tenant), *columns([command]))
        (outcome,) = outcomes([command], rows)
        return outcome.last if outcome.state in ("appended", "repeated") else None

    def first(self) -> bytes | None:
        """The entry that begins this log; None while it is empty."""
        _, found = self.page([Selector([], [])], 0, 1)
        return found[0].entry if found else None
