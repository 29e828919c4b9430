"""Files are reviewed item by item (S2-10); two steps are one where one person holds both posts."""

from typing import Any

from taizhang.demo.hunan.roster import BOTH, TENANT
from taizhang.demo.story import Stage, chapter

ITEMS = ("三会一课", "四议两公开", "主题党日", "抓党建促脱贫攻坚")


def answers(*items: str, lacking: str = "") -> list[dict[str, Any]]:
    """What was found of each item."""
    return [{"item": item, "found": item != lacking} for item in items]


@chapter(TENANT, "查阅资料：四类资料逐项登记（S2-10）")
async def files(stage: Stage) -> None:
    """A review that leaves an item out is refused; what is lacking stands on the village's list."""
    village = stage.organisations[0]
    about = {"review": "files-1", "organisation": village, "reviewers": ["第一考察组"]}
    refused = await stage.ask(
        "clerk",
        "deliberation.review_files",
        **about,
        items=answers(*ITEMS[:3]),
        refused="deliberation.items_missed",
    )
    stage.tell_refusal(refused)
    whole = answers(*ITEMS, lacking="主题党日")
    await stage.ask("clerk", "deliberation.review_files", **about, items=whole)
    document = f'{{ complianceList(organisation: "{village}") {{ present lacking }} }}'
    found = await stage.client.query("clerk", document, stage.client.last_position)
    lacking = "、".join(found["complianceList"]["lacking"])
    stage.tell(f"落实清单：缺少“{lacking}”资料")


@chapter(TENANT, "一肩挑的村可以把提议和商议合并，别的村不行（S0-23）")
async def merging(stage: Stage) -> None:
    """One person holds both posts in the first villages of the roster only."""
    first, other = stage.organisations[0], stage.organisations[BOTH]
    one = {"step": "党支部提议", "merged": ["“两委”商议"], "minutes": "合并召开"}
    counts = {"whole": 7, "present": 7, "votes_for": 7}
    for village in (first, other):
        matter = {"matter": f"water-{village}", "organisation": village}
        about = {"title": "整修水渠", "kind": "公益事业"}
        await stage.ask("clerk", "deliberation.open_matter", **matter, **about)
        if village == first:
            await stage.ask("clerk", "deliberation.record_step", **matter, **one, **counts)
            continue
        code = "deliberation.not_in_one_hand"
        refused = await stage.ask(
            "clerk", "deliberation.record_step", **matter, **one, **counts, refused=code
        )
        stage.tell_refusal(refused)


CHAPTERS = (files, merging)
