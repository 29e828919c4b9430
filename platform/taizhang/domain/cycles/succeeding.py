"""Succession: a unit that is merged, split or dissolved leaves its place to whom was named.

Its reports, ballots and grades stay its own: nobody inherits what another has said.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.cycles.doing import WORK, Doing
from taizhang.domain.cycles.events import (
    Done,
    SubjectEnrolled,
    SubjectReinstated,
    SubjectSucceeded,
    SubjectWithdrawn,
)
from taizhang.domain.grades.confirmation_events import GradesConfirmed
from taizhang.domain.grades.events import ListOf
from taizhang.domain.names import ORGANISATION, OrganisationId, Text
from taizhang.domain.organisations.events import OrganisationSucceeded
from taizhang.tenancy.roles import Role

_LISTED = (SubjectEnrolled, SubjectWithdrawn, SubjectSucceeded)


class SucceedUnit(Command, name="cycles.succeed", title="承接考核名额"):
    """Give a unit's place in every cycle that is not decided yet to its successor, or to nobody."""

    organisation: OrganisationId
    successor: Annotated[OrganisationId | None, Meta(title="后续单位")]
    since: Annotated[date, Meta(title="承接日期")]
    document: Annotated[Text, Meta(title="依据文件")]


@decides(SucceedUnit, by=Role.SYSTEM)
class Succeeding(Doing[SucceedUnit]):
    """Once the grades of a cycle are confirmed, its list stands as it was."""

    def __init__(self, ask: SucceedUnit) -> None:
        super().__init__(ask)
        self.cycles: defaultdict[str, dict[str, None]] = defaultdict(dict)
        """By unit, the cycles in which it is enrolled."""
        self.left: dict[tuple[str, str], list[Done]] = {}
        """By unit and cycle, what was done by one that had left the list."""
        self.decided: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        unit, heir = self.ask.organisation, self.ask.successor
        return [
            Selector([*_LISTED, *WORK], [ORGANISATION(unit)]),
            *([Selector(_LISTED, [ORGANISATION(heir)])] if heir else []),
            Selector([GradesConfirmed], []),
        ]

    @event(SubjectEnrolled)
    def _enrolled(self, organisation: str, cycle: str) -> None:
        self.cycles[organisation][cycle] = None

    @event(SubjectWithdrawn)
    def _withdrawn(self, subject: str, cycle: str, done: list[Done]) -> None:
        self.cycles[subject].pop(cycle, None)
        self.left[subject, cycle] = done

    @event(SubjectSucceeded)
    def _succeeded(self, organisation: str, cycle: str, done: list[Done]) -> None:
        self.cycles[organisation].pop(cycle, None)
        self.left[organisation, cycle] = done

    @event(GradesConfirmed)
    def _confirmed(self, cycle: str, of: ListOf) -> None:
        if of == "units":
            self.decided.add(cycle)

    def execute(self) -> None:
        for cycle in list(self.cycles[self.ask.organisation]):
            if cycle not in self.decided:
                self._succeed(cycle)

    def _succeed(self, cycle: str) -> None:
        ask, heir = self.ask, self.ask.successor
        joined = heir is not None and cycle in self.cycles[heir]
        self.record(
            SubjectSucceeded(
                cycle=cycle,
                organisation=ask.organisation,
                successor=heir,
                joined=joined,
                done=list(self.done[cycle]),
                since=ask.since,
                document=ask.document,
            )
        )
        if heir is not None and not joined:
            self._enrol(heir, cycle)

    def _enrol(self, heir: str, cycle: str) -> None:
        done = self.left.get((heir, cycle))
        self.record(SubjectEnrolled(cycle=cycle, organisation=heir))
        if done:
            self.record(SubjectReinstated(cycle=cycle, subject=heir, done=done))


@policy("cycles.succeed", on=OrganisationSucceeded)
def succeed(event: OrganisationSucceeded, occasion: Occasion) -> Iterable[Command]:
    """A unit that goes on keeps its place, unless another was named for it."""
    kept = (None, event.organisation) if event.continues else (event.organisation,)
    if event.quota not in kept:
        yield SucceedUnit(
            organisation=event.organisation,
            successor=event.quota,
            since=event.since,
            document=event.document,
        )
