"""Afterwards: the record, tickets, bulletins, a check without notice, and next year's report."""

from typing import Any

from taizhang.demo.department.preparing import TENANT
from taizhang.demo.department.report import sections
from taizhang.demo.department.reporting import CHECKED
from taizhang.demo.story import Stage, chapter

SERIES, INSPECTION, NEXT = "rectification-2022", "check-2023-1", "2023"
TICKETS = (
    '{ tickets(first: 50, where: { source: { eq: "%s" } }) { nodes { ticket organisation } } }'
)
ESCALATED = """
    { tickets(first: 1, where: { escalatedTo: { isNull: false } })
      { nodes { ticket escalatedTo } } }
"""
EXTRACTS = "{ extracts(first: 50) { nodes { subject entries } } }"


async def tickets(stage: Stage, source: str) -> dict[str, str]:
    """The tickets of a source, by unit, once a policy has opened them."""
    rows = await stage.until("clerk", TICKETS % source, "tickets")
    return {row["organisation"]: row["ticket"] for row in rows}


async def mend(stage: Stage, held: list[tuple[str, str]], text: str) -> None:
    """Each ticket of a branch is mended by it, verified by another, and struck off."""
    for unit, ticket in held:
        progress = {"ticket": ticket, "text": text, "evidence": "支部会议记录", "finished": True}
        await stage.ask(f"branch:{unit}", "tickets.report_progress", **progress)
    for _, ticket in held:
        await stage.ask("supervisor", "tickets.verify", ticket=ticket, finding="查看记录，属实")
    for _, ticket in held:
        await stage.ask("supervisor", "tickets.close", ticket=ticket)


async def bulletin(stage: Stage, number: int, text: str, told: dict[str, str]) -> None:
    """The figures come from the ledger."""
    receipt = await stage.ask(
        "clerk",
        "publicity.issue_bulletin",
        series=SERIES,
        publication=f"bulletin-{number}",
        scope="各党支部",
        text=text,
        tickets=list(told.values()),
    )
    stage.tell(f"第 {number} 期通报：{_figures(receipt)}")


def _figures(receipt: Any) -> str:
    figures = receipt["events"][0]["body"]["figures"]
    return "、".join(f"{state} {many} 项" for state, many in figures.items())


@chapter(TENANT, "结果计入实绩档案（S1-16）；整改承诺转入台账（S1-14），定期通报（S1-17）")
async def ledger(stage: Stage) -> None:
    """The conclusion opened a ticket for each commitment; five are mended, one is late."""
    promised = await tickets(stage, "commitment")
    stage.tell(f"自动登记整改承诺 {len(promised)} 项")
    rows = await stage.until("clerk", EXTRACTS, "extracts")
    stage.tell(f"实绩档案 {len(rows)} 份，有支部的，也有书记的")
    await stage.ask(
        "clerk", "publicity.begin_bulletins", series=SERIES, title="述职评议考核整改情况通报"
    )
    await stage.move_to("2023-03-15T09:00:00+08:00")
    held = [(unit, promised[unit]) for unit in stage.organisations[:-1]]
    await mend(stage, held, "每月研究支部工作，已坚持三个月")
    await bulletin(stage, 1, "多数支部整改到位，个别支部进展慢。", promised)


@chapter(TENANT, "专项暗访不事先通知（S1-18），发现的问题转入台账")
async def checking(stage: Stage) -> None:
    """A check of this kind cannot be announced; what it finds becomes a ticket."""
    await stage.move_to("2023-04-12T09:00:00+08:00")
    promised, last = await tickets(stage, "commitment"), stage.organisations[-1]
    about = {"inspection": INSPECTION, "organisation": last, "kind": "专项暗访督查"}
    scope = "整改承诺是否落实"
    refused = await stage.ask(
        "supervisor",
        "inspections.schedule",
        **about,
        scope=scope,
        planned_on="2023-04-14",
        refused="inspections.unannounced",
    )
    stage.tell_refusal(refused)
    text = "支部会议记录只有两个月"
    found = {"finding": f"{INSPECTION}-a", "type": "整改不到位", "text": text}
    await stage.ask(
        "supervisor",
        "inspections.hold",
        **about,
        scope=scope,
        inspectors=["督查组二人"],
        followed=[promised[last]],
        findings=[{**found, "due_on": "2023-05-31"}],
    )
    seen = await tickets(stage, "inspection")
    stage.tell(f"暗访发现的问题：{seen[last]}")
    await stage.move_to("2023-05-25T09:00:00+08:00")
    late = await stage.until("clerk", ESCALATED, "tickets")
    stage.tell(f"超期未销号，自动升级督办：{late[0]['ticket']} 报{late[0]['escalatedTo']}")
    await stage.ask(
        "clerk",
        "tickets.assign",
        ticket=seen[last],
        responsible=f"branch:{last}",
        supervisor="supervisor",
        target="会议记录补齐并公开",
    )
    await mend(stage, [(last, promised[last]), (last, seen[last])], "会议记录补齐并公开")
    await bulletin(stage, 2, "整改事项全部销号。", promised | {"found": seen[last]})
    await stage.ask("clerk", "publicity.end_bulletins", series=SERIES, reason="整改事项全部销号")


@chapter(TENANT, "2023 年度：报告须逐项交代上年的整改承诺（S1-06）")
async def next_year(stage: Stage) -> None:
    """A report that is silent on last year's commitment cannot pass."""
    await stage.move_to("2023-11-20T09:00:00+08:00")
    title = "2023年度党支部书记述职评议考核"
    await stage.ask("clerk", "cycles.open", cycle=NEXT, year=2023, title=title)
    first, *_ = stage.organisations
    whose = {"cycle": NEXT, "organisation": first}
    silent = {**whose, "sections": sections(first)}
    stage.tell_warning(await stage.ask(f"branch:{first}", "reports.submit", **silent))
    refused = await stage.ask(
        "secretary",
        "reports.accept",
        **whose,
        answers=CHECKED,
        refused="reports.commitment_unaccounted",
    )
    stage.tell_refusal(refused)
    await stage.ask("secretary", "reports.return", **whose, reason="交代上年的整改承诺")
    account = {"of": "commitment", "id": "1", "outcome": "done", "text": "已销号，每月坚持"}
    await stage.ask(f"branch:{first}", "reports.submit", **silent, accounts=[account])
    await stage.ask("secretary", "reports.accept", **whose, answers=CHECKED)


CHAPTERS = (ledger, checking, next_year)
