"""One ballot on the team, its secretary, its director and the reserve: S2-08 and S2-11."""

from typing import Any

import pytest

from taizhang.domain.ballots import desk
from taizhang.domain.ballots.commands import CastBallot, CloseBox, OpenBox
from taizhang.domain.ballots.count_events import Tallied
from taizhang.domain.ballots.count_rows import Tally
from taizhang.domain.ballots.paper_reading import PaperRead, confirmation, entry
from taizhang.domain.ballots.questions import Question
from taizhang.domain.ballots.sealing import Paper, seal
from taizhang.domain.ballots.slip_codes import proof_of
from taizhang.domain.cycles.events import PersonEnrolled
from taizhang.domain.meetings.events import AttendeeCheckedIn, DebriefHeld
from taizhang.errors import Refused
from taizhang.events.tags import tags_of

TEAM = ["好", "较好", "一般", "差"]
PERSON = ["优秀", "称职", "基本称职", "不称职"]
TOWN, VILLAGE = "镇级测评会", "村级测评大会"
ATTACHMENT_3 = "对所辖村(社区)“两委”班子及党组织书记、主任进行综合测评(附件2、附件3)"


QUORUM_CLAUSES = {TOWN: "本单位的选择：演示选择至少 20 人", VILLAGE: "参会人员不少于40人"}


class Combined:
    """A meeting of a kind in the Hunan town, 2020, with a ballot of several items."""

    def __init__(self, town: Any, *villages: str, kind: str = VILLAGE) -> None:
        self.town = town.grant("clerk", "clerk").grant("teller", "teller")
        town.assessing(*villages).meeting(kind)
        for village in villages:
            town.given(DebriefHeld(meeting="m", cycle="c", organisation=village))
        self.key = desk.make_box_key()
        self.codes: list[str] = []
        self.questions: list[Question] = []

    def enrolled(self, village: str, **posts: str) -> "Combined":
        """Persons of a village, each by the item that the ballot has for the post."""
        for person, item in posts.items():
            enrolment = PersonEnrolled(
                cycle="c", person=person, organisation=village, post=item, group=item
            )
            self.town.given(enrolment)
            self.ask(f"person:{person}", item, PERSON)
        return self

    def ask(self, subject: str, item: str, choices: list[str]) -> "Combined":
        asked = Question(subject=subject, item=item, text="评价等次", choices=choices)
        self.questions.append(asked)
        return self

    def attended(self, **people: int) -> "Combined":
        number = 0
        for category, many in people.items():
            for _ in range(many):
                number += 1
                here = AttendeeCheckedIn(meeting="m", attendee=str(number), category=category)
                self.town.given(here)
        slips = desk.make_slips("b", "m", number)
        self.codes = slips.codes
        self.town.do(slips.command)
        return self

    @property
    def opening(self) -> OpenBox:
        return OpenBox(
            box="b",
            meeting="m",
            cycle="c",
            public_key=self.key.public_key,
            questions=self.questions,
        )

    def cast(self, slip: int, **choices: str) -> None:
        proof = proof_of(self.codes[slip])
        paper = Paper("b", self.key.public_key, self.questions)
        marks = {each.line: choices[each.item] for each in self.questions if each.item in choices}
        ballot = CastBallot(box="b", proof=proof, sealed=seal(paper, proof, marks))
        self.town.do(ballot, "anyone")

    def counted(self) -> dict[str, Any]:
        self.town.do(CloseBox(box="b", meeting="m"))
        command = desk.count(self.town.history, self.key.shares[:2])
        self.tallied: list[Tallied] = self.town.do(command, "teller")
        return {each.line: each for event in self.tallied for each in event.counts}


@pytest.fixture
def village(hunan: Any) -> Combined:
    """The team of 青山村 with its people (附件8)."""
    vote = Combined(hunan, "qingshan").ask("qingshan", "班子", TEAM)
    people = {"s": "党组织书记", "d": "主任", "t": "成员", "r1": "后备人才", "r2": "后备人才"}
    return vote.enrolled("qingshan", **people)


