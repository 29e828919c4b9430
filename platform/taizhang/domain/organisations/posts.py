"""Posts: taken, left, handed over; of several, the one in which a person is counted."""

from datetime import date, timedelta
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import OrganisationId, PersonId, Text
from taizhang.domain.naming import registered
from taizhang.domain.organisations.boundaries import of_people, of_units
from taizhang.domain.organisations.holding import HOLDS_NOT, PostSlice
from taizhang.domain.organisations.tenure import Tenure
from taizhang.tenancy.roles import Role


class TakePost(Command, name="organisations.take_post", title="任职"):
    """Somebody takes a post. Who holds another already is counted in this one, or stays there."""

    person: PersonId
    organisation: OrganisationId
    post: Annotated[Text, Meta(title="职务")]
    since: Annotated[date, Meta(title="任职日期")]
    counted: Annotated[bool | None, Meta(title="是否计入此职务")] = None


class LeavePost(Command, name="organisations.leave_post", title="离任"):
    """Somebody leaves a post; `until` is the last day in it."""

    person: PersonId
    organisation: OrganisationId
    post: Annotated[Text, Meta(title="职务")]
    until: Annotated[date, Meta(title="离任日期")]
    reason: Annotated[Text, Meta(title="离任原因")]


class HandOver(Command, name="organisations.hand_over", title="职务交接"):
    """One leaves a post and another takes it on the next day (`since`)."""

    organisation: OrganisationId
    post: Annotated[Text, Meta(title="职务")]
    leaver: Annotated[PersonId, Meta(title="离任人")]
    successor: Annotated[PersonId, Meta(title="接任人")]
    since: Annotated[date, Meta(title="接任日期")]
    reason: Annotated[Text, Meta(title="离任原因")]
    counted: Annotated[bool | None, Meta(title="是否计入此职务")] = None


class CountPerson(Command, name="organisations.count_person", title="指定计入职务"):
    """Choose the post in which somebody with several is counted (一肩挑)."""

    person: PersonId
    organisation: OrganisationId
    post: Annotated[Text, Meta(title="计入的职务")]
    since: Annotated[date, Meta(title="生效日期")]


@decides(TakePost, by=Role.CLERK)
class PostTaking(PostSlice):
    """Person and unit must exist; nobody takes a post twice."""

    def consistency_boundary(self) -> list[Selector]:
        return [*of_people([self.ask.person]), *of_units([self.ask.organisation])]

    def execute(self) -> None:
        ask = self.ask
        self.require_now(ask.since)
        self.require_person(ask.person)
        self.require_unit(ask.organisation, ask.since)
        self.take(Tenure(ask.person, ask.organisation, ask.post, ask.since), ask.counted)


@decides(LeavePost, by=Role.CLERK)
class PostLeaving(PostSlice):
    """The post must be held; who is left with one post is counted there."""

    def consistency_boundary(self) -> list[Selector]:
        return [*of_people([self.ask.person]), *registered()]

    def execute(self) -> None:
        ask = self.ask
        self.require_now(ask.until)
        held = Tenure(ask.person, ask.organisation, ask.post, ask.until)
        self.leave(held, ask.until, ask.reason)


@decides(HandOver, by=Role.CLERK)
class HandingOver(PostSlice):
    """Both in one decision, so that the post is never held by both, nor by nobody."""

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        return [*of_people([ask.leaver, ask.successor]), *of_units([ask.organisation])]

    def execute(self) -> None:
        ask = self.ask
        self.require_now(ask.since)
        self.require_person(ask.successor)
        self.require_unit(ask.organisation, ask.since)
        last = ask.since - timedelta(days=1)
        self.leave(Tenure(ask.leaver, ask.organisation, ask.post, last), last, ask.reason)
        self.take(Tenure(ask.successor, ask.organisation, ask.post, ask.since), ask.counted)


@decides(CountPerson, by=Role.CLERK)
class PersonCounting(PostSlice):
    """Only in a post that is held on the day."""

    def consistency_boundary(self) -> list[Selector]:
        return [*of_people([self.ask.person]), *registered()]

    def execute(self) -> None:
        ask = self.ask
        self.require_now(ask.since)
        self.require_person(ask.person)
        chosen = self.roll.counted.get(ask.person)
        if chosen is not None:
            self.require_order(ask.person, "计入职务", ask.since, chosen.since)
        held = self.roll.held(ask.person, ask.since)
        place = (ask.organisation, ask.post)
        tenure = next((each for each in held if each.place == place), None)
        asked = Tenure(ask.person, *place, ask.since)
        self.refuse_unless(tenure is not None, HOLDS_NOT(**self.words_of(asked)))
        assert tenure is not None
        self.count(tenure, ask.since)
