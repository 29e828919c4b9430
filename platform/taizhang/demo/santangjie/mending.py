"""A 差 is mended within its time, and struck off once somebody else has seen it (S0-19, S3-24)."""

from taizhang.demo.santangjie.reporting import TENANT
from taizhang.demo.story import Stage, chapter


@chapter(TENANT, "“差”等次限期整改，他人验收后销号（S0-19、S3-24）")
async def rectification(stage: Stage) -> None:
    """A 差 opened a ticket by itself; only what somebody else verified can be closed."""
    tickets = await stage.until("clerk", "{ tickets { nodes { ticket } } }", "tickets")
    ticket = tickets[0]["ticket"]
    worst = stage.organisations[-1]
    stage.tell(f"自动登记的问题：{ticket}")
    await stage.ask(
        "clerk",
        "tickets.assign",
        ticket=ticket,
        responsible=f"village:{worst}",
        supervisor="supervisor",
        target="班子团结，台账逐项落实",
    )
    await stage.move_to("2016-02-20T09:00:00+08:00")
    await stage.ask(
        f"village:{worst}",
        "tickets.report_progress",
        ticket=ticket,
        text="已召开组织生活会，调整分工",
        evidence="会议记录（2016年第3号）",
        finished=True,
    )
    refused = await stage.ask(
        "supervisor", "tickets.close", ticket=ticket, refused="domain.wrong_state"
    )
    stage.tell(f"不能销号：{refused['detail']}")
    await stage.ask("supervisor", "tickets.verify", ticket=ticket, finding="现场核实，已整改到位")
    await stage.ask("supervisor", "tickets.close", ticket=ticket)


CHAPTERS = (rectification,)
