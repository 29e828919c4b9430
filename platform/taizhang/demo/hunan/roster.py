"""Who is assessed: twenty-four teams, and all who hold a post of the three classes (S2-16)."""

from typing import Any

from taizhang.demo.story import Stage, chapter

TENANT, CYCLE = "hunan-town", "2020"
SECRETARY, DIRECTOR, MEMBER = "村(社区)党组织书记", "村(社区)主任", "村(社区)“两委”成员"
BOTH, MEMBERS = 2, 10
"""In how many villages the secretary is the director too (一肩挑); how many other cadres."""


def directors(units: list[str]) -> dict[str, str]:
    """The person who is director, by village."""
    return {unit: f"p-{unit}" if place < BOTH else f"d-{unit}" for place, unit in enumerate(units)}


def members(units: list[str]) -> dict[str, str]:
    """The other cadre of some villages."""
    return {unit: f"m-{unit}" for unit in units[:MEMBERS]}


def roster(units: list[str]) -> dict[str, Any]:
    """The invented directors and cadres; the last of them is new in the post."""
    chiefs, cadres = directors(units), members(units)
    added = [*list(chiefs.values())[BOTH:], *cadres.values()]
    people = [
        {"id": person, "new": True, "name": f"示例{number}"}
        for number, person in enumerate(added, start=len(units) + 1)
    ]
    posts = [
        {"person": p, "organisation": u, "post": post, "since": "2017-06-01", "new": True}
        for held, post in ((chiefs, DIRECTOR), (cadres, MEMBER))
        for u, p in held.items()
    ]
    for both in posts[:BOTH]:
        both["counted"] = False
    posts[-1]["since"] = "2020-03-01"
    # The register holds of each village the unit, its secretary and that post.
    return {"size": 3 * len(units), "people": people, "posts": posts}


@chapter(TENANT, "导入名册，启动考察：24 个班子，书记、主任、其他干部分类列入（S2-16）")
async def opening(stage: Stage) -> None:
    """Who holds two posts is counted once; who is new is left without a grade."""
    units = stage.organisations
    await stage.ask("clerk", "organisations.apply_roster", **roster(units))
    title = "2020年村（社区）“两委”班子政治建设考察综合分析研判"
    await stage.ask("clerk", "cycles.open", cycle=CYCLE, year=2020, title=title, subjects=units)
    receipt = await stage.ask("clerk", "cycles.enrol_persons", cycle=CYCLE)
    for warning in receipt["warnings"]:
        stage.tell(f"提醒：{warning['detail']}")
    listed = [
        each["body"] for each in receipt["events"] if each["type"] == "cycles.person_enrolled"
    ]
    groups = [each["group"] for each in listed]
    told = "、".join(f"{group} {groups.count(group)} 人" for group in dict.fromkeys(groups))
    stage.tell(f"列入个人考核对象：{told}")


CHAPTERS = (opening,)
