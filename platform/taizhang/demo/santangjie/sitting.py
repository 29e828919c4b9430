"""The meetings: too few, then enough; ballots, questions, and a comment on each (S0-08, S0-10)."""

from taizhang.demo.ballot_paper import prepare
from taizhang.demo.casting import cast_all, count
from taizhang.demo.santangjie.reporting import CYCLE, TENANT
from taizhang.demo.story import Stage, chapter

MEETING, BOX = "review-2", "box-2015"
CATEGORIES = ("党代会代表", "人大代表", "政协委员", "基层党员干部", "群众代表")
PRAISED = "党建工作有专人抓、有台账、有回访"
PROBLEMS = "活动场所投入不足"
DIRECTION = "把整改事项逐项销号"


def attendees(count: int) -> list[dict[str, str]]:
    """So many people of the five categories, numbered and not named."""
    return [
        {"number": f"{n:03d}", "category": CATEGORIES[n % len(CATEGORIES)]}
        for n in range(1, count + 1)
    ]


@chapter(TENANT, "第一次会议：79 人到会，不能开箱（S0-08）")
async def too_few(stage: Stage) -> None:
    """Seventy-nine are not enough."""
    await stage.move_to("2015-12-15T09:00:00+08:00")
    await stage.call_meeting("review-1", CYCLE, "review", "镇会议室")
    await stage.ask("clerk", "meetings.check_in", meeting="review-1", attendees=attendees(79))
    paper = prepare(stage, "box-first", "review-1", slips=79)
    await stage.ask("teller", "ballots.register_slips", **paper.registration)
    refused = await stage.ask(
        "clerk", "ballots.open_box", **paper.opening(CYCLE), refused="meetings.quorum"
    )
    stage.tell(refused["detail"])


@chapter(TENANT, "第二次会议：83 人到会，述职和测评")
async def voting(stage: Stage) -> None:
    """Eighty-three are; each casts one ballot, and no slip is good for two."""
    await stage.move_to("2015-12-17T09:00:00+08:00")
    await stage.call_meeting(MEETING, CYCLE, "review", "镇大礼堂")
    await stage.ask("clerk", "meetings.check_in", meeting=MEETING, attendees=attendees(83))
    for unit in stage.organisations:
        await stage.ask("clerk", "meetings.debrief", meeting=MEETING, organisation=unit)
    paper = prepare(stage, BOX, MEETING, slips=83)
    await stage.ask("teller", "ballots.register_slips", **paper.registration)
    await stage.ask("clerk", "ballots.open_box", **paper.opening(CYCLE))
    await cast_all(stage, paper)
    spent = paper.ballots[0]
    again = await stage.ask(None, "ballots.cast", **spent, refused="ballots.slip_spent")
    stage.tell(f"重复投票：{again['detail']}")


@chapter(TENANT, "封箱、计票")
async def counting(stage: Stage) -> None:
    """The box closes; two of three shares open it; the list is counted."""
    await count(stage, prepare(stage, BOX, MEETING, slips=83))


@chapter(TENANT, "逐一点评：三点缺一不可（S0-10）")
async def commenting(stage: Stage) -> None:
    """A comment without its third point is refused; one village is left for later."""
    first, *others = stage.organisations
    refused = await stage.ask(
        "secretary",
        "meetings.comment",
        meeting=MEETING,
        organisation=first,
        praised=PRAISED,
        problems=PROBLEMS,
        direction=" ",
        refused="meetings.comment_point_missing",
    )
    stage.tell(f"点评不完整：{refused['detail']}")
    for unit in others:
        await comment(stage, unit)


async def comment(stage: Stage, unit: str) -> None:
    """A whole comment on one debrief."""
    await stage.ask(
        "secretary",
        "meetings.comment",
        meeting=MEETING,
        organisation=unit,
        praised=PRAISED,
        problems=PROBLEMS,
        direction=DIRECTION,
    )


CHAPTERS = (too_few, voting, counting, commenting)
