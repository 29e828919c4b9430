"""The roll: who is invited to one meeting, and who is present (应到、实到). Pure."""

from collections import Counter
from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from taizhang.domain.names import Text

# A number makes a tag, which may not hold NUL.
Number = Annotated[str, Meta(min_length=1, max_length=32, pattern=r"^[^\x00]+$")]


class Attendee(Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody present, by the number on the invitation, in a category of attendees."""

    number: Annotated[Number, Meta(title="参会人编号")]
    category: Annotated[Text, Meta(title="参会类别")]


class Roll:
    """Takes invitations, arrivals and departures as they come; nobody counts twice."""

    def __init__(self) -> None:
        self.invited: dict[str, str] = {}
        self.codes: dict[str, str | None] = {}
        self.present: dict[str, str] = {}
        self.came: set[str] = set()

    def invite(self, attendee: str, category: str, code: str | None) -> None:
        """Somebody is expected; a later invitation replaces an earlier one."""
        self.invited[attendee], self.codes[attendee] = category, code

    def arrive(self, attendee: str, category: str) -> None:
        """Somebody is here."""
        self.present[attendee] = category
        self.came.add(attendee)

    def leave(self, attendee: str) -> None:
        """Somebody is no longer here."""
        self.present.pop(attendee, None)

    def by_category(self) -> Mapping[str, int]:
        """How many of each category are present."""
        return Counter(self.present.values())
