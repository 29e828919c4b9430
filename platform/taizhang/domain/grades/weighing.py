"""What a grade rests on: the inputs, weighted or judged, shown beside it (S0-15, S1-15)."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import Selector, decides, event
from taizhang.domain.ballots.count_events import SubjectTally, Tallied
from taizhang.domain.ballots.rules import BallotRules
from taizhang.domain.grades import appraising
from taizhang.domain.grades.asking import SubjectCommand
from taizhang.domain.grades.events import Input, InputsRecorded
from taizhang.domain.grades.input_refusals import (
    FOREIGN_INPUT,
    NO_INPUTS,
    NO_SCORE,
    UNREADABLE_SCORE,
)
from taizhang.domain.grades.listing import Listing
from taizhang.domain.grades.rules import Composite, GradeRules
from taizhang.domain.grades.sheet import Sheet
from taizhang.domain.names import CYCLE, SUBJECT
from taizhang.errors import Reason, Refused
from taizhang.tenancy.roles import Role


class RecordInputs(SubjectCommand, name="grades.record_inputs", title="登记定等依据"):
    """Record what a grade rests on. All of it at once; a later record replaces it.

    What the tenant takes from the count (现场测评, 评议结果) is not given: it is added.
    """

    inputs: Annotated[list[Input], Meta(max_length=50, title="定等依据")]


@decides(RecordInputs, by=(Role.CLERK, Role.SYSTEM), version=2)
class Weighing(Listing[RecordInputs]):
    """The inputs are those of the tenant's document, each once, with a score where weighted."""

    def __init__(self, ask: RecordInputs) -> None:
        super().__init__(ask)
        self.counted: list[SubjectTally] = []

    def consistency_boundary(self) -> list[Selector]:
        ask = self.ask
        tallied = Selector([Tallied], [CYCLE(ask.cycle), SUBJECT(ask.subject)])
        return [*super().consistency_boundary(), tallied]

    @event(Tallied)
    def _counted(self, counts: list[SubjectTally]) -> None:
        self.counted += [line for line in counts if line.subject == self.ask.subject]

    def execute(self) -> None:
        ask, rules = self.ask, self.rules
        self.require_open()
        self.require_graded(ask.subject)
        if wrong := list(appraising.typed(ask.inputs, rules)):
            raise Refused(*wrong)
        self._check(rules)
        if missing := list(appraising.uncounted(self.counted, self.name_of(ask.subject), rules)):
            raise Refused(*missing)
        self.record(
            InputsRecorded(
                cycle=ask.cycle,
                subject=ask.subject,
                inputs=self._all(rules),
                worked=_worked(ask.inputs, rules.composite),
            )
        )

    def _all(self, rules: GradeRules) -> list[Input]:
        given = {each.name: each for each in self.ask.inputs}
        asked = self.context.rules.find(BallotRules)
        counted = appraising.counted(self.counted, rules, asked)
        given |= {each.name: each for each in counted}
        return [given[name] for name in rules.inputs]

    def _check(self, rules: GradeRules) -> None:
        composite, given = rules.composite, Counter(each.name for each in self.ask.inputs)
        fitting = given == Counter(rules.typed) and bool(rules.inputs)
        foreign = FOREIGN_INPUT(
            clause=composite.basis("inputs"),
            inputs="、".join(given.elements()) or "（无）",
            allowed="、".join(rules.typed) or "（无）",
        )
        self.refuse_unless(fitting, foreign)
        odd = [each.name for each in self.ask.inputs if not _readable(each.score)]
        self.refuse_unless(not odd, UNREADABLE_SCORE(inputs="、".join(odd)))
        bare = [e.name for e in self.ask.inputs if composite.weighed and e.score is None]
        scored = NO_SCORE(clause=composite.basis("weights"), inputs="、".join(bare))
        self.refuse_unless(not bare, scored)


def scores_of(inputs: list[Input]) -> dict[str, Decimal]:
    """The scores that were given, by input."""
    return {each.name: each.score for each in inputs if each.score is not None}


def composites(sheet: Sheet, composite: Composite) -> dict[str, Fraction]:
    """The weighted sum of each unit that gets a grade and has every score; none without weights."""
    weighed = composite.weighed
    if weighed is None:
        return {}
    scores = {each: scores_of(sheet.inputs.get(each, [])) for each in sorted(sheet.graded)}
    return {
        each: weighed.of(held).score.exact
        for each, held in scores.items()
        if set(held) == set(weighed.weights)
    }


def without_inputs(sheet: Sheet, rules: GradeRules) -> Iterator[Reason]:
    """S1-15: where the tenant asks for it, no grade without all that it rests on."""
    composite = rules.composite
    if not composite.required:
        return
    for unit in sorted(sheet.graded):
        held = {each.name for each in sheet.inputs.get(unit, [])}
        if missing := [name for name in rules.inputs if name not in held]:
            yield NO_INPUTS(
                clause=composite.basis("inputs"),
                subject=unit,
                name=sheet.name_of(unit),
                inputs="、".join(missing),
            )


def _readable(score: Decimal | None) -> bool:
    """Scores are added exactly, so that a few bytes must not make a number without an end."""
    if score is None:
        return True
    return score.is_finite() and 0 <= score <= 10**6 and score == round(score, 6)


def _worked(inputs: list[Input], composite: Composite) -> str | None:
    """The last line of the working: the sum in names, in numbers, and what it comes to."""
    weighed = composite.weighed
    return weighed.of(scores_of(inputs)).score.lines[-1] if weighed else None
