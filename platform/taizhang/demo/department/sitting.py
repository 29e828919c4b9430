"""The meeting: invited representatives, debriefs in person, phones and papers, comments."""

from taizhang.demo.ballot_paper import prepare
from taizhang.demo.casting import cast_all, count, enter_papers
from taizhang.demo.department.preparing import CYCLE, TENANT
from taizhang.demo.story import Stage, chapter

MEETING, BOX = "review-2022", "box-2022"
CATEGORIES = ("基层党员干部代表", "群众代表", "其他邀请人员")
INVITED, CAME, PAPERS = 24, 22, 4


def people(count: int) -> list[dict[str, str]]:
    """So many people of the three categories, numbered and not named."""
    return [
        {"number": f"{n:02d}", "category": CATEGORIES[n % len(CATEGORIES)]}
        for n in range(1, count + 1)
    ]


@chapter(TENANT, "述职评议会：邀请代表（S1-11），必须现场述职（S1-01）")
async def debriefs(stage: Stage) -> None:
    """A debrief in writing is refused; all six secretaries speak."""
    await stage.move_to("2022-12-15T14:00:00+08:00")
    await stage.call_meeting(MEETING, CYCLE, "review", "报告厅")
    await stage.ask("clerk", "meetings.invite", meeting=MEETING, invitees=people(INVITED))
    await stage.ask("clerk", "meetings.check_in", meeting=MEETING, attendees=people(CAME))
    first, *_ = stage.organisations
    refused = await stage.ask(
        "clerk",
        "meetings.debrief",
        meeting=MEETING,
        organisation=first,
        mode="written",
        refused="meetings.debrief_mode",
    )
    stage.tell_refusal(refused)
    for unit in stage.organisations:
        await stage.ask("clerk", "meetings.debrief", meeting=MEETING, organisation=unit)


@chapter(TENANT, "现场测评：手机投票和纸质选票并用（S1-12）")
async def voting(stage: Stage) -> None:
    """Eighteen by phone, four on paper; whoever entered a paper does not confirm it."""
    paper = prepare(stage, BOX, MEETING, slips=CAME, papers=PAPERS)
    await stage.ask("teller", "ballots.register_slips", **paper.registration)
    await stage.ask("clerk", "ballots.open_box", **paper.opening(CYCLE))
    await cast_all(stage, paper)
    await enter_papers(stage, paper)
    await count(stage, paper)


@chapter(TENANT, "点评；评议会结束后述职报告才能公示（S1-13）")
async def comments(stage: Stage) -> None:
    """The notice waits for the end of the meeting."""
    first, *_ = stage.organisations
    early = {"publication": "notice-0", "act": "notice", "cycle": CYCLE, "scope": "全系师生"}
    refused = await stage.ask(
        "clerk",
        "publicity.publish_report",
        **early,
        organisation=first,
        refused="publicity.before_the_meeting",
    )
    stage.tell_refusal(refused)
    for unit in stage.organisations:
        await stage.ask(
            "secretary",
            "meetings.comment",
            meeting=MEETING,
            organisation=unit,
            praised="组织生活有记录、有效果",
            problems="书记抓党建的时间不够",
            direction="把第一责任人的责任落到每个月",
        )
    await stage.ask("clerk", "meetings.conclude", meeting=MEETING)
    for unit in stage.organisations:
        notice = {**early, "publication": f"notice-{unit}"}
        await stage.ask("clerk", "publicity.publish_report", **notice, organisation=unit)


CHAPTERS = (debriefs, voting, comments)
