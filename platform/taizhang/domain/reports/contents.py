"""What a report holds beside its sections, and what is said of it when it is reviewed."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from taizhang.domain.names import Text

Number = Annotated[int, Meta(ge=1, le=99)]
Name = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[^/\\\x00-\x1f]+$")]


class Commitment(Struct, frozen=True, forbid_unknown_fields=True):
    """What the secretary promises to mend (整改承诺, S1-14); next year's report accounts for it."""

    number: Annotated[Number, Meta(title="承诺序号")]
    text: Annotated[Text, Meta(title="承诺内容")]
    due_on: Annotated[date | None, Meta(title="整改时限")] = None
    """By when; None: as the tenant's rule on tickets says."""


class Account(Struct, frozen=True, forbid_unknown_fields=True):
    """What became of a commitment (by its number) or of a ticket (by its id) (S1-06)."""

    of: Annotated[Literal["commitment", "ticket"], Meta(title="交代对象")]
    id: Annotated[str, Meta(min_length=1, max_length=64, title="交代对象编号")]
    outcome: Annotated[Literal["done", "going_on", "not_done"], Meta(title="落实情况")]
    text: Annotated[Text, Meta(title="情况说明")]


class Attachment(Struct, frozen=True, forbid_unknown_fields=True):
    """A file by the SHA-256 of its bytes. `type` is what the bytes are, `name` is as sent."""

    sha256: str
    size: int
    type: str
    name: str


class Answer(Struct, frozen=True, forbid_unknown_fields=True):
    """The reviewer's answer to one item of the tenant's list of checks, counted from 1 (S1-09)."""

    check: Annotated[Number, Meta(title="核对项序号")]
    passed: Annotated[bool, Meta(title="是否符合")]
    note: Annotated[Text | None, Meta(title="核对意见")] = None


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """How a part of a report differs from the version before; lengths in characters."""

    head: int
    kind: str
    how: Literal["added", "removed", "rewritten"]
    before: int
    after: int
