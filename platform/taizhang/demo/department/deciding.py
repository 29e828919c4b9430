"""The grade: judged on four inputs by the committee (S1-15), fed back, and concluded."""

from taizhang.demo.department.preparing import CYCLE, TENANT
from taizhang.demo.department.sitting import BOX
from taizhang.demo.story import Stage, chapter

COMMITTEE = "committee-2022"
FINDINGS = {
    "平时掌握": "按时完成支部工作",
    "调研了解": "走访情况良好",
    "领导点评": "抓党建时间不够",
}
WORDS = ("好", "好", "较好", "较好", "较好", "一般")


@chapter(TENANT, "综合四项定等，不计权重（S1-15）")
async def grading(stage: Stage) -> None:
    """No grade without all four inputs; the fourth is taken from the count."""
    await stage.move_to("2022-12-20T15:00:00+08:00")
    await stage.call_meeting(COMMITTEE, CYCLE, "committee", "会议室")
    members = [{"number": f"{n}", "category": "党委委员"} for n in range(1, 6)]
    await stage.ask("clerk", "meetings.check_in", meeting=COMMITTEE, attendees=members)
    lines = [
        {"subject": unit, "grade": word, "rationale": "支部工作规范；抓党建的时间不够"}
        for unit, word in zip(stage.organisations, WORDS, strict=True)
    ]
    await stage.ask("clerk", "grades.draft", cycle=CYCLE, lines=lines)
    minutes = "逐个支部研究四项情况，综合评定，一致同意等次名单。"
    await stage.ask("clerk", "meetings.record_minutes", meeting=COMMITTEE, text=minutes)
    decision = {"cycle": CYCLE, "meeting": COMMITTEE}
    refused = await stage.ask(
        "secretary", "grades.confirm", **decision, refused="grades.inputs_missing"
    )
    stage.tell_refusal(refused)
    for unit in stage.organisations:
        inputs = [{"name": name, "finding": found} for name, found in FINDINGS.items()]
        recorded = await stage.ask(
            "clerk", "grades.record_inputs", cycle=CYCLE, subject=unit, inputs=inputs
        )
    for each in recorded["events"][0]["body"]["inputs"]:
        stage.tell(f"{unit} {each['name']}:{each['finding']}")
    await stage.ask("secretary", "grades.confirm", **decision)


@chapter(TENANT, "反馈；公示期未满不能办结（S1-13）")
async def concluding(stage: Stage) -> None:
    """Each branch is told and takes note; five working days must be over."""
    for unit in stage.organisations:
        await stage.ask("clerk", "results.feed_back", cycle=CYCLE, subject=unit, box=BOX)
    for unit in stage.organisations:
        await stage.ask(f"branch:{unit}", "results.acknowledge", cycle=CYCLE, subject=unit)
    refused = await stage.ask(
        "secretary", "results.conclude", cycle=CYCLE, refused="publicity.running"
    )
    stage.tell_refusal(refused)
    first, *_ = stage.organisations
    objection = {"publication": f"notice-{first}", "objection": "notice-objection-1"}
    text = "报告所写的谈心谈话次数与实际不符"
    await stage.ask("clerk", "publicity.receive_objection", **objection, by="anonymous", text=text)
    await stage.ask(
        "clerk",
        "publicity.answer_objection",
        **objection,
        upheld=False,
        answer="查对谈话记录，与报告一致",
    )
    await stage.move_to("2022-12-23T09:00:00+08:00")
    await stage.ask("secretary", "results.conclude", cycle=CYCLE)


CHAPTERS = (grading, concluding)
