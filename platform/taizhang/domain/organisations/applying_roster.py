"""Applying a roster: what its preview showed, all in one decision, or nothing of it."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from msgspec import Meta, Struct

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import OrganisationId, PersonId, Text
from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.boundaries import whole_register
from taizhang.domain.organisations.codes import CodeScheme
from taizhang.domain.organisations.holding import PostSlice
from taizhang.domain.organisations.people_events import PersonRegistered, PersonRenamed
from taizhang.domain.organisations.tenure import Tenure
from taizhang.domain.organisations.unit_changes import Wanted, changes, circle, unfit_code
from taizhang.domain.refusals import TAKEN
from taizhang.errors import Reason, Refusal, Refused
from taizhang.events.personal import Personal
from taizhang.tenancy.roles import Role

CHANGED = Refusal(
    "organisations.register_changed",
    zh="预览之后登记册有了变化（预览时 {previewed} 条记录，现在 {now} 条）；请重新预览",
    en="the register has changed since the preview ({previewed} records then, {now} now)",
    status=409,
)
REASON = "名册导入"


class UnitLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit to be entered (`new`) or changed."""

    id: OrganisationId
    new: Annotated[bool, Meta(title="是否新增")]
    wanted: Annotated[Wanted, Meta(title="应登记的内容")]


class PersonLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A person to be entered, or whose name is written otherwise."""

    id: PersonId
    new: Annotated[bool, Meta(title="是否新增")]
    name: Annotated[Text, Personal("id"), Meta(title="姓名")]


class PostLine(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A post to be taken (`new`), and left where `until` says so."""

    person: PersonId
    organisation: OrganisationId
    post: Annotated[Text, Meta(title="职务")]
    since: Annotated[date, Meta(title="任职日期")]
    until: Annotated[date | None, Meta(title="离任日期")] = None
    new: Annotated[bool, Meta(title="是否新任")]
    counted: Annotated[bool | None, Meta(title="是否计入此职务")] = None


def in_turn(since: date, until: date | None) -> tuple[bool, date]:
    """Sorts posts as they are entered, whatever the order of the sheet: first those that are left,
    which are in nobody's way then, and each as it was taken. A preview judges them in this order.
    """
    return until is None, since


class ApplyRoster(Command, name="organisations.apply_roster", title="导入名册"):
    """Enter what a previewed roster holds. `size` is the register's at the preview, in events."""

    size: Annotated[int, Meta(ge=0, title="登记册记录数")]
    units: Annotated[list[UnitLine], Meta(title="单位")] = []
    people: Annotated[list[PersonLine], Meta(title="人员")] = []
    posts: Annotated[list[PostLine], Meta(title="任职")] = []


@decides(ApplyRoster, by=Role.CLERK)
class RosterApplying(PostSlice):
    """Rests on the whole register: whatever was added to it since the preview refuses this."""

    def consistency_boundary(self) -> list[Selector]:
        return whole_register()

    def execute(self) -> None:
        ask, size = self.ask, self.roll.size
        self.refuse_unless(ask.size == size, CHANGED(previewed=ask.size, now=size))
        for line in ask.units:
            if line.new:
                self._register(line)
        for line in ask.units:
            self._change(line)
        for line in ask.people:
            self._name(line)
        for line in sorted(ask.posts, key=lambda line: in_turn(line.since, line.until)):
            self.enter(line)

    def _register(self, line: UnitLine) -> None:
        known = self.roll.unit(line.id).registered
        self.refuse_unless(not known, TAKEN(kind="单位", id=line.id))
        wanted = line.wanted
        self.record(
            e.OrganisationRegistered(
                organisation=line.id,
                name=wanted.name or line.id,
                kind=wanted.kind or "",
                labels=wanted.labels or [],
            )
        )

    def _change(self, line: UnitLine) -> None:
        on, wanted = self.on, line.wanted
        unit = self.require_unit(line.id, on)
        if wanted.superior is not None:
            self.require_unit(wanted.superior, on)
        if wrong := list(self._unfit(line)):
            raise Refused(*wrong)
        for changed in list(changes(unit, wanted, on)):
            self.record(changed)

    def _unfit(self, line: UnitLine) -> Iterator[Reason]:
        id, wanted = line.id, line.wanted
        codes = {CodeScheme.DIVISION: wanted.division, CodeScheme.CREDIT: wanted.credit}
        found = [unfit_code(self.roll, id, scheme, code) for scheme, code in codes.items() if code]
        if wanted.superior is not None:
            found.append(circle(self.roll, id, wanted.superior))
        yield from filter(None, found)

    def _name(self, line: PersonLine) -> None:
        if line.new:
            fresh = line.id not in self.roll.tenures
            self.refuse_unless(fresh, TAKEN(kind="人员", id=line.id))
            self.record(PersonRegistered(person=line.id, name=line.name))
        else:
            self.require_person(line.id)
            self.record(PersonRenamed(person=line.id, name=line.name))

    def enter(self, line: PostLine) -> None:
        """Take, count or leave a post. Raises Refused, perhaps half-way."""
        tenure = Tenure(line.person, line.organisation, line.post, line.since)
        self.require_person(line.person)
        if line.new:
            self.require_now(line.since)
            self.require_unit(line.organisation, line.since)
            self.take(tenure, line.counted)
        elif line.counted:
            self.count(self.require_held(tenure), self.on)
        if line.until is not None:
            self.require_now(line.until)
            self.leave(tenure, line.until, REASON)
