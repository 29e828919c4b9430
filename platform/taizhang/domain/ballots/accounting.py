"""Accounting for every ballot: what is wrong with the lists of a count, if anything. Pure."""

from collections.abc import Iterator, Sequence

from taizhang.domain.ballots import count_refusals
from taizhang.domain.ballots.breakdown import tells_nothing
from taizhang.domain.ballots.count_events import CategoryTally, SubjectTally
from taizhang.domain.ballots.lists import BLANK, ChoiceList
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.rules import Breakdown
from taizhang.errors import Reason


def amiss(
    questions: Sequence[Question], lists: Sequence[ChoiceList], cast: int
) -> Iterator[Reason]:
    """Why these are not the lists of a box into which so many ballots were cast."""
    asked, given = [each.line for each in questions], [each.line for each in lists]
    if given != asked:
        yield count_refusals.WRONG_LISTS(required="、".join(asked), given="、".join(given))
        return
    for question, each in zip(questions, lists, strict=True):
        yield from _amiss(each, {BLANK, *question.choices}, cast)


def telling(
    totals: Sequence[SubjectTally], parts: Sequence[CategoryTally], rule: Breakdown | None
) -> Iterator[Reason]:
    """Why these results of single categories must not be shown beside the totals."""
    asked = {total.line for total in totals}
    for part in parts:
        own = part.tally is None or part.tally.line == part.line
        if not own or part.line not in asked:
            yield count_refusals.FOREIGN_PART(category=part.category, subject=part.line)
    for total in totals:
        mine = [part for part in parts if part.line == total.line]
        if mine and (rule is None or not tells_nothing(total, mine, rule.minimum)):
            yield count_refusals.TELLING(
                clause=rule.basis("minimum") if rule else None,
                subject=total.line,
                minimum=rule.minimum if rule else None,
            )


def _amiss(each: ChoiceList, words: set[str], cast: int) -> Iterator[Reason]:
    listed = len(each.items) + each.invalid
    if not each.is_sorted():
        yield count_refusals.UNSORTED(subject=each.line)
    if foreign := [choice for _, choice in each.items if choice not in words]:
        yield count_refusals.FOREIGN_CHOICE(subject=each.line, choice=foreign[0])
    if listed != cast:
        yield count_refusals.MISCOUNTED(subject=each.line, listed=listed, cast=cast)
