"""The decision on a proposal: imposed on somebody from a day to a day, or not followed."""

from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.names import PERSON, OrganisationId, PersonId, Text
from taizhang.domain.naming import Naming, registered
from taizhang.domain.organisations.boundaries import successions
from taizhang.domain.organisations.people_events import PersonRegistered
from taizhang.domain.organisations.reading_changes import ChangesReading
from taizhang.domain.organisations.succession import Purpose, end_of, stand_in
from taizhang.domain.refusals import unknown
from taizhang.domain.sanctions.events import SanctionImposed
from taizhang.domain.sanctions.standing import OfSanction, SanctionCommand
from taizhang.errors import Refusal, Refused
from taizhang.measures.months import months_later
from taizhang.tenancy.roles import Role

ON_WHOM = Refusal(
    "sanctions.on_whom",
    zh="处理对象为“{target}”：{needed}",
    en="the proposal is for {target}: {needed}",
)
BEFORE_DECISION = Refusal(
    "sanctions.dates",
    zh="决定日期 {decided_on}、起 {since}、止 {until} 不合：止日不早于起日，决定不晚于业务日期",
    en="decided on {decided_on}, from {since} to {until}: it ends before it begins,"
    " or was decided after the business date",
)
UNIT_GONE = Refusal(
    "sanctions.unit_gone",
    zh="“{name}”自 {since} 起已不存在（由“{successor_name}”承接），不能对其作出处理决定",
    en="{unit} ceased to exist on {since} (followed by {successor}); nothing is imposed on it",
    status=409,
)
_TARGETS = {"unit": "单位", "person": "个人", "above": "上级单位或个人"}


class ImposeSanction(SanctionCommand, name="sanctions.impose", title="作出处理决定"):
    """Record the competent body's decision.

    Without `until` the proposal's months count from `since`; without those it lasts until it is
    lifted. A person is named for 个人, a person or another unit for 上级.
    """

    body: Annotated[Text, Meta(title="决定机关")]
    number: Annotated[Text, Meta(title="决定文号")]
    decided_on: Annotated[date, Meta(title="决定日期")]
    since: Annotated[date, Meta(title="起始日期")]
    until: Annotated[date | None, Meta(title="截止日期")] = None
    person: PersonId | None = None
    unit: OrganisationId | None = None


@decides(ImposeSanction, by=(Role.CLERK, Role.COMMITTEE_SECRETARY))
class Imposing(OfSanction[ImposeSanction], ChangesReading[ImposeSanction], Naming[ImposeSanction]):
    """By a competent body, on whom the proposal is for; a unit that is gone bears nothing."""

    def __init__(self, ask: ImposeSanction) -> None:
        super().__init__(ask)
        self.people: set[str] = set()

    def consistency_boundary(self) -> list[Selector]:
        selectors = [*super().consistency_boundary(), *successions(), *registered()]
        if self.ask.person is not None:
            selectors.append(Selector([PersonRegistered], [PERSON(self.ask.person)]))
        return selectors

    @event(PersonRegistered)
    def _person(self, person: str) -> None:
        self.people.add(person)

    def execute(self) -> None:
        ask = self.ask
        self.require("proposed")
        self.require_competent(ask.body)
        self._check_whom()
        unit = self.organisation if self.target == "unit" else ask.unit
        if unit is not None:
            self._check_it_exists(unit)
        until = ask.until or self._until()
        self._check_dates(until)
        self.record(
            SanctionImposed(
                sanction=ask.sanction,
                organisation=self.organisation,
                unit=unit,
                person=ask.person,
                measure=self.measure,
                bars=self.bars,
                body=ask.body,
                number=ask.number,
                decided_on=ask.decided_on,
                since=ask.since,
                until=until,
            )
        )

    def _check_whom(self) -> None:
        ask = self.ask
        if ask.unit is not None:
            self.refuse_unless(self.knows(ask.unit), unknown("单位", ask.unit))
        if ask.person is not None:
            self.refuse_unless(ask.person in self.people, unknown("人员", ask.person))
        named = (ask.unit is not None, ask.person is not None)
        fine, needed = {
            "unit": (named == (False, False), "不另写对象"),
            "person": (named == (False, True), "须写明人员"),
            "above": (sum(named) == 1 and ask.unit != self.organisation, "须写明上级单位或人员"),
        }[self.target]
        self.refuse_unless(fine, ON_WHOM(target=_TARGETS[self.target], needed=needed))

    def _check_it_exists(self, unit: str) -> None:
        if ended := end_of(self.roll.units, unit):
            heir = stand_in(self.roll.units, unit, Purpose.TICKETS) or ""
            names = {"name": self.name_of(unit), "successor_name": self.name_of(heir)}
            since = ended.since.isoformat()
            raise Refused(UNIT_GONE(unit=unit, since=since, successor=heir, **names))

    def _until(self) -> date | None:
        """The last day of so many months; one month from 1 March ends on 31 March."""
        if self.months is None:
            return None
        return months_later(self.ask.since, self.months) - timedelta(days=1)

    def _check_dates(self, until: date | None) -> None:
        ask = self.ask
        fine = ask.decided_on <= self.context.on and (until is None or until >= ask.since)
        dates = {"decided_on": ask.decided_on, "since": ask.since, "until": until}
        said = {name: day.isoformat() if day else "解除为止" for name, day in dates.items()}
        self.refuse_unless(fine, BEFORE_DECISION(**said))
