"""Reading a paper: what a clerk types from it becomes a sealed entry, or the check of one.

`check = HMAC-SHA256(code, "taizhang paper 1" ‖ 0 ‖ box ‖ 0 ‖ places)`: the code on the paper has
84 random bits and never reaches the log, so that the check tells nothing to who lacks the paper.
"""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Annotated

from msgspec import Meta, Struct

from taizhang.domain.ballots.commands import MAX_QUESTIONS, ConfirmPaper, EnterPaper
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.paper_refusals import FOREIGN_MARK
from taizhang.domain.ballots.questions import Question, called
from taizhang.domain.ballots.sealing import Paper, place_of, seal
from taizhang.domain.ballots.slip_codes import canonical_code, proof_of
from taizhang.domain.names import SUBJECT, BoxId
from taizhang.domain.naming import NAMING
from taizhang.errors import Refused
from taizhang.log.model import Selector

Names = Mapping[str, str]
"""By subject, what it is called. A subject that is not there is told by its identifier."""
NOBODYS: Names = {}


class PaperRead(Struct, frozen=True, forbid_unknown_fields=True):
    """A paper as somebody read it: a choice by line; "" is blank, null is invalid.

    A line is `jingui`, or `jingui/班子` where several items are asked.
    """

    box: BoxId
    code: Annotated[str, Meta(min_length=1, max_length=64)]
    marks: Annotated[dict[str, str | None], Meta(max_length=MAX_QUESTIONS)]


def names_asked(box: BoxOpened) -> list[Selector]:
    """What to read of the log, so that the units on the ballot are told by their names."""
    kinds = tuple(kind.event_name for kind in NAMING)
    return [Selector(kinds, (SUBJECT(each.subject),)) for each in box.questions]


def entry(box: BoxOpened, read: PaperRead, names: Names = NOBODYS) -> EnterPaper:
    """The command that enters it. Raises Refused for a mistyped code or a foreign choice."""
    proof, check = proof_of(read.code), check_of(box, read, names)
    sealed = seal(Paper(box.box, box.public_key, box.questions), proof, read.marks)
    return EnterPaper(box=box.box, proof=proof, sealed=sealed, check=check)


def confirmation(box: BoxOpened, read: PaperRead, names: Names = NOBODYS) -> ConfirmPaper:
    """The command that confirms another's entry, if both have read the same."""
    return ConfirmPaper(box=box.box, proof=proof_of(read.code), check=check_of(box, read, names))


def check_of(box: BoxOpened, read: PaperRead, names: Names = NOBODYS) -> str:
    """Equal for two readings exactly if they agree on every question; in hex."""
    if foreign := sorted(read.marks.keys() - {question.line for question in box.questions}):
        line, choice = foreign[0], read.marks[foreign[0]] or ""
        raise Refused(FOREIGN_MARK(subject=line, name=line, choice=choice))
    places = bytes(_place(each, read.marks.get(each.line, ""), names) for each in box.questions)
    said = b"\0".join((b"taizhang paper 1", box.box.encode(), places))
    return hmac.new(canonical_code(read.code).encode(), said, hashlib.sha256).hexdigest()


def _place(question: Question, choice: str | None, names: Names) -> int:
    try:
        return place_of(question, choice)
    except ValueError:
        name = called(question, names.get(question.subject, question.subject))
        foreign = FOREIGN_MARK(subject=question.line, name=name, choice=choice or "")
        raise Refused(foreign) from None
