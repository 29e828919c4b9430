"""Votes: the town's on all teams, secretaries and directors at once; one village's own."""

from collections.abc import Iterator

from taizhang.demo.ballot_paper import prepare
from taizhang.demo.casting import cast_all, count
from taizhang.demo.hunan.roster import CYCLE, TENANT, directors, members
from taizhang.demo.story import Stage, chapter
from taizhang.domain.ballots.questions import Question

TOWN, TOWN_BOX = "town-vote", "box-town"
VILLAGE, VILLAGE_BOX = "village-meeting", "box-village"
TEAM = ["好", "较好", "一般", "差"]
PERSON = ["优秀", "称职", "基本称职", "不称职"]
VOTERS = 20
"""How many of the village's forty cast by phone; the demo is to be quick."""


def _of_team(unit: str) -> Question:
    return Question(subject=unit, item="班子", text="您对该班子的评价是？", choices=TEAM)


def _of_person(person: str, item: str) -> Question:
    subject, text = f"person:{person}", "您对该同志的评价是？"
    return Question(subject=subject, item=item, text=text, choices=PERSON)


def _of_villages(units: list[str]) -> Iterator[Question]:
    chiefs = directors(units)
    for unit in units:
        yield _of_team(unit)
        yield _of_person(f"p-{unit}", "党组织书记")
        yield _of_person(chiefs[unit], "主任")


def _of_village(unit: str, cadre: str) -> list[Question]:
    secretary = _of_person(f"p-{unit}", "党组织书记")
    return [_of_team(unit), secretary, _of_person(cadre, "成员")]


def people(*counts: tuple[str, int]) -> list[dict[str, str]]:
    """So many of each category, numbered and not named."""
    categories = [category for category, many in counts for _ in range(many)]
    return [{"number": f"{n:02d}", "category": each} for n, each in enumerate(categories, start=1)]


@chapter(TENANT, "镇级民主测评：一张票 72 项，班子、书记、主任一并测评（S2-08）")
async def of_the_town(stage: Stage) -> None:
    """The town's leaders vote on three things of each village, together with the debriefs."""
    await stage.move_to("2020-06-10T09:00:00+08:00")
    await stage.call_meeting(TOWN, CYCLE, "镇级测评会", "镇会议室")
    came = people(("领导班子成员", 9), ("部门站所负责人", 15))
    await stage.ask("clerk", "meetings.check_in", meeting=TOWN, attendees=came)
    for unit in stage.organisations:
        await stage.ask("clerk", "meetings.debrief", meeting=TOWN, organisation=unit)
    asked = list(_of_villages(stage.organisations))
    paper = prepare(stage, TOWN_BOX, TOWN, slips=len(came), asked=asked)
    await stage.ask("teller", "ballots.register_slips", **paper.registration)
    await stage.ask("clerk", "ballots.open_box", **paper.opening(CYCLE))
    await cast_all(stage, paper)
    await count(stage, paper, shown=3)
    await stage.ask("clerk", "meetings.conclude", meeting=TOWN)


@chapter(TENANT, "村级测评大会：39 人不能开箱，40 人可以（S2-11）")
async def of_a_village(stage: Stage) -> None:
    """Debrief, ballot, comment, in this order."""
    await stage.move_to("2020-06-12T19:30:00+08:00")
    unit, *_ = stage.organisations
    await stage.call_meeting(VILLAGE, CYCLE, "村级测评大会", "村部")
    came = people(("村(社区)“两委”成员", 5), ("党员", 20), ("小组长", 5), ("群众代表", 10))
    await stage.ask("clerk", "meetings.check_in", meeting=VILLAGE, attendees=came[:-1])
    await stage.ask("clerk", "meetings.debrief", meeting=VILLAGE, organisation=unit)
    asked = _of_village(unit, members(stage.organisations)[unit])
    paper = prepare(stage, VILLAGE_BOX, VILLAGE, slips=VOTERS, asked=asked)
    await stage.ask("teller", "ballots.register_slips", **paper.registration)
    opening = paper.opening(CYCLE)
    refused = await stage.ask("clerk", "ballots.open_box", **opening, refused="meetings.quorum")
    stage.tell_refusal(refused)
    await stage.ask("clerk", "meetings.check_in", meeting=VILLAGE, attendees=came[-1:])
    await stage.ask("clerk", "ballots.open_box", **opening)
    await cast_all(stage, paper)
    await count(stage, paper, shown=3)
    await stage.ask(
        "secretary",
        "meetings.comment",
        meeting=VILLAGE,
        organisation=unit,
        praised="班子团结，议事公开",
        problems="集体经济薄弱",
        direction="年内办成一件群众急盼的事",
    )
    await stage.ask("clerk", "meetings.conclude", meeting=VILLAGE)


CHAPTERS = (of_the_town, of_a_village)
