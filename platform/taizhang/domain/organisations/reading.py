"""Reading the register: what the decisions on units and posts rest on."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Slice, event
from taizhang.domain.organisations import events as e
from taizhang.domain.organisations.roll import Roll
from taizhang.domain.organisations.unit import Unit
from taizhang.domain.refusals import unknown
from taizhang.errors import Refusal

C = TypeVar("C", bound=Command)

NOT_YET = Refusal(
    "organisations.not_yet",
    zh="{since} 在业务日期 {on} 之后;到那一天再办理",
    en="{since} is after the business date {on}",
)
OUT_OF_ORDER = Refusal(
    "organisations.out_of_order",
    zh="“{id}”的{what}自 {known} 起已有记录,不能再登记自 {since} 起的变更",
    en="{id!r} has a later record ({known}) than {since}",
    status=409,
)
CLOSED = Refusal(
    "organisations.closed",
    zh="单位“{id}”自 {closed} 起已不存在,由{successors}承接",
    en="{id!r} ceased to exist on {closed}; it is followed by {successors}",
    status=409,
)


class RegisterSlice(Slice[C]):
    """Folds whatever its boundary selects of the register."""

    def __init__(self, ask: C) -> None:
        super().__init__(ask)
        self.roll = Roll()

    def require_unit(self, id: str, day: date) -> Unit:
        """A unit that exists on a day. Raises Refused."""
        unit = self.roll.unit(id)
        self.refuse_unless(unit.registered, unknown("单位", id))
        self.refuse_unless(
            unit.lives(day),
            lambda: CLOSED(
                id=id,
                closed=str(unit.closed),
                successors="、".join(unit.changes[-1].successors) or "(无)",
            ),
        )
        return unit

    def require_person(self, id: str) -> None:
        """Somebody registered and not erased. Raises Refused."""
        self.refuse_unless(self.roll.knows(id), unknown("人员", id))

    def require_now(self, since: date) -> None:
        """What is recorded has begun: rows show what holds, not what will. Raises Refused."""
        on = self.context.on
        self.refuse_unless(since <= on, NOT_YET(since=since.isoformat(), on=on.isoformat()))

    def require_order(self, id: str, what: str, since: date, known: date) -> None:
        """History only grows at its end. Raises Refused."""
        words = {"since": since.isoformat(), "known": known.isoformat()}
        self.refuse_unless(known <= since, OUT_OF_ORDER(id=id, what=what, **words))

    @event(e.OrganisationRegistered)
    def _(self, organisation: str, name: str, kind: str, labels: list[str]) -> None:
        self.roll.take(
            e.OrganisationRegistered(organisation=organisation, name=name, kind=kind, labels=labels)
        )

    @event(e.OrganisationRenamed)
    def _(self, organisation: str, name: str, since: date) -> None:
        self.roll.take(e.OrganisationRenamed(organisation=organisation, name=name, since=since))

    @event(e.OrganisationReclassified)
    def _(self, organisation: str, kind: str, since: date) -> None:
        self.roll.take(
            e.OrganisationReclassified(organisation=organisation, kind=kind, since=since)
        )

    @event(e.OrganisationLabelled)
    def _(self, organisation: str, labels: list[str], since: date) -> None:
        self.roll.take(
            e.OrganisationLabelled(organisation=organisation, labels=labels, since=since)
        )

    @event(e.OrganisationPlaced)
    def _(self, organisation: str, superior: str | None, since: date) -> None:
        self.roll.take(
            e.OrganisationPlaced(organisation=organisation, superior=superior, since=since)
        )

    @event(e.CodeGiven)
    def _(
        self, organisation: str, scheme: str, code: str | None, replaces: str | None, since: date
    ) -> None:
        self.roll.take(
            e.CodeGiven(
                organisation=organisation, scheme=scheme, code=code, replaces=replaces, since=since
            )
        )

    @event(e.OrganisationSucceeded)
    def _(
        self,
        organisation: str,
        change: str,
        successors: list[str],
        tickets: str,
        quota: str | None,
        continues: bool,
        since: date,
        document: str,
    ) -> None:
        self.roll.take(
            e.OrganisationSucceeded(
                organisation=organisation,
                change=change,
                successors=successors,
                tickets=tickets,
                quota=quota,
                continues=continues,
                since=since,
                document=document,
            )
        )

    @event(e.PersonRegistered)
    def _(self, person: str, name: str) -> None:
        self.roll.take(e.PersonRegistered(person=person, name=name))

    @event(e.PersonRenamed)
    def _(self, person: str, name: str) -> None:
        self.roll.take(e.PersonRenamed(person=person, name=name))

    @event(e.PostTaken)
    def _(self, person: str, organisation: str, post: str, since: date) -> None:
        self.roll.take(
            e.PostTaken(person=person, organisation=organisation, post=post, since=since)
        )

    @event(e.PostLeft)
    def _(self, person: str, organisation: str, post: str, until: date, reason: str) -> None:
        self.roll.take(
            e.PostLeft(
                person=person, organisation=organisation, post=post, until=until, reason=reason
            )
        )

    @event(e.PersonCounted)
    def _(self, person: str, organisation: str, post: str, since: date, held_since: date) -> None:
        self.roll.take(
            e.PersonCounted(
                person=person,
                organisation=organisation,
                post=post,
                since=since,
                held_since=held_since,
            )
        )

    @event(e.PersonErased)
    def _(self, person: str, reason: str) -> None:
        self.roll.take(e.PersonErased(person=person, reason=reason))
