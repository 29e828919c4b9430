"""A vote of the demo: phones cast, papers are entered by two, the box is closed and counted."""

import asyncio

from taizhang.demo.ballot_paper import Prepared
from taizhang.demo.story import Stage

TOGETHER = 16
"""How many phones cast in the same moment."""


async def cast_all(stage: Stage, paper: Prepared) -> None:
    """Everybody with a phone casts, many of them in the same moment."""
    for start in range(0, len(paper.ballots), TOGETHER):
        some = paper.ballots[start : start + TOGETHER]
        casting = (stage.ask(None, "ballots.cast", **ballot) for ballot in some)
        for outcome in await asyncio.gather(*casting, return_exceptions=True):
            if isinstance(outcome, BaseException):
                raise outcome
    stage.tell(f"投票 {len(paper.ballots)} 张")


async def enter_papers(stage: Stage, paper: Prepared) -> None:
    """Each paper is read by two: the clerk enters it, the teller confirms what it says."""
    for asked in paper.papers:
        await stage.ask("clerk", "ballots.enter_paper", **asked)
    for asked in paper.papers:
        read = {name: asked[name] for name in ("box", "proof", "check")}
        await stage.ask("teller", "ballots.confirm_paper", **read)
    many = len(paper.papers)
    await stage.ask("teller", "ballots.count_papers", box=paper.box, given_out=many, returned=many)
    stage.tell(f"纸质选票 {many} 张，两人各读一遍")


async def count(stage: Stage, paper: Prepared, *, shown: int = 2) -> None:
    """The box closes; two of three shares open it; the list is counted."""
    about_box = {"box": paper.box, "meeting": paper.meeting}
    await stage.ask("teller", "ballots.close_box", **about_box)
    receipt = await stage.ask(
        "teller", "ballots.desk.count", box=paper.box, shares=paper.shares[:2]
    )
    counts = receipt["events"][0]["body"]["counts"]
    for question, tally in list(zip(paper.questions, counts, strict=False))[:shown]:
        item = f"（{tally['item']}）" if tally.get("item") else ""
        words = "、".join(f"{word} {tally['counts'][word]} 票" for word in question["choices"])
        stage.tell(f"{tally['subject']}{item}：{words}，空白 {tally['blank']} 票")
