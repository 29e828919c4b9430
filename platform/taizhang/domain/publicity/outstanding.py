"""What the tenant's rules still ask to be made public before the results of a cycle are concluded.

A decision that must not pass over it takes `WithPublicity` as a base, adds `publicity_of(cycle)`
to its boundary, and refuses for the reasons that `unpublicised()` yields.
"""

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from msgspec import Struct

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, event
from taizhang.domain.enrolment import ENROLMENT, Enrolment
from taizhang.domain.meetings.events import DebriefHeld
from taizhang.domain.names import CYCLE
from taizhang.domain.publicity import events as e
from taizhang.domain.publicity.refusals import (
    LIST_NOT_SHOWN,
    NOT_SHOWN,
    RUNNING,
    UNANSWERED,
)
from taizhang.domain.publicity.rules import Arrangement, PublicityRules
from taizhang.domain.publicity.standing import OF_PUBLICATION
from taizhang.domain.reports.events import ReportAccepted
from taizhang.errors import Reason
from taizhang.events.event import Event

Ask = TypeVar("Ask", bound=Command)
_OF_CYCLE: tuple[type[Event], ...] = (*ENROLMENT, *OF_PUBLICATION, ReportAccepted, DebriefHeld)


class Shown(Struct, frozen=True):
    """One report, or the cycle's grade list (of no unit), as it was made public."""

    act: e.Act
    matter: e.Matter
    organisation: str | None
    version: int | None
    until: date | None


def publicity_of(cycle: str) -> list[Selector]:
    """The part of a boundary that tells what of a cycle was made public, and what could be."""
    return [Selector(_OF_CYCLE, [CYCLE(cycle)])]


class WithPublicity(Enrolment[Ask]):
    """Knows which reports were accepted, which of them were shown, and who objects."""

    def __init__(self, ask: Ask) -> None:
        super().__init__(ask)
        self.reports_accepted: dict[str, int] = {}
        self.debriefed: set[str] = set()
        self.shown: dict[str, Shown] = {}
        self.notice_objections: dict[str, str] = {}
        """Those not answered, with the publication that each is to."""

    @event(ReportAccepted)
    def _report_accepted(self, organisation: str, version: int) -> None:
        self.reports_accepted[organisation] = version

    @event(DebriefHeld)
    def _unit_heard(self, organisation: str) -> None:
        self.debriefed.add(organisation)

    @event(e.PublicityStarted)
    def _publicity_started(
        self,
        publication: str,
        act: e.Act,
        matter: e.Matter,
        organisation: str | None,
        version: int | None,
        until: date | None,
    ) -> None:
        self.shown[publication] = Shown(act, matter, organisation, version, until)

    @event(e.PublicityEnded)
    def _publicity_ended(self) -> None:
        """The days say when it is over, however late the clock comes by."""

    @event(e.PublicityWithdrawn)
    def _publicity_withdrawn(self, publication: str) -> None:
        self.shown.pop(publication, None)

    @event(e.NoticeObjected)
    def _notice_objected(self, objection: str, publication: str) -> None:
        self.notice_objections[objection] = publication

    @event(e.NoticeObjectionAnswered)
    def _notice_answered(self, objection: str) -> None:
        self.notice_objections.pop(objection, None)

    def unpublicised(self) -> Iterator[Reason]:
        """Why the cycle is not done with being made public. None where no rule makes it a duty."""
        rules = self.context.rules.find(PublicityRules)
        for rule in rules.arrangements if rules else ():
            if rule.required:
                yield from self._not_shown(rule)
                yield from self._still_shown(rule)
        if names := sorted(self.notice_objections):
            yield UNANSWERED(count=len(names), objections="、".join(names))

    def _not_shown(self, rule: Arrangement) -> Iterator[Reason]:
        done = {(shown.organisation, shown.version) for shown in self._by(rule)}
        if rule.matter == "grades":
            if not done:
                yield LIST_NOT_SHOWN(clause=rule.basis("required"), act=e.ACTS[rule.act])
            return
        due = ((u, v) for u, v in self.reports_accepted.items() if u in self.enrolled)
        left = (unit for unit, version in due if (unit, version) not in done)
        if units := sorted(u for u in left if u in self.debriefed or not rule.after_meeting):
            yield NOT_SHOWN(
                clause=rule.basis("required"),
                count=len(units),
                act=e.ACTS[rule.act],
                organisations="、".join(units),
                names="、".join(map(self.name_of, units)),
            )

    def _still_shown(self, rule: Arrangement) -> Iterator[Reason]:
        on = self.context.on
        for shown in self._by(rule):
            if shown.until is not None and on <= shown.until:
                unit = shown.organisation
                yield RUNNING(
                    clause=rule.basis("days"),
                    name=f"{self.name_of(unit) if unit else ''}{e.MATTERS[rule.matter]}",
                    act=e.ACTS[rule.act],
                    until=shown.until.isoformat(),
                    on=on.isoformat(),
                )

    def _by(self, rule: Arrangement) -> list[Shown]:
        """What was made public by an arrangement, and was not taken back."""
        kind = (rule.act, rule.matter)
        return [shown for shown in self.shown.values() if (shown.act, shown.matter) == kind]
