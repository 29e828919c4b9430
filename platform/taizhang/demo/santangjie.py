"""三堂街镇, December 2015: eight villages, from report to closed ticket (S0-01 to S0-19)."""

from taizhang.demo.ballot_paper import cast_all, prepare
from taizhang.demo.reports import full_report
from taizhang.demo.story import Stage, chapter

TENANT = "santangjie"
CYCLE = "2015"
CATEGORIES = ("党代会代表", "人大代表", "政协委员", "基层党员干部", "群众代表")
MEETING, COMMITTEE, BOX = "review-2", "committee-1", "box-2015"
PRAISED = "党建工作有专人抓、有台账、有回访"
PROBLEMS = "活动场所投入不足"
DIRECTION = "把整改事项逐项销号"


def attendees(count: int) -> list[dict[str, str]]:
    """So many people of the five categories, numbered and not named."""
    return [
        {"number": f"{n:03d}", "category": CATEGORIES[n % len(CATEGORIES)]}
        for n in range(1, count + 1)
    ]


@chapter(TENANT, "启动 2015 年度述职评议考核")
async def opening(stage: Stage) -> None:
    """The cycle is opened for all eight villages."""
    await stage.ask(
        "clerk",
        "cycles.open",
        cycle=CYCLE,
        year=2015,
        title="2015年度村(社区)支部书记抓基层党建工作述职评议考核",
        subjects=stage.organisations,
    )


@chapter(TENANT, "会前听取意见(S0-05)")
async def listening(stage: Stage) -> None:
    """A report before anybody was listened to is refused; then every village listens."""
    first, *_ = stage.organisations
    refused = await stage.ask(
        f"village:{first}",
        "reports.submit",
        cycle=CYCLE,
        organisation=first,
        sections=full_report(first, heads=6),
        refused="reports.too_few_consultations",
    )
    stage.tell(f"不能提交:{refused['detail']}")
    for number, unit in enumerate(stage.organisations, start=1):
        await stage.ask(
            f"village:{unit}",
            "evidence.gather_opinions",
            consultation=f"{CYCLE}-{unit}-1",
            cycle=CYCLE,
            organisation=unit,
            purpose="report",
            way="座谈会",
            heard={"党员": 10 + number, "群众": 20 + number},
            opinions="希望党务村务公开再及时一些,多为困难群众办实事。",
        )


@chapter(TENANT, "提交和审阅述职报告")
async def reports(stage: Stage) -> None:
    """Reports come in; the one that misses head 5 of 6 is returned, mended and accepted."""
    first, *others = stage.organisations
    lacking = [section for section in full_report(first, heads=6) if section["head"] != 5]
    about = {"cycle": CYCLE, "organisation": first}
    receipt = await stage.ask(f"village:{first}", "reports.submit", **about, sections=lacking)
    stage.tell_warning(receipt)
    refused = await stage.ask(
        "secretary", "reports.accept", **about, refused="reports.head_missing"
    )
    stage.tell(f"不能通过:{refused['detail']}")
    reason = "缺少第5项:党建工作投入和基层基础保障情况"
    await stage.ask("secretary", "reports.return", **about, reason=reason)
    await stage.ask(
        f"village:{first}", "reports.submit", **about, sections=full_report(first, heads=6)
    )
    await stage.ask("secretary", "reports.accept", **about)
    for unit in others:
        about = {"cycle": CYCLE, "organisation": unit}
        sections = full_report(unit, heads=6)
        await stage.ask(f"village:{unit}", "reports.submit", **about, sections=sections)
        await stage.ask("secretary", "reports.accept", **about)


@chapter(TENANT, "第一次会议:79 人到会,不能开箱(S0-08)")
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
    stage.tell(f"不能开箱:{refused['detail']}")


@chapter(TENANT, "第二次会议:83 人到会,述职和测评")
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
    stage.tell(f"重复投票:{again['detail']}")


@chapter(TENANT, "封箱、计票")
async def counting(stage: Stage) -> None:
    """The box closes; two of three shares open it; the list is counted."""
    paper = prepare(stage, BOX, MEETING, slips=83)
    await stage.ask("teller", "ballots.close_box", box=BOX, meeting=MEETING)
    receipt = await stage.ask("teller", "ballots.desk.count", box=BOX, shares=paper.shares[:2])
    for tally in receipt["events"][0]["body"]["counts"][:2]:
        stage.tell(f"{tally['subject']}:{tally['counts']}")


@chapter(TENANT, "逐一点评:三点缺一不可(S0-10)")
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
    stage.tell(f"点评不完整:{refused['detail']}")
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
            "rationale": "评议中群众反映差,两委班子不团结" if grade == "差" else None,
        }
        for unit, grade in zip(stage.organisations, words, strict=True)
    ]
    await stage.ask("clerk", "grades.draft", cycle=CYCLE, lines=lines)
    minutes = "会议听取述职评议情况汇报,逐村研究,一致同意等次名单。"
    await stage.ask("clerk", "meetings.record_minutes", meeting=COMMITTEE, text=minutes)
    refused = await stage.ask(
        "secretary",
        "grades.confirm",
        cycle=CYCLE,
        meeting=COMMITTEE,
        refused="grades.comments_missing",
    )
    stage.tell(f"不能审定:{refused['detail']}")
    await comment(stage, stage.organisations[0])
    await stage.ask("secretary", "grades.confirm", cycle=CYCLE, meeting=COMMITTEE)


@chapter(TENANT, "反馈评议结果(S0-13),公布考核结果(S0-16)")
async def results(stage: Stage) -> None:
    """Two results, two acts."""
    await stage.move_to("2015-12-20T09:00:00+08:00")
    for unit in stage.organisations:
        about = {"cycle": CYCLE, "subject": unit}
        await stage.ask("clerk", "results.feed_back", **about, box=BOX)
        await stage.ask(f"village:{unit}", "results.acknowledge", **about)
    await stage.move_to("2015-12-22T09:00:00+08:00")
    await stage.ask("clerk", "results.publish", cycle=CYCLE, scope="全镇各村(社区)党组织")


@chapter(TENANT, "“差”等次限期整改,他人验收后销号(S0-19、S3-24)")
async def rectification(stage: Stage) -> None:
    """A 差 opened a ticket by itself; only what somebody else verified can be closed."""
    tickets = await stage.until("clerk", "{ tickets { nodes { ticket } } }", "tickets")
    ticket = tickets[0]["ticket"]
    worst = stage.organisations[-1]
    stage.tell(f"自动登记的问题:{ticket}")
    await stage.ask(
        "clerk",
        "tickets.assign",
        ticket=ticket,
        responsible=f"village:{worst}",
        supervisor="supervisor",
        target="班子团结,台账逐项落实",
    )
    await stage.move_to("2016-02-20T09:00:00+08:00")
    await stage.ask(
        f"village:{worst}",
        "tickets.report_progress",
        ticket=ticket,
        text="已召开组织生活会,调整分工",
        evidence="会议记录(2016年第3号)",
        finished=True,
    )
    refused = await stage.ask(
        "supervisor", "tickets.close", ticket=ticket, refused="domain.wrong_state"
    )
    stage.tell(f"不能销号:{refused['detail']}")
    await stage.ask("supervisor", "tickets.verify", ticket=ticket, finding="现场核实,已整改到位")
    await stage.ask("supervisor", "tickets.close", ticket=ticket)


CHAPTERS = (
    opening,
    listening,
    reports,
    too_few,
    voting,
    counting,
    commenting,
    grading,
    results,
    rectification,
)
