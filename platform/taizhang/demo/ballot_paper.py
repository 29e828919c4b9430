"""The demo's voters: slips, a box key and sealed ballots, kept before they are used."""

import base64
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, to_builtins

from taizhang.demo.story import Stage
from taizhang.domain.ballots import desk
from taizhang.domain.ballots.events import BoxOpened
from taizhang.domain.ballots.paper_reading import PaperRead, entry
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import Paper, seal
from taizhang.domain.ballots.slip_codes import proof_of

SCALE = ("好", "较好", "一般", "差")


class Prepared(Struct, frozen=True):
    """All that a box needs, as the commands ask for it."""

    box: str
    meeting: str
    public_key: str
    shares: list[str]
    registration: dict[str, Any]
    questions: list[dict[str, Any]]
    ballots: list[dict[str, str]]
    papers: list[dict[str, str]] = []
    """Those of the last slips: ticked by hand, and entered by the tellers."""

    def opening(self, cycle: str) -> dict[str, Any]:
        """The body of `ballots.open_box`."""
        return {
            "box": self.box,
            "meeting": self.meeting,
            "cycle": cycle,
            "public_key": self.public_key,
            "questions": self.questions,
        }


def about(units: Sequence[str]) -> list[Question]:
    """One question on each unit."""
    text = "您对其抓基层党建工作的评价是？"
    return [Question(subject=unit, text=text, choices=list(SCALE)) for unit in units]


def prepare(
    stage: Stage,
    box: str,
    meeting: str,
    *,
    slips: int,
    asked: Sequence[Question] = (),
    papers: int = 0,
) -> Prepared:
    """The papers of a box; the same ones each time they are asked for."""
    name = f"{stage.client.tenant} {box}"
    questions = list(asked) or about(stage.organisations)
    kept = stage.memory.once(
        name, lambda: to_builtins(_make(box, meeting, questions, slips, papers))
    )
    return Prepared(**kept)


def _make(box: str, meeting: str, questions: list[Question], slips: int, papers: int) -> Prepared:
    key = desk.make_box_key()
    printed = desk.make_slips(box, meeting, slips)
    paper = Paper(box, key.public_key, questions)
    voters = list(enumerate(printed.codes))
    by_phone, by_hand = voters[: slips - papers], voters[slips - papers :]
    return Prepared(
        box=box,
        meeting=meeting,
        public_key=key.public_key,
        shares=key.shares,
        registration=to_builtins(printed.command),
        questions=to_builtins(questions),
        ballots=[_ballot(paper, code, voter) for voter, code in by_phone],
        papers=[_by_hand(paper, meeting, code, voter) for voter, code in by_hand],
    )


def _choices(questions: Sequence[Question], voter: int) -> dict[str, str | None]:
    """One voter's invented choices; they lean the way that the story needs."""
    leaning: dict[str, str | None] = {
        question.line: question.choices[min(3, (place * 4 // len(questions) + voter % 3) // 2)]
        for place, question in enumerate(questions)
    }
    if voter % 20 == 19:
        leaning[questions[0].line] = ""  # left blank
    return leaning


def _ballot(paper: Paper, code: str, voter: int) -> dict[str, str]:
    proof = proof_of(code)
    sealed = base64.b64encode(seal(paper, proof, _choices(paper.questions, voter))).decode()
    return {"box": paper.box, "proof": proof, "sealed": sealed}


def _by_hand(paper: Paper, meeting: str, code: str, voter: int) -> dict[str, str]:
    """As the tellers' desk seals it; kept, so that a retry is the same request."""
    box = BoxOpened(
        box=paper.box,
        meeting=meeting,
        cycle="",
        public_key=paper.public_key,
        questions=list(paper.questions),
        present=0,
    )
    read = PaperRead(box=paper.box, code=code, marks=_choices(paper.questions, voter))
    asked: dict[str, str] = to_builtins(entry(box, read))
    return asked
