"""Counting: from sealed ballots to one list a question, sorted by tracking number."""

from collections import Counter
from collections.abc import Iterable, Sequence

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

from taizhang.domain.ballots.events import BallotCast, BoxOpened, Question
from taizhang.domain.ballots.lists import BLANK, ChoiceList
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


def _list(question: Question, marks: Sequence[Mark], unread: int) -> ChoiceList:
    words = [BLANK, *question.choices]
    held = Counter(mark.number for mark in marks)
    # A number that stands twice was not drawn at random: none of its votes counts, or the
    # result would hang on which came first.
    good = [mark for mark in marks if held[mark.number] == 1 and mark.place < len(words)]
    return ChoiceList(
        subject=question.subject,
        items=sorted((mark.number, words[mark.place]) for mark in good),
        invalid=unread + len(marks) - len(good),
    )
