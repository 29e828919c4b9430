"""The steps that a cycle takes under the rules of the day, each from the provision that asks it."""

from collections.abc import Iterator
from typing import get_args

from taizhang.domain.cycles.events import Step
from taizhang.domain.cycles.rules import CycleRules
from taizhang.domain.grades.rules import GradeRules
from taizhang.domain.meetings.rules import MeetingRules
from taizhang.domain.results.rules import ResultRules
from taizhang.rules.in_force import RulesInForce

ORDER: tuple[Step, ...] = get_args(get_args(Step)[0])


def steps_of(rules: RulesInForce) -> list[Step]:
    """In their order; of an area that the tenant has no rules for, nothing is asked."""
    asked = {*_of_cycle(rules), *_of_results(rules)}
    return [step for step in ORDER if step in asked]


def _of_cycle(rules: RulesInForce) -> Iterator[Step]:
    cycles, meetings = rules.find(CycleRules), rules.find(MeetingRules)
    if cycles:
        yield from cycles.procedure.steps or ()
    if meetings and meetings.comments.required:
        yield "comments"
    if rules.find(GradeRules):
        yield "grades"


def _of_results(rules: RulesInForce) -> Iterator[Step]:
    results = rules.find(ResultRules)
    if results is None:
        return
    if results.feedback.required:
        yield "feedback"
    if results.feedback.required and results.feedback.acknowledged:
        yield "acknowledgement"
    if results.publication.required:
        yield "publication"
