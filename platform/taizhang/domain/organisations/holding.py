"""Holding posts: what taking, leaving and being counted have in common."""

from datetime import date, timedelta
from typing import Any

from taizhang.domain.organisations.people_events import PersonCounted, PostLeft, PostTaken
from taizhang.domain.organisations.reading import RegisterSlice
from taizhang.domain.organisations.tenure import Tenure
from taizhang.errors import Refusal

HOLDS = Refusal(
    "organisations.post_held",
    zh="“{person}”自 {since} 起已任“{name}”{post}",
    en="{person!r} has held {post!r} in {name} since {since}",
    status=409,
)
HOLDS_NOT = Refusal(
    "organisations.post_not_held",
    zh="“{person}”现不任“{name}”{post}",
    en="{person!r} does not hold {post!r} in {name}",
    status=409,
)
HELD_THEN = Refusal(
    "organisations.post_held_then",
    zh="“{person}”{since} 至 {until} 曾任“{name}”{post}，任期不能重叠",
    en="{person!r} held {post!r} in {name} from {since} to {until}: times must not overlap",
    status=409,
)
COUNTED_WHERE = Refusal(
    "organisations.counted_where",
    zh="“{person}”兼任多个职务（{posts}），须先指定计入哪一个",
    en="{person!r} holds several posts ({posts}): choose the one to be counted in",
)
TOO_EARLY = Refusal(
    "organisations.left_before_taken",
    zh="离任日期 {until} 早于任职日期 {since}",
    en="the post was taken on {since}, after {until}",
)


class PostSlice(RegisterSlice[Any]):
    """What taking and leaving a post have in common."""

    def take(self, tenure: Tenure, counted: bool | None) -> None:
        """Record that a post was taken. Raises Refused."""
        held = self.roll.open(tenure.person)
        for each in held:
            taken = HOLDS(**self.words_of(each), since=each.since.isoformat())
            self.refuse_unless(each.place != tenure.place, taken)
        self._require_apart(tenure, tenure.since)
        person, (organisation, post) = tenure.person, tenure.place
        before = self.roll.counted_in(person, tenure.since)
        # On its last day a post is still held, but nobody can go on being counted in it.
        stays = before in held or len(held) == 1
        chosen = not held or counted is True or (counted is False and stays)
        self.require_choice(person, [*held, tenure], chosen)
        self.record(
            PostTaken(person=person, organisation=organisation, post=post, since=tenure.since)
        )
        if held:
            kept = before if before in held and before is not None else held[0]
            self.count(tenure if counted else kept, tenure.since)

    def leave(self, place: Tenure, until: date, reason: str) -> None:
        """Record that a post was left. Raises Refused."""
        held, open = self.require_held(place), self.roll.open(place.person)
        early = TOO_EARLY(until=until.isoformat(), since=held.since.isoformat())
        self.refuse_unless(held.since <= until, early)
        self._require_apart(held, until)
        others = [each for each in open if each != held]
        on_the_day = self.roll.counted_in(place.person, until)
        counted = on_the_day if on_the_day in open else None
        self.require_choice(place.person, open, counted not in (held, None) or len(others) < 2)
        self.record(
            PostLeft(
                person=held.person,
                organisation=held.organisation,
                post=held.post,
                until=until,
                reason=reason,
            )
        )
        if others and counted in (held, None):
            self.count(others[0], until + timedelta(days=1))

    def count(self, tenure: Tenure, since: date) -> None:
        """Record in which post a person is counted, unless it is so already."""
        chosen = self.roll.counted.get(tenure.person)
        if chosen is None or chosen.on(since) != tenure.place:
            self.record(
                PersonCounted(
                    person=tenure.person,
                    organisation=tenure.organisation,
                    post=tenure.post,
                    since=since,
                    held_since=tenure.since,
                )
            )

    def require_held(self, place: Tenure) -> Tenure:
        """The post as it is held now. Raises Refused."""
        open = self.roll.open(place.person)
        held = next((each for each in open if each.place == place.place), None)
        self.refuse_unless(held is not None, HOLDS_NOT(**self.words_of(place)))
        assert held is not None
        return held

    def require_choice(self, person: str, posts: list[Tenure], chosen: bool) -> None:
        """Where a person is counted must not be left open. Raises Refused."""
        listed = "、".join(f"{self.name_of(each.organisation)}{each.post}" for each in posts)
        self.refuse_unless(chosen, COUNTED_WHERE(person=person, posts=listed))

    def _require_apart(self, tenure: Tenure, until: date) -> None:
        """From the first day to `until`, both included, the post was held at no other time. Raises
        Refused.
        """
        for each in self.roll.tenures.get(tenure.person, ()):
            if each.place == tenure.place and each.until is not None:
                then = {"since": each.since.isoformat(), "until": each.until.isoformat()}
                apart = each.until < tenure.since or until < each.since
                self.refuse_unless(apart, HELD_THEN(**self.words_of(each), **then))

    def words_of(self, tenure: Tenure) -> dict[str, str]:
        """The values of a refusal."""
        return {
            "person": tenure.person,
            "organisation": tenure.organisation,
            "name": self.name_of(tenure.organisation),
            "post": tenure.post,
        }
