"""Accounting for every ballot: what is wrong with the lists of a count, if anything. Pure."""

from collections.abc import Callable, Iterator, Sequence

from taizhang.domain.ballots import count_refusals
from taizhang.domain.ballots.breakdown import tells_nothing
from taizhang.domain.ballots.count_events import CategoryTally, SubjectTally
from taizhang.domain.ballots.lists import BLANK, ChoiceList
from taizhang.domain.ballots.questions import Line, Question
from taizhang.domain.ballots.rules import Breakdown
from taizhang.errors import Reason

Named = Callable[[Line], str]
"""What people call a line of the ballot."""


def by_itself(line: Line) -> str:
    """For whoever has the box and no register."""
    return line.line


def amiss(
    questions: Sequence[Question], lists: Sequence[ChoiceList], cast: int, named: Named = by_itself
) -> Iterator[Reason]:
    """Why these are not the lists of a box into which so many ballots were cast."""
    if [each.line for each in lists] != [each.line for each in questions]:
        required, given = ("、".join(map(named, each)) for each in (questions, lists))
        yield count_refusals.WRONG_LISTS(required=required, given=given)
        return
    for question, each in zip(questions, lists, strict=True):
        yield from _amiss(each, {BLANK, *question.choices}, cast, named(each))


def telling(
    totals: Sequence[SubjectTally],
    parts: Sequence[CategoryTally],
    rule: Breakdown | None,
    named: Named,
) -> Iterator[Reason]:
    """Why these results of single categories must not be shown beside the totals."""
    asked = {total.line for total in totals}
    for part in parts:
        own = part.tally is None or part.tally.line == part.line
        if not own or part.line not in asked:
            line = {"subject": part.line, "name": named(part)}
            yield count_refusals.FOREIGN_PART(category=part.category, **line)
    for total in totals:
        mine = [part for part in parts if part.line == total.line]
        if mine and (rule is None or not tells_nothing(total, mine, rule.minimum)):
            yield count_refusals.TELLING(
                clause=rule.basis("minimum") if rule else None,
                subject=total.line,
                name=named(total),
                minimum=rule.minimum if rule else None,
            )


def _amiss(each: ChoiceList, words: set[str], cast: int, name: str) -> Iterator[Reason]:
    listed, line = len(each.items) + each.invalid, {"subject": each.line, "name": name}
    if not each.is_sorted():
        yield count_refusals.UNSORTED(**line)
    if foreign := [choice for _, choice in each.items if choice not in words]:
        yield count_refusals.FOREIGN_CHOICE(choice=foreign[0], **line)
    if listed != cast:
        yield count_refusals.MISCOUNTED(listed=listed, cast=cast, **line)
