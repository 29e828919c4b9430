"""The list of persons: ranked and graded by class, at most 30 % of each 优秀 (S2-16)."""

from typing import Any

from taizhang.demo.hunan.roster import CYCLE, TENANT
from taizhang.demo.hunan.villages import COMMITTEE
from taizhang.demo.story import Stage, chapter

OF = {"cycle": CYCLE, "of": "persons"}
BEST = {"书记": 7, "主任": 6, "其他干部": 2}
ROWS = "{ personAssessments(first: 100%s) { nodes { person group undetermined } } }"
LEFT_OUT = ", where: { undetermined: { isNull: false } }"


async def graded(stage: Stage) -> dict[str, list[str]]:
    """Who gets a grade, by class. One is too new in the post: a policy leaves them out."""
    await stage.until("clerk", ROWS % LEFT_OUT, "personAssessments")
    rows = await stage.until("clerk", ROWS % "", "personAssessments")
    found: dict[str, list[str]] = {group: [] for group in BEST}
    for row in sorted(rows, key=lambda each: str(each["person"])):
        if row["undetermined"] is None:
            found[row["group"]].append(f"person:{row['person']}")
    return found


def lines(people: dict[str, list[str]], best: dict[str, int]) -> list[dict[str, Any]]:
    """So many 优秀 in each class, one 不称职 in all, and the rest between."""
    listed = [
        {"subject": each, "grade": "优秀" if place < best[group] else "称职"}
        for group, held in people.items()
        for place, each in enumerate(held)
    ]
    listed[-1]["grade"] = "不称职"
    reasons = {
        "优秀": "为民办事实，群众信得过；理论学习还要加强",
        "不称职": "长期不在岗，群众意见大",
    }
    return [{**each, "rationale": reasons.get(each["grade"])} for each in listed]


@chapter(TENANT, "个人分类排名、分类定等：书记 24 人至多 7 人优秀（S2-16）")
async def ranking(stage: Stage) -> None:
    """Each class has its own quota and its own ranks."""
    people = await graded(stage)
    order = [[each] for held in people.values() for each in held]
    many = lines(people, BEST | {"书记": 8})
    stage.tell_warning(await stage.ask("clerk", "grades.draft", **OF, lines=many))
    decision = {**OF, "meeting": COMMITTEE}
    over = await stage.ask("secretary", "grades.confirm", **decision, refused="grades.over_quota")
    stage.tell_refusal(over)
    await stage.ask("clerk", "grades.draft", **OF, lines=lines(people, BEST))
    unranked = await stage.ask(
        "secretary", "grades.confirm", **decision, refused="grades.ranking_missing"
    )
    stage.tell_refusal(unranked)
    await stage.ask("clerk", "grades.rank", **OF, order=order)
    confirmed = await stage.ask("secretary", "grades.confirm", **decision)
    told = confirmed["events"][-1]["body"]["held"]
    stage.tell("审定：" + "、".join(f"{grade} {held} 名" for grade, held in told.items()))


CHAPTERS = (ranking,)
