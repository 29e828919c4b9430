"""The demo's voters: slips, a box key and sealed ballots, kept before they are used."""

import base64
from typing import Any

from msgspec import Struct, to_builtins

from taizhang.demo.story import Stage
from taizhang.domain.ballots import desk
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

    def opening(self, cycle: str) -> dict[str, Any]:
        """The body of `ballots.open_box`."""
        return {
            "box": self.box,
            "meeting": self.meeting,
            "cycle": cycle,
            "public_key": self.public_key,
            "questions": self.questions,
        }


def prepare(stage: Stage, box: str, meeting: str, *, slips: int) -> Prepared:
    """The papers of a box; the same ones each time they are asked for."""
    name = f"{stage.client.tenant} {box}"
    kept = stage.memory.once(name, lambda: to_builtins(_make(stage, box, meeting, slips)))
    return Prepared(**kept)


def _make(stage: Stage, box: str, meeting: str, slips: int) -> Prepared:
    key = desk.make_box_key()
    printed = desk.make_slips(box, meeting, slips)
    questions = [
        Question(subject=unit, text="您对其抓基层党建工作的评价是?", choices=list(SCALE))
        for unit in stage.organisations
    ]
    paper = Paper(box, key.public_key, questions)
    ballots = [
        _ballot(paper, code, voter, stage.organisations) for voter, code in enumerate(printed.codes)
    ]
    return Prepared(
        box=box,
        meeting=meeting,
        public_key=key.public_key,
        shares=key.shares,
        registration=to_builtins(printed.command),
        questions=to_builtins(questions),
        ballots=ballots,
    )


def _ballot(paper: Paper, code: str, voter: int, units: list[str]) -> dict[str, str]:
    """One voter's ballot; the invented choices lean the way that the story needs."""
    leaning = [
        SCALE[min(3, (place * 4 // len(units) + voter % 3) // 2)] for place in range(len(units))
    ]
    choices = dict(zip(units, leaning, strict=True))
    if voter % 20 == 19:
        choices[units[0]] = ""  # left blank
    proof = proof_of(code)
    sealed = base64.b64encode(seal(paper, proof, choices)).decode()
    return {"box": paper.box, "proof": proof, "sealed": sealed}


async def cast_all(stage: Stage, paper: Prepared) -> None:
    """Every voter casts."""
    for ballot in paper.ballots:
        await stage.ask(None, "ballots.cast", **ballot)
    stage.tell(f"投票 {len(paper.ballots)} 张")
