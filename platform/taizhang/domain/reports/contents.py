"""What a report holds beside its sections, and what is said of it when it is reviewed."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from taizhang.domain.names import Text

Number = Annotated[int, Meta(ge=1, le=99)]
Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[^/\\\x00-\x1f]+$")]


class Commitment(Struct, frozen=True, forbid_unknown_fields=True):
    """What the secretary promises to mend (整改承诺, S1-14); next year's report accounts for it."""

    number: Number
    text: Text
    due_on: date | None = None
    """By when; None: as the tenant's rule on tickets says."""


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """What became of a commitment (by its number) or of a ticket (by its id) (S1-06)."""

    of: Literal["commitment", "ticket"]
    id: Annotated[str, Meta(min_length=1, max_length=64)]
    outcome: Literal["done", "going_on", "not_done"]
    text: Text


class Attachment(Struct, frozen=True, forbid_unknown_fields=True):
    """A file by the SHA-256 of its bytes. `type` is what the bytes are, `name` is as sent."""

    sha256: str
    size: int
    type: str
    name: str


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """The reviewer's answer to one item of the tenant's list of checks, counted from 1 (S1-09)."""

    check: Number
    passed: bool
    note: Text | None = None


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """How a part of a report differs from the version before; lengths in characters."""

    head: int
    kind: str
    how: Literal["added", "removed", "rewritten"]
    before: int
    after: int
