"""The report: 3,500 characters, a third of praise, one to one, four things to prevent."""

from typing import Any

from taizhang.demo.department.preparing import CYCLE, TENANT
from taizhang.demo.department.report import sections, stretched
from taizhang.demo.story import Stage, chapter

CHECKED = [{"check": number, "passed": True} for number in range(1, 5)]


def promise(unit: str) -> list[dict[str, Any]]:
    """The commitment of a branch (整改承诺, S1-14)."""
    text = "每月至少研究一次支部工作，并向党员公开"
    return [{"number": 1, "text": text, "due_on": "2023-03-31"}]


async def submit(stage: Stage, unit: str, report: list[dict[str, Any]], **more: Any) -> Any:
    """The secretary of a branch hands its report in."""
    return await stage.ask(
        f"branch:{unit}",
        "reports.submit",
        cycle=CYCLE,
        organisation=unit,
        sections=report,
        commitments=promise(unit),
        **more,
    )


@chapter(TENANT, "述职报告 3501 字被拒绝，3500 字收下（S1-07）；成绩不超过 1/3(S1-08)")
async def length(stage: Stage) -> None:
    """Both numbers are told; what is lacking otherwise is only told for now."""
    await stage.move_to("2022-12-05T09:00:00+08:00")
    first, *_ = stage.organisations
    draft = sections(first, cause=False)
    too_long = stretched(draft, 3501)
    stage.tell_refusal(await submit(stage, first, too_long, refused="reports.too_long"))
    praise = [*draft, {"head": 1, "kind": "achievement", "text": "成效显著。" * 40}]
    stage.tell_refusal(await submit(stage, first, praise, refused="reports.achievements_share"))
    receipt = await submit(stage, first, stretched(draft, 3500))
    stage.tell(f"收下：{receipt['events'][0]['body']['characters']} 字，规定不超过 3500 字")
    stage.tell_warning(receipt)


@chapter(TENANT, "审阅：问题、根源、举措一一对应（S1-10），四个“防止”逐项核对（S1-09）")
async def review(stage: Stage) -> None:
    """A report without a cause is returned; one that was not checked item by item waits."""
    first, *others = stage.organisations
    whose = {"cycle": CYCLE, "organisation": first}
    refused = await stage.ask(
        "secretary", "reports.accept", **whose, answers=CHECKED, refused="reports.unmapped"
    )
    stage.tell_refusal(refused)
    await stage.ask("secretary", "reports.return", **whose, reason="补上问题的根源，一一对应")
    await submit(stage, first, stretched(sections(first), 3500))
    unchecked = await stage.ask(
        "secretary", "reports.accept", **whose, refused="reports.check_unanswered"
    )
    stage.tell_refusal(unchecked)
    await stage.ask("secretary", "reports.accept", **whose, answers=CHECKED)
    for unit in others:
        await submit(stage, unit, sections(unit))
    for unit in others:
        about = {"cycle": CYCLE, "organisation": unit}
        await stage.ask("secretary", "reports.accept", **about, answers=CHECKED)


CHAPTERS = (length, review)
