"""A matter of one village, from its proposal to what came of it (S0-23, S0-31)."""

from typing import Any

from taizhang.demo.santangjie.reporting import TENANT
from taizhang.demo.story import Stage, chapter

VILLAGE = "jingui"
ACTOR = f"village:{VILLAGE}"
MATTER = {"matter": "road-2016", "organisation": VILLAGE}
GROUP = "党务村务公开监督小组"
PLACES = ["村务公开栏", "各村民小组"]


async def sit(stage: Stage, step: str, day: str, **told: Any) -> Any:
    """A sitting of the matter; `day` is when notice of it was given."""
    asked = MATTER | {"step": step, "notice_on": day, "minutes": f"{step}会议记录"} | told
    return await stage.ask(ACTOR, "deliberation.record_step", **asked)


@chapter(TENANT, "四议两公开：没有商议和审议，不能先决议（S0-23）")
async def order(stage: Stage) -> None:
    """The villagers' representatives cannot resolve what nobody has proposed."""
    title = "硬化三组至四组村道"
    opened = {"title": title, "kind": "公益事业"}
    await stage.ask(ACTOR, "deliberation.open_matter", **MATTER, **opened)
    early: dict[str, Any] = {"body": "村民代表大会", "whole": 45, "present": 40, "votes_for": 40}
    step, code = "村民决议", "deliberation.out_of_order"
    stage.tell_refusal(await sit(stage, step, "2016-02-10", refused=code, **early))


@chapter(TENANT, "四议两公开：党员大会人数不够；监督小组的异议照录（S0-23）")
async def sittings(stage: Stage) -> None:
    """Eighteen of thirty are too few for the congress; twenty-four are enough."""
    stage.tell("党支部提议：5 人到会，全票通过")
    await sit(stage, "党支部提议", "2016-02-18", whole=5, present=5, votes_for=5)
    two: dict[str, Any] = {"whole": 9, "present": 8, "votes_for": 7, "against": 1}
    await sit(stage, "“两委”商议", "2016-02-18", **two)
    await stage.move_to("2016-02-25T19:00:00+08:00")
    few: dict[str, Any] = {"whole": 32, "due": 30, "present": 18, "votes_for": 18}
    step, code = "党员大会审议", "deliberation.attendance_missed"
    stage.tell_refusal(await sit(stage, step, "2016-02-21", refused=code, **few))
    enough = few | {"present": 24, "votes_for": 22, "abstain": 2}
    await sit(stage, step, "2016-02-21", **enough)
    text = "预算没有附工程量清单"
    about = {"objection": "road-2016-1", "body": GROUP, "text": text}
    await stage.ask("supervisor", "deliberation.object", **MATTER, **about)
    answer = {"objection": "road-2016-1", "answer": "清单已补附，随决议一并公开"}
    await stage.ask(ACTOR, "deliberation.answer_objection", **MATTER, **answer)
    stage.tell(f"{GROUP}的异议：“{text}”，已答复")


@chapter(TENANT, "四议两公开：决议、公开，公开期未满不能结束（S0-23）")
async def disclosing(stage: Stage) -> None:
    """A vote is lost first; proposed anew it is carried, and shown for its days."""
    await stage.move_to("2016-03-02T19:00:00+08:00")
    body: dict[str, Any] = {"body": "村民代表大会", "whole": 45}
    lost = body | {"present": 34, "votes_for": 17, "against": 17, "carried": False}
    await sit(stage, "村民决议", "2016-02-26", **lost)
    stage.tell("村民代表大会：34 人到会，17 票赞成，没有通过，修改预算后重新提出")
    await _again(stage)
    carried = body | {"present": 36, "votes_for": 30, "against": 6}
    await sit(stage, "村民决议", "2016-03-05", **carried)
    shown = MATTER | {"step": "公开决议"}
    await stage.ask(ACTOR, "deliberation.disclose", **shown, places=PLACES)
    await stage.move_to("2016-03-14T09:00:00+08:00")
    early = await stage.ask(
        ACTOR, "deliberation.end_disclosure", **shown, refused="deliberation.disclosure_short"
    )
    stage.tell_refusal(early)
    await stage.move_to("2016-03-18T09:00:00+08:00")
    await stage.ask(ACTOR, "deliberation.end_disclosure", **shown)


async def _again(stage: Stage) -> None:
    """The matter goes through its first steps once more."""
    await sit(stage, "党支部提议", "2016-03-01", whole=5, present=5, votes_for=5)
    await sit(stage, "“两委”商议", "2016-03-01", whole=9, present=9, votes_for=9)
    await stage.move_to("2016-03-10T19:00:00+08:00")
    members: dict[str, Any] = {"whole": 32, "due": 30, "present": 26, "votes_for": 25}
    await sit(stage, "党员大会审议", "2016-03-05", **members)


@chapter(TENANT, "同一事项由三类机构跟踪到底：决议、督查、评议（S0-31）")
async def following(stage: Stage) -> None:
    """Traced by one body, judged by another, its outcome disclosed."""
    await stage.move_to("2016-05-10T09:00:00+08:00")
    judged = {"body": "村级班子绩效考核述职评议会", "verdict": "按期完工，村民认可"}
    refused = await stage.ask(
        "clerk", "deliberation.judge", **MATTER, **judged, refused="deliberation.not_traced"
    )
    stage.tell_refusal(refused)
    finding = {"body": "民主理财小组", "finding": "工程款按进度支付，余款留作质保金"}
    await stage.ask("supervisor", "deliberation.trace", **MATTER, **finding)
    await stage.ask("clerk", "deliberation.judge", **MATTER, **judged)
    shown = MATTER | {"step": "公开实施结果"}
    await stage.ask(ACTOR, "deliberation.disclose", **shown, places=PLACES)
    await stage.move_to("2016-05-18T09:00:00+08:00")
    await stage.ask(ACTOR, "deliberation.end_disclosure", **shown)
    asked = '{ matter(matter: "road-2016") { state attempt done traced objections } }'
    row = (await stage.client.query("clerk", asked, stage.client.last_position))["matter"]
    stage.tell(f"状态 {row['state']}，第 {row['attempt']} 次提出，共 {len(row['done'])} 步")


CHAPTERS = (order, sittings, disclosing, following)
