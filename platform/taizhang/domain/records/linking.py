"""Putting a result to its uses: into the unit's record and its secretary's (S0-18, S1-16)."""

from collections.abc import Iterable, Iterator

from taizhang.commands.command import Command
from taizhang.commands.policy import Occasion, policy
from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradeCorrected
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.names import CYCLE, ORGANISATION, SUBJECT, is_person, subject_of
from taizhang.domain.organisations.people_events import PostLeft, PostTaken
from taizhang.domain.records.events import ResultLinked
from taizhang.domain.records.grading import GradedCommand, OfGraded
from taizhang.domain.records.rules import RecordRules, Use
from taizhang.tenancy.roles import Role


class LinkResult(GradedCommand, name="records.link_result", title="考核结果计入档案"):
    """Put a grade into the records that the tenant's uses name; what is there already stays."""


@decides(LinkResult, by=(Role.CLERK, Role.SYSTEM))
class Linking(OfGraded[LinkResult]):
    """A unit's grade goes to whoever holds a post on the day that debriefs for the unit."""

    def __init__(self, ask: LinkResult) -> None:
        super().__init__(ask)
        self.linked: dict[tuple[str, str], str] = {}
        """By record and use, the grade that was put there last."""

    def consistency_boundary(self) -> list[Selector]:
        cycle, subject = self.ask.cycle, self.ask.subject
        posts = Selector([PostTaken, PostLeft], [ORGANISATION(subject)])
        return [
            *super().consistency_boundary(),
            Selector([ResultLinked], [CYCLE(cycle), SUBJECT(subject)]),
            *([] if is_person(subject) else [posts]),
        ]

    @event(ResultLinked)
    def _linked(self, subject: str, source: str, use: str, grade: str) -> None:
        if source == self.ask.subject:
            self.linked[subject, use] = grade

    def execute(self) -> None:
        grade = self.require_grade()
        for use in self.context.rules.of(RecordRules).uses:
            for whose in self._records(use):
                if self.linked.get((whose, use.name)) != grade:
                    self.record(
                        ResultLinked(
                            cycle=self.ask.cycle,
                            subject=whose,
                            source=self.ask.subject,
                            grade=grade,
                            use=use.name,
                            clause=use.basis("name"),
                        )
                    )

    def _records(self, use: Use) -> Iterator[str]:
        subject = self.ask.subject
        if is_person(subject) == (use.of == "secretary"):
            yield subject
        elif use.of == "secretary":
            on, posts = self.context.on, self.context.rules.of(MeetingRules).debriefing_posts
            for post in posts:
                for held in self.roll.holders(subject, post, on):
                    yield subject_of(held.person)


@policy("records.link_assigned", on=GradeAssigned)
def link_assigned(event: GradeAssigned, occasion: Occasion) -> Iterable[Command]:
    """Where the tenant's document names a use."""
    yield from _links(event.cycle, event.subject, occasion)


@policy("records.link_corrected", on=GradeCorrected)
def link_corrected(event: GradeCorrected, occasion: Occasion) -> Iterable[Command]:
    """The corrected grade takes the place of the one that was linked."""
    yield from _links(event.cycle, event.subject, occasion)


def _links(cycle: str, subject: str, occasion: Occasion) -> Iterator[Command]:
    rules = occasion.rules.find(RecordRules)
    if rules and rules.uses:
        yield LinkResult(cycle=cycle, subject=subject)
