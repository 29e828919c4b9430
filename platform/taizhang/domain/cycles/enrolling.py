"""Changing the list of a cycle by hand, until its grades are confirmed."""

from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides
from taizhang.domain.cycles.doing import WORK, Doing
from taizhang.domain.cycles.events import SubjectEnrolled, SubjectWithdrawn
from taizhang.domain.cycles.refusals import NOT_ENROLLED
from taizhang.domain.cycles.register import OfUnits, units
from taizhang.domain.cycles.standing import CycleCommand, OnCycle
from taizhang.domain.names import CYCLE, SUBJECT, OrganisationId, SubjectId, Text, person_of
from taizhang.errors import Refused
from taizhang.tenancy.roles import Role


class EnrolUnits(CycleCommand, name="cycles.enrol", title="增列考核对象"):
    """Add units to the list of a cycle. Who is on it already stays there."""

    subjects: Annotated[
        list[OrganisationId], Meta(min_length=1, max_length=5000, title="增列的单位")
    ]


class WithdrawSubject(CycleCommand, name="cycles.withdraw_subject", title="移出考核对象"):
    """Take a unit or a person off the list, with a reason. What they have done is kept."""

    subject: SubjectId
    reason: Annotated[Text, Meta(title="移出原因")]


@decides(EnrolUnits, by=Role.CLERK)
class Enrolling(OnCycle[EnrolUnits], OfUnits[EnrolUnits]):
    """Units that exist, before the list is confirmed."""

    def consistency_boundary(self) -> list[Selector]:
        return [*super().consistency_boundary(), *units()]

    def execute(self) -> None:
        ask = self.ask
        self.require_open("units")
        if wrong := list(self.missing(ask.subjects)):
            raise Refused(*wrong)
        added = [unit for unit in dict.fromkeys(ask.subjects) if unit not in self.units]
        for unit in added:
            self.enrol(unit, SubjectEnrolled(cycle=ask.cycle, organisation=unit))
        if added:
            self.count()


@decides(WithdrawSubject, by=Role.CLERK)
class Withdrawing(OnCycle[WithdrawSubject], OfUnits[WithdrawSubject], Doing[WithdrawSubject]):
    """Only who is on the list, before it is confirmed."""

    def consistency_boundary(self) -> list[Selector]:
        theirs = Selector(WORK, [CYCLE(self.ask.cycle), SUBJECT(self.ask.subject)])
        return [*super().consistency_boundary(), theirs, *units()]

    def execute(self) -> None:
        ask, person = self.ask, person_of(self.ask.subject)
        self.require_open("units" if person is None else "persons")
        enrolled = ask.subject in self.units if person is None else person in self.persons
        name = self.name_of(ask.subject) if person is None else person
        self.refuse_unless(enrolled, NOT_ENROLLED(name=name))
        done = list(self.done[ask.cycle])
        self.record(
            SubjectWithdrawn(cycle=ask.cycle, subject=ask.subject, reason=ask.reason, done=done)
        )
        self.count()
