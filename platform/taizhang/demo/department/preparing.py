"""Before the report: the cycle is opened, people are listened to, places are seen (S1-05)."""

from taizhang.demo.story import Stage, chapter

TENANT, CYCLE = "university-dept", "2022"


@chapter(TENANT, "启动 2022 年度述职评议考核，多到现场看（S1-02、S1-05）")
async def preparing(stage: Stage) -> None:
    """A visit that tells nothing is no evidence; one of each branch is."""
    await stage.ask(
        "clerk", "cycles.open", cycle=CYCLE, year=2022, title="2022年度党支部书记述职评议考核"
    )
    first, *_ = stage.organisations
    await stage.ask(
        f"branch:{first}",
        "evidence.gather_opinions",
        consultation=f"{CYCLE}-{first}-1",
        cycle=CYCLE,
        organisation=first,
        purpose="report",
        way="座谈会",
        heard={"党员": 12, "群众": 9},
        opinions="希望理论学习多结合课题组实际，少开套会。",
    )
    empty = {"visit": f"{CYCLE}-{first}-0", "cycle": CYCLE, "organisation": first}
    refused = await stage.ask(
        "clerk",
        "evidence.log_visit",
        **empty,
        place="党支部活动室",
        refused="evidence.nothing_seen",
    )
    stage.tell_refusal(refused)
    for unit in stage.organisations:
        await visit(stage, unit)


async def visit(stage: Stage, unit: str) -> None:
    """What was seen, which matters, and what people said: evidence on the input 调研了解."""
    await stage.ask(
        "clerk",
        "evidence.log_visit",
        visit=f"{CYCLE}-{unit}-1",
        cycle=CYCLE,
        organisation=unit,
        place="党支部活动室",
        saw="主题党日正在开展，党员到会九成",
        matters="看了发展党员和谈心谈话的两件具体事",
        heard="党员说支部有事商量，联系还可以再勤一些",
        people=6,
        inputs=["调研了解"],
    )


CHAPTERS = (preparing,)
