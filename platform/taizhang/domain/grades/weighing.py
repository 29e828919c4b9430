"""What a grade rests on: the inputs, weighted or judged, shown beside it (S0-15, S1-15)."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Annotated

from msgspec import Meta

from taizhang.commands.slice import decides
from taizhang.domain.grades.events import Input, InputsRecorded
from taizhang.domain.grades.listing import ListCommand, Listing
from taizhang.domain.grades.rules import Composite, GradeRules
from taizhang.domain.grades.sheet import Sheet
from taizhang.domain.names import SubjectId
from taizhang.errors import Reason, Refusal
from taizhang.tenancy.roles import Role

FOREIGN_INPUT = Refusal(
    "grades.foreign_input",
    zh="定等依据“{inputs}”不合规定;须各登记一次:{allowed}",
    en="the inputs {inputs} do not fit; each of {allowed} is recorded once",
    rule="S1-15",
)
NO_SCORE = Refusal(
    "grades.score_missing",
    zh="“{inputs}”按权重计算,须有分数",
    en="{inputs} are weighted and need a score",
    rule="S1-15",
)
UNREADABLE_SCORE = Refusal(
    "grades.score_unreadable",
    zh="“{inputs}”的分数须在 0 和 1000000 之间,小数不超过六位",
    en="the scores of {inputs} must lie between 0 and 1000000 with at most six decimals",
)
NO_INPUTS = Refusal(
    "grades.inputs_missing",
    zh="“{name}”还没有登记定等依据({inputs}),不能定等",
    en="{name} has none of its inputs ({inputs}) recorded",
    rule="S1-15",
)


class RecordInputs(ListCommand, name="grades.record_inputs", title="登记定等依据"):
    """Record what a unit's grade rests on. All of it at once; a later record replaces it."""

    subject: SubjectId
    inputs: Annotated[list[Input], Meta(min_length=1, max_length=50)]


@decides(RecordInputs, by=Role.CLERK)
class Weighing(Listing[RecordInputs]):
    """The inputs are those of the tenant's document, each once, with a score where weighted."""

    def execute(self) -> None:
        self.require_open()
        self.require_graded(self.ask.subject)
        composite = self.context.rules.of(GradeRules).composite
        self._check(composite)
        self.record(
            InputsRecorded(
                cycle=self.ask.cycle,
                subject=self.ask.subject,
                inputs=self.ask.inputs,
                worked=_worked(self.ask.inputs, composite),
            )
        )

    def _check(self, composite: Composite) -> None:
        given = Counter(each.name for each in self.ask.inputs)
        fitting = given == Counter(composite.inputs)
        foreign = FOREIGN_INPUT(
            clause=composite.basis("inputs"),
            inputs="、".join(given.elements()),
            allowed="、".join(composite.inputs) or "(无)",
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
    scores = {unit: scores_of(sheet.inputs.get(unit, [])) for unit in sorted(sheet.graded)}
    return {
        unit: weighed.of(held).score.exact
        for unit, held in scores.items()
        if set(held) == set(weighed.weights)
    }


def without_inputs(sheet: Sheet, rules: GradeRules) -> Iterator[Reason]:
    """S1-15: where the tenant asks for it, no grade without all that it rests on."""
    composite = rules.composite
    if not composite.required:
        return
    for unit in sorted(sheet.graded):
        held = {each.name for each in sheet.inputs.get(unit, [])}
        if missing := [name for name in composite.inputs if name not in held]:
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
