"""Lists: what the tellers count. Sorted by number, so that they tell neither voter nor order."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Annotated

import msgspec
from msgspec import Meta

from taizhang.domain.ballots.count_events import SubjectTally
from taizhang.domain.ballots.questions import Line

TrackingNumber = Annotated[str, Meta(pattern="^[0-9a-f]{32}$", description="128 random bits")]

BLANK = ""


class ChoiceList(Line, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Every readable vote on one line: tracking number and choice (empty: left blank)."""

    items: Annotated[list[tuple[TrackingNumber, str]], Meta(title="逐票结果")]
    invalid: Annotated[int, Meta(ge=0, title="废票数")]

    def is_sorted(self) -> bool:
        """Whether the numbers rise strictly, so that none stands twice."""
        numbers = [number for number, _ in self.items]
        return all(a < b for a, b in pairwise(numbers))

    def tally(self, choices: Sequence[str]) -> SubjectTally:
        """The count of each choice, those made by nobody included."""
        made = Counter(choice for _, choice in self.items)
        return SubjectTally(
            subject=self.subject,
            item=self.item,
            counts={choice: made[choice] for choice in choices},
            blank=made[BLANK],
            invalid=self.invalid,
        )


def list_hash(lists: Sequence[ChoiceList]) -> str:
    """SHA-256 over the lists as JSON, UTF-8 without white space: anybody can compute it again.

    `[[subject, item, [[number, choice], ...], invalid], ...]`
    """
    plain = [[each.subject, each.item, each.items, each.invalid] for each in lists]
    return hashlib.sha256(msgspec.json.encode(plain)).hexdigest()
