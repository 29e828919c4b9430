"""Trial: posts are entered into a draft by the decision that will enter them, or not at all."""

from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import TypeVar

from taizhang.domain.organisations.applying_roster import ApplyRoster, PostLine, RosterApplying
from taizhang.domain.organisations.roll import Roll
from taizhang.errors import Reason, Refused

V = TypeVar("V")


class Trial(RosterApplying):
    """The command's own decision over the roll of a draft."""

    def __init__(self, roll: Roll, today: date) -> None:
        super().__init__(ApplyRoster(size=roll.size))
        self.roll = roll
        self._today = today

    @property
    def on(self) -> date:
        """The day of the preview."""
        return self._today

    def refused(self, line: PostLine) -> Sequence[Reason]:
        """Why a post cannot be entered, whereupon the roll is as before; else it is entered.

        Whoever is new becomes known with the first post.
        """
        tenures, counted = self.roll.tenures, self.roll.counted
        before = copy(tenures.get(line.person)), counted.get(line.person)
        tenures.setdefault(line.person, [])
        try:
            self.enter(line)
        except Refused as refused:
            _put_back(tenures, line.person, before[0])
            _put_back(counted, line.person, before[1])
            return refused.reasons
        return ()


def _put_back(into: dict[str, V], key: str, before: V | None) -> None:
    if before is None:
        into.pop(key, None)
    else:
        into[key] = before
