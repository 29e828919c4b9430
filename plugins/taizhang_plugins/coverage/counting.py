"""Counting: how many employees and full members a unit has, and what follows from it."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang import Command, Refusal, Role, Selector, decides
from taizhang.core import OrganisationId
from taizhang_plugins.coverage.cultivating import settle
from taizhang_plugins.coverage.due import founding_due
from taizhang_plugins.coverage.events import HeadcountReported
from taizhang_plugins.coverage.figures import read
from taizhang_plugins.coverage.limits import enough_members
from taizhang_plugins.coverage.names import Figure, Line, Written
from taizhang_plugins.coverage.refusals import FUTURE, NOT_LISTED
from taizhang_plugins.coverage.standing import Standing, of_units
from taizhang_plugins.coverage.target_events import TargetSet

OPEN = Refusal(
    "coverage.headcount_open",
    zh="“{name}”职工 {text} 人，不能判断是否达到 {least} 人，请报准确人数",
    en="{text} employees of {name}: that may be {least} or not; report the exact number",
    rule="S3-26",
)
FEWER = Refusal(
    "coverage.members_above_employees",
    zh="“{name}”正式党员 {members} 人，多于职工 {employees} 人",
    en="{members} full members among {employees} employees of {name}",
)


class ReportHeadcount(Command, name="coverage.report_headcount", title="上报职工和党员人数"):
    """Report how many employees and full members a unit had on a day (today), as the source has it.

    A later report for the same day takes its place.
    """

    organisation: OrganisationId
    employees: Annotated[Written, Meta(title="职工人数")]
    members: Annotated[Written, Meta(title="正式党员人数")]
    source: Annotated[Line, Meta(title="来源")]
    counted_on: Annotated[date | None, Meta(title="统计日期")] = None


@decides(ReportHeadcount, by=(Role.CLERK, Role.UNIT_SECRETARY))
class Counting(Standing[ReportHeadcount]):
    """The township that the unit lies in reports, or a clerk. What passes the threshold gets its
    target of the year (S3-26); who has members enough ought to found.
    """

    def consistency_boundary(self) -> list[Selector]:
        return of_units(self.ask.organisation)

    def execute(self) -> None:
        ask, unit = self.ask, self.unit(self.ask.organisation)
        name, on = self.name_of(ask.organisation), self.context.on
        self.refuse_unless(unit.listed, NOT_LISTED(name=name))
        self.context.require_unit(
            unit.township, Role.UNIT_SECRETARY, Role.CLERK, name=f"{name}所在乡镇"
        )
        day = ask.counted_on or on
        late = FUTURE(what="统计日期", what_en="the count of", day=str(day), on=str(on))
        self.refuse_unless(day <= on, late)
        employees = read(self.rules, ask.employees, "人")
        members = read(self.rules, ask.members, "人")
        fewer = FEWER(name=name, members=members.text, employees=employees.text)
        fits = employees.high is None or members.low <= employees.high
        self.refuse_unless(fits, fewer)
        self._count(day, employees, members)

    def _count(self, day: date, employees: Figure, members: Figure) -> None:
        ask, unit = self.ask, self.unit(self.ask.organisation)
        target, least = self.rules.cultivation, enough_members(self.rules, day)
        asked = unit.kind in target.kinds
        above = employees.range.at_least(target.least) if asked else "no"
        enough = members.range.at_least(least.value) if least else "no"
        self.record(
            HeadcountReported(
                organisation=ask.organisation,
                township=unit.township,
                counted_on=day,
                employees=employees,
                members=members,
                source=ask.source,
                above=above,
                enough=enough,
            )
        )
        if above == "yes":
            self._set_target(day.year)
        elif above == "open":
            self.warn(
                OPEN(
                    clause=target.basis("inclusive"),
                    name=self.name_of(ask.organisation),
                    text=employees.text,
                    least=target.least,
                )
            )
        if enough == "yes" and least:
            founding_due(self, ask.organisation, members, least)

    def _set_target(self, year: int) -> None:
        id, unit, target = (
            self.ask.organisation,
            self.unit(self.ask.organisation),
            self.rules.cultivation,
        )
        if year in unit.targets or (unit.targets and not target.each_year):
            return
        self.record(
            TargetSet(
                organisation=id,
                township=unit.township,
                year=year,
                key=unit.next_key(year),
                activists=target.activists,
                members=target.members,
            )
        )
        settle(self, id, year)
