"""What is asked of the tellers' desk, and what it answers."""

from typing import Annotated

from msgspec import Meta, Struct

from taizhang.dispatch.receipt import Receipt
from taizhang.domain.ballots.commands import MAX_QUESTIONS
from taizhang.domain.names import BoxId, MeetingId, Text
from taizhang.http.slip_tables import Asked, Label

Code = Annotated[str, Meta(min_length=1, max_length=64)]


class SlipOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """How many slips to print for which box; in piles by category, if they are kept apart."""

    box: BoxId
    meeting: MeetingId
    count: Annotated[int, Meta(ge=1, le=5000)]
    piles: dict[Text, Annotated[int, Meta(ge=1)]] = {}


class SlipBook(Struct, frozen=True):
    """The codes to print, shown once, and the receipt of their registration."""

    codes: list[str]
    receipt: Receipt


class SheetOrder(SlipOrder, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Slips to print on paper: what stands above them, and the lines to tick."""

    title: Label
    english: Annotated[str, Meta(max_length=200)] = ""
    lines: Annotated[list[Asked], Meta(min_length=1, max_length=MAX_QUESTIONS)]
    page: Annotated[str, Meta(pattern="^https?://[^#\\s]{1,400}$")] | None = None


class CountOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """Two of the three shares of a closed box's key."""

    box: BoxId
    shares: Annotated[list[str], Meta(min_length=2, max_length=3)]


class VoidOrder(Struct, frozen=True, forbid_unknown_fields=True):
    """A slip that is in the clerk's hands, by its code; a spare one, if it is replaced."""

    box: BoxId
    code: Code
    reason: Text
    spare: Code | None = None
