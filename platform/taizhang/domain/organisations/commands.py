"""What can be asked about units and people, and how it is decided."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, Slice, decides, event
from taizhang.domain.names import ORGANISATION, PERSON, OrganisationId, PersonId, Text
from taizhang.domain.organisations.events import OrganisationRegistered
from taizhang.domain.organisations.people_events import PersonErased, PersonRegistered, PostTaken
from taizhang.domain.refusals import TAKEN, unknown
from taizhang.events.personal import Personal
from taizhang.tenancy.roles import Role


class RegisterOrganisation(Command, name="organisations.register", title="登记单位"):
    """Enter a village, community, enterprise or department in the register."""

    organisation: OrganisationId
    name: Annotated[Text, Meta(title="单位名称")]
    kind: Annotated[Text, Meta(title="单位类别")]
    labels: Annotated[list[str], Meta(title="单位标签")] = []


@decides(RegisterOrganisation, by=Role.CLERK)
class OrganisationRegistration(Slice[RegisterOrganisation]):
    """An identifier is given once."""

    known = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([OrganisationRegistered], [ORGANISATION(self.ask.organisation)])]

    @event(OrganisationRegistered)
    def _(self) -> None:
        self.known = True

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(not self.known, TAKEN(kind="单位", id=ask.organisation))
        self.record(
            OrganisationRegistered(
                organisation=ask.organisation, name=ask.name, kind=ask.kind, labels=ask.labels
            )
        )


class RegisterPerson(Command, name="organisations.register_person", title="登记人员"):
    """Enter a person who holds a post in a unit. The name is kept encrypted."""

    person: PersonId
    name: Annotated[Text, Personal("person"), Meta(title="姓名")]
    organisation: OrganisationId
    post: Annotated[Text, Meta(title="职务")]
    since: Annotated[date, Meta(title="任职日期")]


@decides(RegisterPerson, by=Role.CLERK)
class PersonRegistration(Slice[RegisterPerson]):
    """The unit must exist; a person's identifier is given once."""

    known = False
    unit_known = False

    def consistency_boundary(self) -> list[Selector]:
        return [
            Selector([PersonRegistered], [PERSON(self.ask.person)]),
            Selector([OrganisationRegistered], [ORGANISATION(self.ask.organisation)]),
        ]

    @event(PersonRegistered)
    def _(self) -> None:
        self.known = True

    @event(OrganisationRegistered)
    def _(self) -> None:
        self.unit_known = True

    def execute(self) -> None:
        ask = self.ask
        self.refuse_unless(self.unit_known, unknown("单位", ask.organisation))
        self.refuse_unless(not self.known, TAKEN(kind="人员", id=ask.person))
        self.record(PersonRegistered(person=ask.person, name=ask.name))
        self.record(
            PostTaken(
                person=ask.person, organisation=ask.organisation, post=ask.post, since=ask.since
            )
        )


class ErasePerson(Command, name="organisations.erase_person", title="删除个人信息"):
    """Delete a person's key and names for good. The log keeps its proofs."""

    person: PersonId
    reason: Annotated[Text, Meta(title="删除原因")]


@decides(ErasePerson, by=Role.CLERK)
class PersonErasure(Slice[ErasePerson]):
    """Whoever is known can be erased, once."""

    known = False

    def consistency_boundary(self) -> list[Selector]:
        return [Selector([PersonRegistered, PersonErased], [PERSON(self.ask.person)])]

    @event(PersonRegistered)
    def _(self) -> None:
        self.known = True

    @event(PersonErased)
    def _(self) -> None:
        self.known = False

    def execute(self) -> None:
        self.refuse_unless(self.known, unknown("人员", self.ask.person))
        self.record(PersonErased(person=self.ask.person, reason=self.ask.reason))
