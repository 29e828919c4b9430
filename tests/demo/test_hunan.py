"""The town of 24 villages: teams and persons, rule by rule."""

from collections import Counter
from typing import Any

import pytest

from taizhang.domain.ballots.count_events import Tallied
from taizhang.domain.ballots.events import BallotCast, BoxClosed, BoxOpened
from taizhang.domain.cycles.events import PersonEnrolled, TenureShort
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradesConfirmed
from taizhang.domain.grades.events import GradesDrafted, LeftUndetermined
from taizhang.domain.meetings.events import AttendeeCheckedIn, CommentGiven, DebriefHeld
from taizhang.domain.names import is_person
from taizhang.domain.results.events import AssessmentPublished, ResultsConcluded
from taizhang.domain.tickets.events import TicketOpened

pytestmark = pytest.mark.anyio

HUNAN = "hunan-town"


def graded(played: Any, *, persons: bool) -> list[Any]:
    """The grades of one of the two lists."""
    assigned = [h.event for h in played.of(HUNAN, GradeAssigned)]
    return [each for each in assigned if is_person(each.subject) == persons]


def confirmed_lists(played: Any, of: str) -> list[Any]:
    """The confirmations of one of the two lists."""
    return [h.event for h in played.of(HUNAN, GradesConfirmed) if h.event.of == of]


@pytest.mark.rule("S0-19")
async def test_where_the_document_orders_no_rectification_no_ticket_is_opened(played: Any) -> None:
    assert "差" in {h.event.grade for h in played.of(HUNAN, GradeAssigned)}
    assert played.of(HUNAN, TicketOpened) == []


@pytest.mark.rule("S2-15")
async def test_a_draft_with_eight_good_is_warned_of_and_not_confirmed(played: Any) -> None:
    (warning,) = played.answers(HUNAN, "grades.draft")[0].body["warnings"]
    refused, _ = played.refusals(HUNAN, "grades.over_quota")
    assert warning["code"] == refused["code"]
    assert (refused["rule"], refused["clause"]) == ("S2-15", "好等次不能超过30%")
    assert "最多 7 个" in refused["detail"]


@pytest.mark.rule("S2-15")
async def test_seven_of_twenty_four_are_confirmed(played: Any) -> None:
    (confirmed,) = confirmed_lists(played, "units")
    grades = Counter(each.grade for each in graded(played, persons=False))
    assert (grades["好"], grades.total()) == (7, 24)
    assert confirmed.held["好"] == 7


@pytest.mark.rule("S2-18")
async def test_good_and_poor_without_a_rationale_are_refused_one_by_one(played: Any) -> None:
    (answer,) = [
        a for a in played.answers(HUNAN, "grades.confirm") if a.code == "grades.rationale_missing"
    ]
    reasons = answer.body["reasons"]
    assert {reason["clause"] for reason in reasons} == {
        "对村(社区)班子评为好和差的要有简要评定理由"
    }
    assert len(reasons) == 8
    assert {reason["rule"] for reason in reasons} == {"S2-18"}
    assert Counter(reason["values"]["grade"] for reason in reasons) == {"好": 7, "差": 1}


@pytest.mark.rule("S2-18")
async def test_good_and_poor_were_confirmed_with_their_rationale(played: Any) -> None:
    listed = graded(played, persons=False)
    assert all(event.rationale for event in listed if event.grade in ("好", "差"))
    drafts = [h.event for h in played.of(HUNAN, GradesDrafted) if h.event.of == "units"]
    assert len(drafts) == 3


@pytest.mark.rule("S2-16")
async def test_holders_of_posts_are_enrolled_by_class_and_counted_once(played: Any) -> None:
    enrolled = [h.event for h in played.of(HUNAN, PersonEnrolled)]
    assert Counter(each.group for each in enrolled) == {"书记": 24, "主任": 22, "其他干部": 10}
    assert len({each.person for each in enrolled}) == len(enrolled)


@pytest.mark.rule("S2-16")
async def test_who_is_new_in_the_post_is_left_without_a_grade_by_the_policy(played: Any) -> None:
    (short,) = played.of(HUNAN, TenureShort)
    (left,) = played.of(HUNAN, LeftUndetermined)
    assert (short.event.months, short.event.least) == (3, 6)
    assert left.event.subject == f"person:{short.event.person}"
    assert left.known.actor == "policy:cycles.leave_out_short_tenures"
    assert left.event.subject not in {each.subject for each in graded(played, persons=True)}


@pytest.mark.rule("S2-16")
async def test_eight_excellent_secretaries_of_24_are_refused_within_their_class(
    played: Any,
) -> None:
    _, refused = played.refusals(HUNAN, "grades.over_quota")
    values = refused["values"]
    assert (values["within"], values["held"], values["base"], values["most"]) == ("书记", 8, 24, 7)
    assert (refused["rule"], refused["clause"]) == ("S2-16", "优秀比例不能超过30%")