@pytest.fixture
def forty(village: Combined) -> Combined:
    village.attended(党员=20, 小组长=10, 群众代表=10).town.do(village.opening)
    return village


@pytest.mark.rule("S2-11")
def test_forty_people_vote_on_team_members_and_reserve_at_once(forty: Combined) -> None:
    for slip in range(40):
        forty.cast(slip, 班子="较好" if slip % 4 else "好", 党组织书记="优秀", 主任="称职")
    lines = forty.counted()
    assert len(lines) == 6
    assert lines["qingshan/班子"].counts == {"好": 10, "较好": 30, "一般": 0, "差": 0}
    assert lines["person:s/党组织书记"].counts["优秀"] == 40
    assert lines["person:d/主任"].counts["称职"] == 40
    assert lines["person:r2/后备人才"].blank == 40


@pytest.mark.rule("S2-11")
def test_thirty_nine_do_not_open_the_box(village: Combined) -> None:
    village.attended(党员=29, 群众代表=10)
    reason = village.town.refusal(village.opening)
    assert reason.refusal.code == "meetings.quorum"
    assert reason.values == {"present": 39, "required": 40}
    assert reason.clause == "参会人员不少于40人"


@pytest.mark.rule("S2-08")
def test_town_votes_on_every_team_and_its_secretary_and_director_in_one_meeting(
    hunan: Any,
) -> None:
    villages = [f"u{n}" for n in range(24)]
    vote = Combined(hunan, *villages, kind=TOWN)
    for unit in villages:
        vote.ask(unit, "班子", TEAM)
        vote.enrolled(unit, **{f"s-{unit}": "党组织书记", f"d-{unit}": "主任"})
    vote.attended(领导班子成员=9, 部门站所负责人=12).town.do(vote.opening)
    for slip in range(21):
        vote.cast(slip, 班子="好", 党组织书记="优秀", 主任="称职" if slip else "基本称职")
    lines = vote.counted()
    assert len(lines) == 72
    assert lines["u23/班子"].counts["好"] == 21
    assert lines["person:s-u0/党组织书记"].counts["优秀"] == 21
    assert lines["person:d-u11/主任"].counts == {"优秀": 0, "称职": 20, "基本称职": 1, "不称职": 0}
    assert all(len(tags_of(event)) <= 64 for event in vote.tallied)


@pytest.mark.rule("S2-08")
@pytest.mark.parametrize(("kind", "required"), [(TOWN, 20), (VILLAGE, 40)])
def test_number_that_the_town_chooses_for_its_meeting_is_not_the_villages(
    hunan: Any, kind: str, required: int
) -> None:
    note = {"minimum": "演示选择至少 20 人"}
    hunan.amend_kind(TOWN, "attendance", minimum=20, choices=note)
    vote = Combined(hunan, "qingshan", kind=kind).ask("qingshan", "班子", TEAM).attended(来人=19)
    reason = vote.town.refusal(vote.opening)
    assert reason.values == {"present": 19, "required": required}
    assert reason.clause == QUORUM_CLAUSES[kind]


@pytest.mark.rule("S2-08")
@pytest.mark.rule("S2-11")
def test_result_stands_in_the_history_of_the_person(forty: Combined) -> None:
    forty.counted()
    tags = {tag for event in forty.tallied for tag in tags_of(event)}
    assert {"organisation:qingshan", "person:s", "person:r2"} <= tags


def test_two_items_about_one_subject_are_two_results(village: Combined) -> None:
    village.ask("qingshan", "成员", PERSON).attended(党员=40).town.do(village.opening)
    village.cast(0, 班子="差", 成员="优秀")
    lines = village.counted()
    assert (lines["qingshan/班子"].counts["差"], lines["qingshan/成员"].counts["优秀"]) == (1, 1)
    rows = village.town.folded(Tally)
    assert rows["b", "qingshan", "班子"].counts["差"] == 1
    assert rows["b", "qingshan", "成员"].counts["优秀"] == 1


