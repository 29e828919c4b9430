"""The list of teams: at most seven of twenty-four are 好, each with its reason (S2-15, S2-18)."""

from typing import Any

from taizhang.demo.hunan.roster import CYCLE, TENANT
from taizhang.demo.story import Stage, chapter

COMMITTEE = "committee-1"


def lines(stage: Stage, good: int, *, rationale: bool = True) -> list[dict[str, Any]]:
    """A list with so many 好, one 差 and the rest between."""
    words = ["好"] * good + ["较好"] * (23 - good - 4) + ["一般"] * 4 + ["差"]
    reasons = {"好": "班子运行好，群众认可度高", "差": "班子不健全，工作长期滞后"}
    return [
        {
            "subject": unit,
            "grade": grade,
            "rationale": reasons.get(grade) if rationale else None,
        }
        for unit, grade in zip(stage.organisations, words, strict=True)
    ]


@chapter(TENANT, "党委专题会议：逐村研判")
async def meeting(stage: Stage) -> None:
    """The committee meets."""
    await stage.move_to("2020-06-20T09:00:00+08:00")
    members = [{"number": f"{n}", "category": "党委委员"} for n in range(1, 10)]
    await stage.ask(
        "clerk",
        "meetings.call",
        meeting=COMMITTEE,
        cycle=CYCLE,
        kind="committee",
        place="镇党委会议室",
    )
    await stage.ask("clerk", "meetings.check_in", meeting=COMMITTEE, attendees=members)


@chapter(TENANT, "拟定名单：8 个“好”只是提醒，审定时被拒绝（S2-15）")
async def over_quota(stage: Stage) -> None:
    """A draft may be over quota; its confirmation may not."""
    receipt = await stage.ask("clerk", "grades.draft", cycle=CYCLE, lines=lines(stage, good=8))
    stage.tell_warning(receipt)
    minutes = "逐村研判，形成等次名单。"
    await stage.ask("clerk", "meetings.record_minutes", meeting=COMMITTEE, text=minutes)
    refused = await stage.ask(
        "secretary", "grades.confirm", cycle=CYCLE, meeting=COMMITTEE, refused="grades.over_quota"
    )
    stage.tell(f"不能审定：{refused['detail']}")


@chapter(TENANT, "“好”和“差”须有评定理由（S2-18），补齐后审定")
async def confirmation(stage: Stage) -> None:
    """Seven are allowed, each with its rationale."""
    bare = lines(stage, good=7, rationale=False)
    await stage.ask("clerk", "grades.draft", cycle=CYCLE, lines=bare)
    refused = await stage.ask(
        "secretary",
        "grades.confirm",
        cycle=CYCLE,
        meeting=COMMITTEE,
        refused="grades.rationale_missing",
    )
    stage.tell(f"不能审定：{refused['reasons'][0]['detail']}（共 {len(refused['reasons'])} 项）")
    await stage.ask("clerk", "grades.draft", cycle=CYCLE, lines=lines(stage, good=7))
    await stage.ask("secretary", "grades.confirm", cycle=CYCLE, meeting=COMMITTEE)


CHAPTERS = (meeting, over_quota, confirmation)