@pytest.mark.rule("S2-16")
async def test_each_class_holds_its_own_quota(played: Any) -> None:
    group_of = {f"person:{h.event.person}": h.event.group for h in played.of(HUNAN, PersonEnrolled)}
    listed = graded(played, persons=True)
    best = Counter(group_of[each.subject] for each in listed if each.grade == "优秀")
    base = Counter(group_of[each.subject] for each in listed)
    assert base == {"书记": 24, "主任": 22, "其他干部": 9}
    assert best == {"书记": 7, "主任": 6, "其他干部": 2}


@pytest.mark.rule("S2-16")
async def test_persons_are_not_confirmed_unranked_and_each_class_has_its_ranks(played: Any) -> None:
    reason = played.refusal(HUNAN, "grades.ranking_missing")
    assert (reason["rule"], "综合排名" in reason["clause"]) == ("S2-16", True)
    fields = "nodes { group rank grade publishedOn scope }"
    data = await played.query(HUNAN, f"{{ personAssessments(first: 100) {{ {fields} }} }}")
    rows = data["personAssessments"]["nodes"]
    for group, size in {"书记": 24, "主任": 22, "其他干部": 9}.items():
        ranks = [row["rank"] for row in rows if row["group"] == group and row["rank"]]
        assert sorted(ranks) == list(range(1, size + 1))


@pytest.mark.rule("S2-18")
async def test_excellent_and_incompetent_are_explained(played: Any) -> None:
    told = [each for each in graded(played, persons=True) if each.grade in ("优秀", "不称职")]
    assert len(told) == 16
    assert all(each.rationale for each in told)


@pytest.mark.rule("S2-08")
async def test_one_ballot_of_the_town_asks_three_things_of_each_village(played: Any) -> None:
    town, _ = played.of(HUNAN, BoxOpened)
    lines = [question.line for question in town.event.questions]
    assert (len(lines), len(set(lines))) == (72, 72)
    assert Counter(question.item for question in town.event.questions) == {
        "班子": 24,
        "党组织书记": 24,
        "主任": 24,
    }
    assert {h.event.organisation for h in played.of(HUNAN, DebriefHeld)} == set(played.units[HUNAN])


@pytest.mark.rule("S2-08")
async def test_every_line_of_both_boxes_is_accounted_for(played: Any) -> None:
    cast = {h.event.box: h.event.cast for h in played.of(HUNAN, BoxClosed)}
    assert cast == {"box-town": 24, "box-village": 20}
    assert len(played.of(HUNAN, BallotCast)) == 44
    for tallied in (h.event for h in played.of(HUNAN, Tallied)):
        for line in tallied.counts:
            told = sum(line.counts.values()) + line.blank + line.invalid
            assert told == cast[tallied.box]


@pytest.mark.rule("S2-11")
async def test_a_village_meeting_of_39_cannot_vote_and_one_of_40_can(played: Any) -> None:
    reason = played.refusal(HUNAN, "meetings.quorum")
    assert reason["values"] == {"present": 39, "required": 40}
    assert reason["clause"] == "参会人员不少于40人"
    _, village = played.of(HUNAN, BoxOpened)
    assert village.event.present == 40
    came = [h for h in played.of(HUNAN, AttendeeCheckedIn) if h.event.meeting == "village-meeting"]
    assert len(came) == 40


@pytest.mark.rule("S2-11")
async def test_a_village_debriefs_votes_and_is_commented_on_in_this_order(played: Any) -> None:
    kinds = (DebriefHeld, BoxOpened, CommentGiven)
    here = [h.event for h in played.of(HUNAN, *kinds) if h.event.meeting == "village-meeting"]
    assert [type(event) for event in here] == list(kinds)


@pytest.mark.rule("S0-16")
async def test_each_list_is_published_to_whom_the_town_chose(played: Any) -> None:
    reason = played.refusal(HUNAN, "results.foreign_scope")
    assert "这两种范围" in reason["clause"]
    scopes = {h.event.of: h.event.scope for h in played.of(HUNAN, AssessmentPublished)}
    assert scopes == {"units": "全镇各村(社区)党组织", "persons": "镇党委"}
    (concluded,) = played.of(HUNAN, ResultsConcluded)
    assert concluded.known.on.isoformat() == "2020-06-28"


@pytest.mark.rule("S2-10")
async def test_files_are_reviewed_item_by_item(played: Any) -> None:
    reason = played.refusal(HUNAN, "deliberation.items_missed")
    assert (reason["rule"], reason["values"]["wrong"]) == ("S2-10", "抓党建促脱贫攻坚")
    assert reason["clause"].startswith("①重点查阅")
    village = played.units[HUNAN][0]
    document = f'{{ complianceList(organisation: "{village}") {{ lacking underWay }} }}'
    row = (await played.query(HUNAN, document))["complianceList"]
    assert (row["lacking"], len(row["underWay"])) == (["主题党日"], 1)


@pytest.mark.rule("S0-23")
async def test_two_steps_are_merged_where_one_person_holds_both_posts(played: Any) -> None:
    reason = played.refusal(HUNAN, "deliberation.not_in_one_hand")
    assert reason["values"]["posts"] == "村(社区)党组织书记、村(社区)主任"
    merged = [a for a in played.answers(HUNAN, "deliberation.record_step") if a.code is None]
    [answer] = merged
    assert answer.body["events"][0]["body"]["merged"] == ["“两委”商议"]