def test_same_item_is_asked_of_a_subject_once(village: Combined) -> None:
    village.ask("qingshan", "班子", TEAM).attended(党员=40)
    reason = village.town.refusal(village.opening)
    assert reason.refusal.code == "ballots.subject_twice"
    assert (reason.values["name"], reason.values["item"]) == ("青山村 · 班子", "班子")


@pytest.mark.rule("S2-11")
def test_item_offers_its_own_words_and_not_those_of_another(village: Combined) -> None:
    village.ask("person:x", "后备人才", TEAM).attended(党员=40)
    village.town.given(
        PersonEnrolled(cycle="c", person="x", organisation="qingshan", post="-", group="-")
    )
    reason = village.town.refusal(village.opening)
    assert reason.refusal.code == "ballots.scale"
    assert reason.values["scale"] == "优秀、称职、基本称职、不称职"
    assert reason.clause == "本单位的选择：来源没有附上测评表，选项选择与个人等次相同的四档"


def test_item_that_the_tenant_does_not_have_is_refused(village: Combined) -> None:
    village.ask("qingshan", "纪检委员", PERSON).attended(党员=40)
    reason = village.town.refusal(village.opening)
    assert reason.refusal.code == "ballots.unknown_item"
    assert reason.values["known"] == "班子、党组织书记、主任、成员、后备人才"
    assert reason.clause == ATTACHMENT_3


@pytest.mark.rule("S2-08")
@pytest.mark.parametrize(("kind", "opens"), [(TOWN, False), (VILLAGE, True)])
def test_reserve_is_voted_on_in_the_village_and_not_in_the_town(
    hunan: Any, kind: str, opens: bool
) -> None:
    vote = (
        Combined(hunan, "qingshan", kind=kind).enrolled("qingshan", r="后备人才").attended(党员=40)
    )
    if opens:
        assert vote.town.do(vote.opening)
        return
    reason = vote.town.refusal(vote.opening)
    assert (reason.refusal.code, reason.refusal.rule) == ("ballots.not_asked_here", "S2-08")
    assert reason.values == {
        "item": "后备人才",
        "kind": "镇级测评会",
        "known": "班子、党组织书记、主任",
    }
    assert ATTACHMENT_3 in reason.clause


def test_person_of_whom_nobody_heard_is_no_subject(village: Combined) -> None:
    village.ask("person:nobody", "成员", PERSON).attended(党员=40)
    assert village.town.code_of(village.opening) == "domain.not_assessed"


@pytest.mark.rule("S2-11")
def test_person_is_voted_on_after_their_units_debrief(hunan: Any) -> None:
    hunan.amend_kind(VILLAGE, "agenda", hardness="hard")
    vote = Combined(hunan, "qingshan").enrolled("qingshan", s="党组织书记")
    vote.town.assessing("baihe").given()
    vote.enrolled("baihe", b="党组织书记").attended(党员=40)
    reasons = vote.town.reasons(vote.opening)
    assert [reason.values["organisation"] for reason in reasons] == ["baihe"]


def test_paper_is_read_line_by_line(forty: Combined) -> None:
    box = forty.town.history[-1]
    marks: dict[str, str | None] = {"qingshan/班子": "好", "person:s/党组织书记": None}
    read = PaperRead(box="b", code=forty.codes[0], marks=marks)
    forty.town.do(entry(box, read), "clerk")
    forty.town.do(confirmation(box, read), "teller")
    with pytest.raises(Refused) as refused:
        entry(box, PaperRead(box="b", code=forty.codes[1], marks={"qingshan": "好"}))
    assert refused.value.reasons[0].values["subject"] == "qingshan"
