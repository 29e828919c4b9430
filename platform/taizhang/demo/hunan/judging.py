"""Both lists are published where the town chose to, and the cycle ends in time."""

from taizhang.demo.hunan.roster import CYCLE, TENANT
from taizhang.demo.story import Stage, chapter

NEAR = """
    { cycles(first: 1, where: { or: [{ daysLeft: { eq: 2 } }, { concludedOn: { isNull: false } }] })
      { nodes { cycle } } }
"""


@chapter(TENANT, "公布研判结果：班子和个人分别公布，异议期满办结")
async def publishing(stage: Stage) -> None:
    """Within the scopes of the town's file; a scope of one's own is refused."""
    refused = await stage.ask(
        "secretary",
        "results.publish",
        cycle=CYCLE,
        scope="互联网",
        refused="results.foreign_scope",
    )
    stage.tell_refusal(refused)
    await stage.ask("secretary", "results.publish", cycle=CYCLE, scope="全镇各村(社区)党组织")
    await stage.ask("secretary", "results.publish", cycle=CYCLE, of="persons", scope="镇党委")
    await stage.move_to("2020-06-28T09:00:00+08:00")
    await stage.until("clerk", NEAR, "cycles")
    stage.tell("离完成时限还有 2 天，已自动提醒")
    await stage.ask("secretary", "results.conclude", cycle=CYCLE)


CHAPTERS = (publishing,)
