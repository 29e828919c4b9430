"""Reading what happened to people and posts: each event is folded into the roll."""

from datetime import date
from typing import TypeVar

from taizhang.commands.command import Command
from taizhang.commands.slice import Slice, event
from taizhang.domain.organisations.people_events import (
    PersonCounted,
    PersonErased,
    PersonRegistered,
    PersonRenamed,
    PostLeft,
    PostTaken,
)
from taizhang.domain.organisations.roll import Roll

C = TypeVar("C", bound=Command)


class PeopleReading(Slice[C]):
    """Folds registrations, posts taken and left, and erasures."""

    roll: Roll

    @event(PersonRegistered)
    def _person_registered(self, person: str, name: str) -> None:
        self.roll.take(PersonRegistered(person=person, name=name))

    @event(PersonRenamed)
    def _person_renamed(self, person: str, name: str) -> None:
        self.roll.take(PersonRenamed(person=person, name=name))

    @event(PostTaken)
    def _post_taken(self, person: str, organisation: str, post: str, since: date) -> None:
        self.roll.take(PostTaken(person=person, organisation=organisation, post=post, since=since))

    @event(PostLeft)
    def _post_left(
        self, person: str, organisation: str, post: str, until: date, reason: str
    ) -> None:
        self.roll.take(
            PostLeft(
                person=person, organisation=organisation, post=post, until=until, reason=reason
            )
        )

    @event(PersonCounted)
    def _person_counted(
        self, person: str, organisation: str, post: str, since: date, held_since: date
    ) -> None:
        self.roll.take(
            PersonCounted(
                person=person,
                organisation=organisation,
                post=post,
                since=since,
                held_since=held_since,
            )
        )

    @event(PersonErased)
    def _person_erased(self, person: str, reason: str) -> None:
        self.roll.take(PersonErased(person=person, reason=reason))
