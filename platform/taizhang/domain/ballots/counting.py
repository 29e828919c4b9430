"""Counting: from sealed ballots to one list a question, sorted by tracking number."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from taizhang.domain.ballots.count_events import SubjectTally
from taizhang.domain.ballots.events import BallotCast, BoxOpened
from taizhang.domain.ballots.lists import BLANK, ChoiceList
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import Mark, unseal


def open_ballots(
    box: BoxOpened, key: EllipticCurvePrivateKey, ballots: Iterable[BallotCast]
) -> list[ChoiceList]:
    """The lists of a box. They do not depend on the order of the ballots."""
    many = len(box.questions)
    opened = [unseal(key, box.box, ballot.slip, ballot.sealed, many) for ballot in ballots]
    read = [marks for marks in opened if marks is not None]
    unread = len(opened) - len(read)
    return [
        _list(question, [marks[at] for marks in read], unread)
        for at, question in enumerate(box.questions)
    ]


def by_category(
    box: BoxOpened,
    key: EllipticCurvePrivateKey,
    ballots: Iterable[BallotCast],
    lists: Sequence[ChoiceList],
    category_of: Mapping[str, str],
) -> list[dict[str, SubjectTally]]:
    """Per question, what each category said. `category_of` a slip; `lists` are of all ballots."""
    many = len(box.questions)
    cast: dict[str, list[Sequence[Mark] | None]] = {name: [] for name in category_of.values()}
    for ballot in ballots:
        marks = unseal(key, box.box, ballot.slip, ballot.sealed, many)
        cast[category_of[ballot.slip]].append(marks)
    return [
        {name: _part(at, question, lists[at], marks) for name, marks in cast.items()}
        for at, question in enumerate(box.questions)
    ]


def _part(
    at: int, question: Question, whole: ChoiceList, ballots: Sequence[Sequence[Mark] | None]
) -> SubjectTally:
    """What is good in the list of all is good in a part of it."""
    good = dict(whole.items)
    numbers = [marks[at].number for marks in ballots if marks is not None]
    items = [(number, good[number]) for number in numbers if number in good]
    part = ChoiceList(
        subject=question.subject,
        item=question.item,
        items=items,
        invalid=len(ballots) - len(items),
    )
    return part.tally(question.choices)


def _list(question: Question, marks: Sequence[Mark], unread: int) -> ChoiceList:
    words = [BLANK, *question.choices]
    held = Counter(mark.number for mark in marks)
    # A number that stands twice was not drawn at random: none of its votes counts, or the
    # result would hang on which came first.
    good = [mark for mark in marks if held[mark.number] == 1 and mark.place < len(words)]
    return ChoiceList(
        subject=question.subject,
        item=question.item,
        items=sorted((mark.number, words[mark.place]) for mark in good),
        invalid=unread + len(marks) - len(good),
    )
