"""Questions from the floor; what was typed twice is annulled, what was mistyped is corrected."""

from taizhang.demo.santangjie.reporting import TENANT
from taizhang.demo.santangjie.sitting import MEETING
from taizhang.demo.story import Stage, chapter

QUESTION = {"meeting": MEETING, "category": "群众代表"}
WRONG, RIGHT = (
    "服务群众专项经费用了 3.2 万元，用在哪里？",
    "服务群众专项经费用了 2.3 万元，用在哪里？",
)
EVIDENCE = "会场提问登记纸第2页"


@chapter(TENANT, "现场提问（S0-12）：录重的作废，写错的更正，两种状态都看得到")
async def asking(stage: Stage) -> None:
    """Nothing is overwritten: a fact is named by its position, with a reason and what proves it."""
    first, *_ = stage.organisations
    asked = {**QUESTION, "organisation": first, "text": WRONG}
    fact = await _position(stage, {**asked, "question": "q1"})
    again = await _position(stage, {**asked, "question": "q2"})
    why = {"reason": "同一提问录入了两次", "evidence": EVIDENCE}
    await stage.ask("clerk", "amendments.annul", fact=again, **why)
    mistyped = {"fact": fact, "reason": "金额写颠倒了", "evidence": EVIDENCE}
    refused = await stage.ask(
        "clerk",
        "amendments.correct",
        **mistyped,
        fields={"organisation": stage.organisations[1]},
        refused="amendments.fixed_field",
    )
    stage.tell_refusal(refused)
    receipt = await stage.ask("clerk", "amendments.correct", **mistyped, fields={"text": RIGHT})
    for change in receipt["events"][0]["body"]["changes"]:
        stage.tell(f"第 {fact} 条：{change['was']} → {change['becomes']}")
    await stage.ask(
        "clerk",
        "meetings.answer_question",
        meeting=MEETING,
        organisation=first,
        question="q1",
        text="修了两处水渠，账目已张榜。",
    )


async def _position(stage: Stage, asked: dict[str, str]) -> int:
    """Where a question stands in the log."""
    receipt = await stage.ask("clerk", "meetings.ask_question", **asked)
    position: int = receipt["events"][0]["position"]
    return position


CHAPTERS = (asking,)
