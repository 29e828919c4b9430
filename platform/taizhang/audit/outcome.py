"""Outcome: what came of taking a recorded decision again."""

from enum import StrEnum
from uuid import UUID

from msgspec import Struct


class Outcome(StrEnum):
    """Whether history would be the same again."""

    SAME = "same"
    DIFFERENT = "different"
    CODE_CHANGED = "code_changed"
    """Different, and decided by another version of the slice."""
    UNREADABLE = "unreadable"
    """It cannot be said: a personal value was erased, or its scheme is not installed."""

    @property
    def zh(self) -> str:
        """The outcome as a person reads it."""
        return _CHINESE[self]


_CHINESE = {
    Outcome.SAME: "一致",
    Outcome.DIFFERENT: "不一致",
    Outcome.CODE_CHANGED: "判定程序已改版",
    Outcome.UNREADABLE: "无法重算",
}


class Retaken(Struct, frozen=True, kw_only=True):
    """One recorded command, and what came of it again. `detail` says what is not the same."""

    command_id: UUID
    name: str
    first: int
    last: int
    outcome: Outcome
    detail: str = ""
