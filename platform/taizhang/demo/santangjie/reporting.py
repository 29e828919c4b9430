"""Before the meeting: opinions are heard, reports are reviewed, and may be disclosed (S0-14)."""

from taizhang.demo.reports import full_report
from taizhang.demo.story import Stage, chapter

TENANT, CYCLE = "santangjie", "2015"


@chapter(TENANT, "启动 2015 年度述职评议考核")
async def opening(stage: Stage) -> None:
    """The cycle is opened for all eight villages."""
    await stage.ask(
        "clerk",
        "cycles.open",
        cycle=CYCLE,
        year=2015,
        title="2015年度村(社区)支部书记抓基层党建工作述职评议考核",
        subjects=stage.organisations,
    )


@chapter(TENANT, "会前听取意见（S0-05）")
async def listening(stage: Stage) -> None:
    """A report before anybody was listened to is refused; then every village listens."""
    first, *_ = stage.organisations
    refused = await stage.ask(
        f"village:{first}",
        "reports.submit",
        cycle=CYCLE,
        organisation=first,
        sections=full_report(first, heads=6),
        refused="reports.too_few_consultations",
    )
    stage.tell(f"不能提交：{refused['detail']}")
    for number, unit in enumerate(stage.organisations, start=1):
        await stage.ask(
            f"village:{unit}",
            "evidence.gather_opinions",
            consultation=f"{CYCLE}-{unit}-1",
            cycle=CYCLE,
            organisation=unit,
            purpose="report",
            way="座谈会",
            heard={"党员": 10 + number, "群众": 20 + number},
            opinions="希望党务村务公开再及时一些，多为困难群众办实事。",
        )


@chapter(TENANT, "提交和审阅述职报告")
async def reports(stage: Stage) -> None:
    """Reports come in; the one that misses head 5 of 6 is returned, mended and accepted."""
    first, *others = stage.organisations
    lacking = [section for section in full_report(first, heads=6) if section["head"] != 5]
    about = {"cycle": CYCLE, "organisation": first}
    receipt = await stage.ask(f"village:{first}", "reports.submit", **about, sections=lacking)
    stage.tell_warning(receipt)
    refused = await stage.ask(
        "secretary", "reports.accept", **about, refused="reports.head_missing"
    )
    stage.tell(f"不能通过：{refused['detail']}")
    reason = "缺少第5项：党建工作投入和基层基础保障情况"
    await stage.ask("secretary", "reports.return", **about, reason=reason)
    await stage.ask(
        f"village:{first}", "reports.submit", **about, sections=full_report(first, heads=6)
    )
    await stage.ask("secretary", "reports.accept", **about)
    for unit in others:
        mine = {"cycle": CYCLE, "organisation": unit, "sections": full_report(unit, heads=6)}
        await stage.ask(f"village:{unit}", "reports.submit", **mine)
    for unit in others:
        await stage.ask("secretary", "reports.accept", cycle=CYCLE, organisation=unit)


@chapter(TENANT, "述职报告在一定范围内公开（S0-14）")
async def disclosing(stage: Stage) -> None:
    """A village may disclose its accepted report, to whom the town's document names."""
    first, *_ = stage.organisations
    about = {"publication": f"report-{first}", "act": "disclosure", "cycle": CYCLE}
    asked = {**about, "organisation": first}
    refused = await stage.ask(
        f"village:{first}",
        "publicity.publish_report",
        **asked,
        scope="互联网",
        refused="publicity.foreign_scope",
    )
    stage.tell_refusal(refused)
    scope = "所在村(社区)党员和群众"
    await stage.ask(f"village:{first}", "publicity.publish_report", **asked, scope=scope)


CHAPTERS = (opening, listening, reports, disclosing)
