"""Instructing: people are sent to enterprises and social organisations, and recalled (S3-20)."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Refused, Role, Selector, decides
from taizhang.core import (
    OrganisationId,
    PersonId,
    Text,
    registered,
    unknown,
)
from taizhang_plugins.coverage.instructor_events import InstructorRecalled, InstructorSent
from taizhang_plugins.coverage.names import MOST_UNITS
from taizhang_plugins.coverage.refusals import FUTURE, NOT_LISTED, NOT_OF_THE_KIND
from taizhang_plugins.coverage.serving import Serving
from taizhang_plugins.coverage.standing import of_units

SERVING = Refusal(
    "coverage.already_serving",
    zh="该人员自 {since} 起已在担任党建工作指导员，先办理召回",
    en="this person has been an instructor since {since}; recall first",
    rule="S3-20",
    status=409,
)
NOT_SERVING = Refusal(
    "coverage.not_serving",
    zh="该人员 {on} 时没有担任党建工作指导员",
    en="this person is no instructor on {on}",
    status=409,
)
TOO_MANY = Refusal(
    "coverage.too_many_for_one",
    zh="一名指导员至多联系 {most} 个单位，这里是 {units_many} 个",
    en="an instructor instructs {most} units at most, not {units_many}",
    rule="S3-20",
)
ENDS_BEFORE = Refusal(
    "coverage.ends_before_it_begins",
    zh="截止日期 {until} 早于开始日期 {since}",
    en="{until} is before {since}",
)


class SendInstructor(Command, name="coverage.send_instructor", title="选派党建工作指导员"):
    """Send a registered person of a sending unit to instruct units, from a day on (today)."""

    instructor: PersonId
    sender: OrganisationId
    organisations: Annotated[
        list[OrganisationId], Meta(min_length=1, max_length=MOST_UNITS, title="联系单位")
    ]
    document: Annotated[Text, Meta(title="选派文件")]
    since: Annotated[date | None, Meta(title="开始日期")] = None
    until: Annotated[date | None, Meta(title="截止日期")] = None


class RecallInstructor(Command, name="coverage.recall_instructor", title="召回党建工作指导员"):
    """End an instructor's work; the business day is the last day of it."""

    instructor: PersonId
    reason: Annotated[Text, Meta(title="召回原因")]


@decides(SendInstructor, by=Role.CLERK)
class Dispatching(Serving):
    """One at a time; the sender is of a kind that the tenant names, and the units are listed."""

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        units = [*of_units(*ask.organisations), *registered(ask.sender)]
        return [*super().consistency_boundary(), *units]

    def execute(self) -> None:
        ask, on = self.ask, self.context.on
        since, units = ask.since or on, list(dict.fromkeys(ask.organisations))
        self.refuse_unless(self.known, unknown("人员", ask.instructor))
        later = FUTURE(what="开始日期", what_en="the beginning", day=str(since), on=str(on))
        self.refuse_unless(since <= on, later)
        turned = ENDS_BEFORE(until=str(ask.until), since=str(since))
        self.refuse_unless(ask.until is None or ask.until >= since, turned)
        self._require_free()
        self._require_sender()
        self._require_units(units)
        self.record(
            InstructorSent(
                instructor=ask.instructor,
                sender=ask.sender,
                organisations=units,
                since=since,
                until=ask.until,
                document=ask.document,
            )
        )

    def _require_free(self) -> None:
        if self.serving is not None:
            clause = self.rules.instructors.basis("senders")
            raise Refused(SERVING(clause=clause, since=str(self.serving.since)))

    def _require_sender(self) -> None:
        id, provision = self.ask.sender, self.rules.instructors
        self.refuse_unless(self.knows(id), unknown("单位", id))
        wrong = NOT_OF_THE_KIND(
            clause=provision.basis("senders"),
            name=self.name_of(id),
            kind=self.kind_of(id),
            kinds="、".join(provision.senders),
            what="选派单位",
            what_en="sending unit",
        )
        self.refuse_unless(self.kind_of(id) in provision.senders, wrong)

    def _require_units(self, units: list[str]) -> None:
        most = self.rules.instructors.units_max
        if most is not None and len(units) > most:
            clause = self.rules.instructors.basis("units_max")
            raise Refused(TOO_MANY(clause=clause, most=most, units_many=len(units)))
        wrong = [NOT_LISTED(name=self.name_of(id)) for id in units if not self.unit(id).listed]
        if wrong:
            raise Refused(*wrong)


@decides(RecallInstructor, by=Role.CLERK)
class Recalling(Serving):
    """Whoever serves."""

    def execute(self) -> None:
        now, on = self.serving, self.context.on
        self.refuse_unless(now is not None, NOT_SERVING(on=str(on)))
        assert now is not None
        self.record(
            InstructorRecalled(
                instructor=self.ask.instructor,
                organisations=now.organisations,
                until=on,
                reason=self.ask.reason,
            )
        )
