"""Assignment by hand: where no post says who it is, or somebody held the post before the rules."""

from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides
from taizhang.domain.names import PersonId, Text
from taizhang.domain.organisations.boundaries import of_people
from taizhang.domain.responsibilities.rules import Responsibility, ResponsibilityRules
from taizhang.domain.responsibilities.standing import OfUnit, UnitCommand
from taizhang.errors import Refusal, Refused
from taizhang.tenancy.roles import Role

UNKNOWN = Refusal(
    "responsibilities.unknown",
    zh="没有“{responsibility}”这项责任；规定的是：{named}",
    en="{responsibility!r} is no responsibility; there are: {named}",
    rule="S1-19",
)
ONE_BEARER = Refusal(
    "responsibilities.one_bearer",
    zh="“{responsibility}”须写明一名人员或一个组织，不能都写或都不写",
    en="name the person or the body that bears {responsibility!r}, one of them",
)
NOT_IN_POST = Refusal(
    "responsibilities.not_in_post",
    zh="“{responsibility}”由“{name}”的{post}承担，“{bearer}”在 {since} 不任此职",
    en="{responsibility!r} is the {post}'s of {name}; {bearer!r} does not hold that post",
    rule="S1-19",
)
ANOTHER_BODY = Refusal(
    "responsibilities.another_body",
    zh="“{responsibility}”由{body}承担，不能由“{bearer}”承担",
    en="{responsibility!r} is borne by {body}, not by {bearer!r}",
    rule="S1-19",
)
ALREADY = Refusal(
    "responsibilities.already_borne",
    zh="“{bearer}”自 {since} 起已承担“{name}”的“{responsibility}”",
    en="{bearer!r} has borne {responsibility!r} for {name} since {since}",
    status=409,
)
NOT_BORNE = Refusal(
    "responsibilities.not_borne",
    zh="“{bearer}”没有承担“{name}”的“{responsibility}”",
    en="{bearer!r} does not bear {responsibility!r} for {name}",
    status=409,
)
TOO_EARLY = Refusal(
    "responsibilities.laid_down_before_taken",
    zh="截止日期 {until} 早于承担日期 {since}",
    en="it was taken on {since}, after {until}",
)


class AssignResponsibility(UnitCommand, name="responsibilities.assign", title="明确责任"):
    """Say who answers for a unit from a day on: a person, or a body."""

    responsibility: Annotated[Text, Meta(title="责任")]
    since: Annotated[date, Meta(title="起始日期")]
    person: PersonId | None = None
    body: Annotated[Text | None, Meta(title="责任机构")] = None


class ReleaseFromResponsibility(UnitCommand, name="responsibilities.release", title="解除责任"):
    """Say who answers for a unit no more; `until` is the last day."""

    responsibility: Annotated[Text, Meta(title="责任")]
    until: Annotated[date, Meta(title="截止日期")]
    person: PersonId | None = None
    body: Annotated[Text | None, Meta(title="责任机构")] = None


@decides(AssignResponsibility, by=Role.CLERK)
class Assigning(OfUnit[AssignResponsibility]):
    """A responsibility that the rules name, borne by whom the rules say."""

    def consistency_boundary(self) -> list[Selector]:
        person = [self.ask.person] if self.ask.person else []
        return [*super().consistency_boundary(), *of_people(person)]

    def execute(self) -> None:
        ask = self.ask
        self.require_now(ask.since)
        self.require_unit(ask.organisation, ask.since)
        role = self._named()
        one = ONE_BEARER(responsibility=role.name)
        self.refuse_unless((ask.person is None) != (ask.body is None), one)
        bearer = ask.person or ask.body or ""
        words = {"bearer": bearer, "responsibility": role.name, "name": self.name}
        held = self.borne.get((role.name, (ask.person, ask.body)))
        self.refuse_unless(held is None, lambda: ALREADY(since=str(held), **words))
        self._require_fit(role, words)
        self.take(role, (ask.person, ask.body), ask.since)

    def _named(self) -> Responsibility:
        rules = self.context.rules.of(ResponsibilityRules)
        if role := rules.find(self.ask.responsibility):
            return role
        named = "、".join(each.name for each in rules.roles)
        clause = rules.roles[0].basis("name")
        raise Refused(UNKNOWN(clause=clause, responsibility=self.ask.responsibility, named=named))

    def _require_fit(self, role: Responsibility, words: dict[str, str]) -> None:
        ask = self.ask
        if ask.person is not None:
            self.require_person(ask.person)
        if role.post is not None:
            places = [each.place for each in self.roll.held(ask.person or "", ask.since)]
            held = (ask.organisation, role.post) in places
            since = ask.since.isoformat()
            clause = role.basis("post")
            other = NOT_IN_POST(clause=clause, post=role.post, since=since, **words)
            self.refuse_unless(held, other)
        if role.body is not None:
            other = ANOTHER_BODY(clause=role.basis("body"), body=role.body, **words)
            self.refuse_unless(ask.body == role.body, other)


@decides(ReleaseFromResponsibility, by=Role.CLERK)
class Releasing(OfUnit[ReleaseFromResponsibility]):
    """Only what is borne, and not before it was taken."""

    def execute(self) -> None:
        ask = self.ask
        self.require_now(ask.until)
        self.require_unit(ask.organisation, self.context.on)
        bearer = (ask.person, ask.body)
        since = self.borne.get((ask.responsibility, bearer))
        if since is None:
            raise Refused(
                NOT_BORNE(
                    bearer=ask.person or ask.body or "",
                    responsibility=ask.responsibility,
                    name=self.name,
                )
            )
        early = TOO_EARLY(until=ask.until.isoformat(), since=since.isoformat())
        self.refuse_unless(since <= ask.until, early)
        self.lay_down(ask.responsibility, bearer, ask.until)
