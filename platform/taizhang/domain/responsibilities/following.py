"""What comes with a post: whoever takes it answers for the unit, whoever leaves it does not."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import decides
from taizhang.domain.names import PersonId, Text
from taizhang.domain.organisations.people_events import PostLeft, PostTaken
from taizhang.domain.responsibilities.rules import ResponsibilityRules
from taizhang.domain.responsibilities.standing import OfUnit, UnitCommand
from taizhang.tenancy.roles import Role


class FollowPost(UnitCommand, name="responsibilities.follow_post", title="随职务确定责任"):
    """Give a person what comes with a post, from `since`, or take it away after `until`."""

    person: PersonId
    post: Annotated[Text, Meta(title="职务")]
    since: Annotated[date | None, Meta(title="起始日期")] = None
    until: Annotated[date | None, Meta(title="截止日期")] = None


@decides(FollowPost, by=Role.SYSTEM)
class Following(OfUnit[FollowPost]):
    """By the tenant's rule on which post it is; bodies that bear something do so from then on."""

    def execute(self) -> None:
        ask = self.ask
        rules = self.context.rules.of(ResponsibilityRules)
        for role in rules.by_post(ask.post):
            if ask.until is not None:
                self.lay_down(role.name, (ask.person, None), ask.until)
            elif ask.since is not None:
                self.take(role, (ask.person, None), ask.since)
        for role in rules.by_body if ask.since is not None else ():
            if not any(name == role.name for name, _ in self.borne):
                self.take(role, (None, role.body), ask.since or self.context.on)


@policy("responsibilities.after_post_taken", on=PostTaken)
def after_post_taken(event: PostTaken, occasion: Occasion) -> Iterable[Command]:
    """Only for a post that the tenant's rules name (S1-19)."""
    if _concerned(event.post, occasion):
        yield FollowPost(
            organisation=event.organisation,
            person=event.person,
            post=event.post,
            since=event.since,
        )


@policy("responsibilities.after_post_left", on=PostLeft)
def after_post_left(event: PostLeft, occasion: Occasion) -> Iterable[Command]:
    """Only for a post that the tenant's rules name (S1-19)."""
    if _concerned(event.post, occasion):
        yield FollowPost(
            organisation=event.organisation,
            person=event.person,
            post=event.post,
            until=event.until,
        )


def _concerned(post: str, occasion: Occasion) -> bool:
    rules = occasion.rules.find(ResponsibilityRules)
    return rules is not None and bool(rules.by_post(post))
