"""Debriefs before the meeting, by the unit's secretary or somebody named for them."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.meetings.events import DebriefHeld, Mode
from taizhang.domain.meetings.rules import Debriefs
from taizhang.domain.meetings.subjects import OnSubject, SubjectCommand
from taizhang.domain.names import ORGANISATION, PERSON, PersonId, Text
from taizhang.domain.organisations.people_events import PersonRegistered, PostLeft, PostTaken
from taizhang.domain.refusals import unknown
from taizhang.errors import Refusal
from taizhang.tenancy.roles import Role

NO_DEBRIEFER = Refusal(
    "meetings.debriefer_unnamed",
    zh="“{name}”现有 {count} 名{posts}，请写明由谁述职",
    en="{name} has {count} holders of {posts}; say who debriefs",
    rule="S0-01",
)
NOT_THE_SECRETARY = Refusal(
    "meetings.not_the_secretary",
    zh="“{person}”不是“{name}”的{posts}；代为述职须写明原因",
    en="{person} holds no such post in {name}; a stand-in needs a reason",
    rule="S0-01",
)
NO_STAND_IN = Refusal(
    "meetings.no_stand_in",
    zh="“{name}”须由{posts}本人述职，不能由“{person}”代替",
    en="nobody may debrief for {name} in place of its secretary",
    rule="S0-01",
)
WRONG_MODE = Refusal(
    "meetings.debrief_mode",
    zh="述职方式须为{allowed}，不能以{given}代替",
    en="a debrief is given {allowed}, not {given}",
    rule="S1-01",
)

_MODES: dict[Mode, str] = {"in_person": "现场述职", "written": "书面述职"}


class HoldDebrief(SubjectCommand, name="meetings.debrief", title="述职"):
    """Record that a unit has debriefed before the meeting: its secretary, or a stand-in."""

    debriefer: Annotated[PersonId | None, Meta(title="述职人")] = None
    stand_in_reason: Annotated[Text | None, Meta(title="代为述职原因")] = None
    mode: Annotated[Mode, Meta(title="述职方式")] = "in_person"


@decides(HoldDebrief, by=Role.CLERK, version=2)
class Debriefing(OnSubject[HoldDebrief]):
    """A unit debriefs once a meeting, in the mode and by the person that the rules name."""

    def __init__(self, ask: HoldDebrief) -> None:
        super().__init__(ask)
        self.posts: list[tuple[date, str, str]] = []
        self.left: dict[tuple[str, str], date] = {}
        self.known = False

    def consistency_boundary(self) -> list[Selector]:
        named = self.ask.debriefer
        person = [Selector([PersonRegistered], [PERSON(named)])] if named else []
        posts = Selector([PostTaken, PostLeft], [ORGANISATION(self.ask.organisation)])
        return [*super().consistency_boundary(), posts, *person]

    @event(PostTaken)
    def _took(self, person: str, post: str, since: date) -> None:
        self.posts.append((since, post, person))

    @event(PostLeft)
    def _left(self, person: str, post: str, until: date) -> None:
        self.left[post, person] = until

    @event(PersonRegistered)
    def _person_registered(self) -> None:
        self.known = True

    def execute(self) -> None:
        ask = self.ask
        self.require_subject(ask.organisation)
        if "debrief" in self.steps:
            return
        rule = self.provisions.debriefs
        self._check_mode(rule)
        debriefer = self._debriefer(rule)
        self.take_step("debrief")
        self.record(
            DebriefHeld(
                meeting=ask.meeting,
                cycle=self.cycle,
                organisation=ask.organisation,
                debriefer=debriefer,
                stand_in_reason=ask.stand_in_reason,
                mode=ask.mode,
            )
        )

    def _check_mode(self, rule: Debriefs) -> None:
        allowed = rule.modes or list(_MODES)
        words, given = "、".join(_MODES[mode] for mode in allowed), _MODES[self.ask.mode]
        wrong = WRONG_MODE(clause=rule.basis("modes"), allowed=words, given=given)
        self.refuse_unless(self.ask.mode in allowed, wrong)

    def _debriefer(self, rule: Debriefs) -> str | None:
        """Who is named, or else the one secretary that the register knows."""
        unit, named = self.ask.organisation, self.ask.debriefer
        self.refuse_unless(named is None or self.known, lambda: unknown("人员", str(named)))
        if rule.posts is None:
            return named
        words, clause = "、".join(rule.posts), rule.basis("posts")
        holders = self._holders(rule.posts)
        if named is None:
            said = {"organisation": unit, "name": self.name, "posts": words}
            unclear = NO_DEBRIEFER(clause=clause, count=len(holders), **said)
            self.refuse_unless(len(holders) == 1, unclear)
            return next(iter(holders))
        if named not in holders:
            self._check_stand_in(rule, named, words)
        return named

    def _check_stand_in(self, rule: Debriefs, named: str, words: str) -> None:
        unit = {"organisation": self.ask.organisation, "name": self.name}
        about = {**unit, "person": named, "posts": words}
        barred = NO_STAND_IN(clause=rule.basis("stand_in"), **about)
        self.refuse_unless(rule.stand_in is not False, barred)
        silent = NOT_THE_SECRETARY(clause=rule.basis("posts"), **about)
        self.refuse_unless(self.ask.stand_in_reason is not None, silent)

    def _holders(self, posts: Sequence[str]) -> set[str]:
        """Of each post, whoever took it last by the business date and has not left it since."""
        on = self.context.on
        taken = sorted(each for each in self.posts if each[0] <= on and each[1] in posts)
        last = {post: (since, person) for since, post, person in taken}
        return {
            person
            for post, (since, person) in last.items()
            if not since <= self.left.get((post, person), date.min) < on
        }
