"""Counting a sitting: attendance, notice and votes against the tenant's numbers and the law's."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from taizhang import Reason, Share
from taizhang_plugins.deliberation import refusals as r
from taizhang_plugins.deliberation.law import Texts
from taizhang_plugins.deliberation.ways import Body


class Heads(NamedTuple):
    """全体 (all of the body), 应到 (all but those rightly absent), 实到, and the votes."""

    whole: int
    due: int
    present: int
    votes_for: int
    against: int
    abstain: int

    @property
    def possible(self) -> bool:
        """Nobody is counted twice."""
        votes = self.votes_for + self.against + self.abstain
        return votes <= self.present <= self.due <= self.whole

    def of(self, base: str) -> int:
        """How many a base is."""
        return {"全体": self.whole, "应到": self.due, "实到": self.present}[base]


class Sitting(NamedTuple):
    """A body that sat at a step on a day, what its own numbers rest on, and the texts of the day.

    The tenant's number and the law's are each judged by itself: neither loosens the other.
    """

    step: str
    body: Body
    clause: str | None
    texts: Texts
    heads: Heads

    def absent(self) -> Iterator[Reason]:
        """Too few were there."""
        for share, clause in self._shares(self.body.attendance, "attendance"):
            of = self.heads.of(share.base)
            needed = share.threshold.needed(of)
            if self.heads.present < needed:
                yield r.ATTENDANCE(
                    clause=clause,
                    step=self.step,
                    base=share.base,
                    of=of,
                    present=self.heads.present,
                    words=share.words,
                    needed=needed,
                )

    def lost(self) -> Iterator[Reason]:
        """Too few were for it."""
        for share, clause in self._shares(self.body.majority, "majority"):
            of = self.heads.of(share.base)
            needed = share.threshold.needed(of)
            if self.heads.votes_for < needed:
                yield r.MAJORITY(
                    clause=clause,
                    step=self.step,
                    base=share.base,
                    of=of,
                    votes=self.heads.votes_for,
                    words=share.words,
                    needed=needed,
                )

    @property
    def voted(self) -> bool:
        """Whether a majority is asked for at all."""
        return any(True for _ in self._shares(self.body.majority, "majority"))

    def unannounced(self, notice_on: date | None, on: date, special: bool) -> Iterator[Reason]:
        """Notice was given too late. `special`: what lifts the law's own days, where it says so."""
        given = (on - notice_on).days if notice_on else 0
        for needed, clause in self._days(special):
            if given < needed:
                told = notice_on.isoformat() if notice_on else "（未登记）"
                yield r.NOTICE(
                    clause=clause,
                    step=self.step,
                    notice_on=told,
                    on=on.isoformat(),
                    given=given,
                    needed=needed,
                )

    def _shares(self, own: Share | None, what: str) -> Iterator[tuple[Share, str | None]]:
        if own is not None:
            yield own, self.clause
        for bound, article in self.texts.bound(self.body.law, what):
            if bound.share is not None:
                yield bound.share, article

    def _days(self, special: bool) -> Iterator[tuple[int, str | None]]:
        if self.body.notice_days is not None:
            yield self.body.notice_days, self.clause
        for bound, article in self.texts.bound(self.body.law, "notice"):
            if bound.days is not None and not (special and bound.unless):
                yield bound.days, article
