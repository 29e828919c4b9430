"""What was found afterwards is entered for its own day, with the reason and what proves it."""

from taizhang.demo.santangjie.reporting import TENANT
from taizhang.demo.santangjie.sitting import MEETING
from taizhang.demo.story import Stage, chapter

DAY = "2015-12-17"


@chapter(TENANT, "补录：会后清点出一张意见表（S0-11）")
async def entering(stage: Stage) -> None:
    """An earlier business date without its reason is refused."""
    first, *_ = stage.organisations
    opinion = {
        "meeting": MEETING,
        "opinion": "o1",
        "kind": "suggestion",
        "organisation": first,
        "text": "建议党务公开栏移到路口。",
    }
    refused = await stage.ask(
        "clerk",
        "meetings.submit_opinion",
        beside={"on": DAY},
        **opinion,
        refused="commands.late_without_reason",
    )
    stage.tell_refusal(refused)
    proof = {"late_reason": "会后清点票箱时发现", "late_evidence": "意见表原件第14号"}
    await stage.ask("clerk", "meetings.submit_opinion", beside={"on": DAY, **proof}, **opinion)
    stage.tell(f"已补录：业务日期 {DAY}，录入在后")


CHAPTERS = (entering,)
