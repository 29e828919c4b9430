"""The list is confirmed, each village is told, and the assessment is published (S0-13, S0-16)."""

from taizhang.demo.santangjie.reporting import CYCLE, TENANT
from taizhang.demo.santangjie.sitting import BOX, comment
from taizhang.demo.story import Stage, chapter

COMMITTEE = "committee-1"


@chapter(TENANT, "党委会议审定等次")
async def grading(stage: Stage) -> None:
    """The list is confirmed only when everybody has been commented on and minutes exist."""
    await stage.move_to("2015-12-18T15:00:00+08:00")
    members = [{"number": f"{n}", "category": "党委委员"} for n in range(1, 8)]
    await stage.call_meeting(COMMITTEE, CYCLE, "committee", "党委会议室")
    await stage.ask("clerk", "meetings.check_in", meeting=COMMITTEE, attendees=members)
    words = ["好", "好", "较好", "较好", "较好", "一般", "一般", "差"]
    lines = [
        {
            "subject": unit,
            "grade": grade,
            "rationale": "评议中群众反映差，两委班子不团结" if grade == "差" else None,
        }
        for unit, grade in zip(stage.organisations, words, strict=True)
    ]
    await stage.ask("clerk", "grades.draft", cycle=CYCLE, lines=lines)
    minutes = "会议听取述职评议情况汇报，逐村研究，一致同意等次名单。"
    await stage.ask("clerk", "meetings.record_minutes", meeting=COMMITTEE, text=minutes)
    refused = await stage.ask(
        "secretary",
        "grades.confirm",
        cycle=CYCLE,
        meeting=COMMITTEE,
        refused="grades.comments_missing",
    )
    stage.tell(f"不能审定：{refused['detail']}")
    await comment(stage, stage.organisations[0])
    await stage.ask("secretary", "grades.confirm", cycle=CYCLE, meeting=COMMITTEE)


@chapter(TENANT, "反馈评议结果（S0-13），公布考核结果（S0-16）")
async def results(stage: Stage) -> None:
    """Two results, two acts."""
    await stage.move_to("2015-12-20T09:00:00+08:00")
    for unit in stage.organisations:
        await stage.ask("clerk", "results.feed_back", cycle=CYCLE, subject=unit, box=BOX)
    for unit in stage.organisations:
        await stage.ask(f"village:{unit}", "results.acknowledge", cycle=CYCLE, subject=unit)
    await stage.move_to("2015-12-22T09:00:00+08:00")
    await stage.ask("clerk", "results.publish", cycle=CYCLE, scope="全镇各村(社区)党组织")


CHAPTERS = (grading, results)
