"""The whole assessment, from one command to what it left, rule by rule."""

import asyncio
import contextlib
import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import psycopg
import pytest

from taizhang.audit.outcome import Outcome
from taizhang.audit.recompute import recompute
from taizhang.audit.timeline import timeline
from taizhang.audit.verify import verify
from taizhang.demo.client import Answer
from taizhang.domain.ballots.count_events import Tallied
from taizhang.domain.ballots.events import BallotCast, BoxClosed, BoxOpened
from taizhang.domain.cycles.deadline_events import CycleDeadlineNear, CycleOverdueFlagged
from taizhang.domain.cycles.events import CycleOpened, SubjectEnrolled
from taizhang.domain.evidence.events import OpinionsGathered
from taizhang.domain.grades.confirmation_events import GradeAssigned, GradesConfirmed
from taizhang.domain.meetings.events import AttendeeCheckedIn, CommentGiven, MinutesRecorded
from taizhang.domain.reports.events import ReportAccepted, ReportReturned, ReportSubmitted
from taizhang.domain.results.events import (
    AppraisalFedBack,
    AssessmentPublished,
    FeedbackAcknowledged,
)
from taizhang.domain.tickets.events import (
    ProgressReported,
    TicketAssigned,
    TicketClosed,
    TicketOpened,
    TicketVerified,
)
from taizhang_plugins.pay.events import IncomePublished, PayComputed

pytestmark = pytest.mark.anyio

TOWN, HUNAN, COUNTY, DEPARTMENT = "santangjie", "hunan-town", "xinshao", "university-dept"
OFF = "dongfang"
TENANTS = (TOWN, HUNAN, COUNTY, DEPARTMENT, OFF)

_ROWS = 'select t::text from "{}"."{}" t order by 1'


@pytest.fixture(scope="module")
def played(played_again: Any) -> Any:
    """Of this module alone: its tests play again, and fill rows anew."""
    return played_again


def _of_the_story(log: list[Any]) -> list[str]:
    """What was recorded, but for days and what they remind of: how many of them a clock that leaps
    goes through depends on who was quicker, the player or the workers.
    """
    reminders = (CycleDeadlineNear, CycleOverdueFlagged)
    rest = (h.known.type for h in log if not isinstance(h.event, reminders))
    return [name for name in rest if not name.startswith("clock.")]


class Stopped(Exception):  # noqa: N818 - nothing is wrong
    """Whoever played went away."""


@pytest.mark.rule("S0-01")
async def test_the_cycle_of_2015_is_about_every_village(played: Any) -> None:
    (opened,) = played.of(TOWN, CycleOpened)
    enrolled = [h.event.organisation for h in played.of(TOWN, SubjectEnrolled)]
    assert (opened.event.year, opened.event.subjects) == ("2015", 8)
    assert enrolled == played.units[TOWN]


@pytest.mark.rule("S0-01")
async def test_the_board_shows_how_far_the_cycle_has_come_and_what_blocks_it(played: Any) -> None:
    fields = "stage blockedBy units submitted accepted debriefed graded fedBack acknowledged"
    data = await played.query(TOWN, f"{{ cycleStages(first: 5) {{ nodes {{ {fields} }} }} }}")
    [row] = data["cycleStages"]["nodes"]
    assert (row.pop("stage"), row.pop("blockedBy")) == (
        "考核结果已公布",
        ["考核结果尚未办结（S0-16）"],
    )
    assert set(row.values()) == {8}


@pytest.mark.rule("S0-05")
async def test_every_village_listens_to_its_people_before_its_report(played: Any) -> None:
    reason = played.refusal(TOWN, "reports.too_few_consultations")
    assert (reason["rule"], reason["values"]) == ("S0-05", {"held": 0, "least": 1})
    heard = [h.event.organisation for h in played.of(TOWN, OpinionsGathered)]
    assert heard == played.units[TOWN]
    first = played.of(TOWN, OpinionsGathered, ReportSubmitted)[: len(heard)]
    assert {type(h.event) for h in first} == {OpinionsGathered}


@pytest.mark.rule("S0-04")
async def test_a_report_without_head_5_is_not_accepted(played: Any) -> None:
    reason = played.refusal(TOWN, "reports.head_missing")
    assert (reason["status"], reason["rule"], reason["values"]["head"]) == (422, "S0-04", 5)
    assert "党建工作投入" in reason["detail"]


@pytest.mark.rule("S0-04")
async def test_the_report_without_head_5_is_returned_mended_and_accepted(played: Any) -> None:
    first = played.units[TOWN][0]
    kinds = (ReportSubmitted, ReportReturned, ReportAccepted)
    mine = [h.event for h in played.of(TOWN, *kinds) if h.event.organisation == first]
    assert [type(event) for event in mine] == [kinds[0], kinds[1], kinds[0], kinds[2]]
    assert mine[1].missing_heads == [5]
    assert {section.head for section in mine[2].sections} == {1, 2, 3, 4, 5, 6}


@pytest.mark.rule("S0-06")
async def test_the_secretary_reviews_every_report_before_the_meeting(played: Any) -> None:
    accepted = played.of(TOWN, ReportAccepted)
    assert {h.known.actor for h in accepted} == {"secretary"}
    assert {h.event.organisation for h in accepted} == set(played.units[TOWN])
    (box,) = played.of(TOWN, BoxOpened)
    assert max(h.position for h in accepted) < box.position


@pytest.mark.rule("S0-08")
async def test_with_79_people_the_box_is_refused_with_the_clause(played: Any) -> None:
    reason = played.refusal(TOWN, "meetings.quorum")
    assert (reason["status"], reason["rule"]) == (422, "S0-08")
    assert reason["clause"] == "参会人员不少于80人"
    assert reason["values"] == {"present": 79, "required": 80}
    assert reason["clause"] in reason["detail"]


@pytest.mark.rule("S0-08")
async def test_with_83_people_the_box_opens(played: Any) -> None:
    (opened,) = played.of(TOWN, BoxOpened)
    assert (opened.event.box, opened.event.present) == ("box-2015", 83)
    arrived = Counter(h.event.meeting for h in played.of(TOWN, AttendeeCheckedIn))
    assert (arrived["review-1"], arrived["review-2"]) == (79, 83)


@pytest.mark.rule("S0-10")
async def test_a_comment_without_its_third_point_is_refused(played: Any) -> None:
    reason = played.refusal(TOWN, "meetings.comment_point_missing")
    assert (reason["rule"], reason["values"]["point"]) == ("S0-10", "努力方向")
    assert "逐一进行点评" in reason["clause"]


@pytest.mark.rule("S0-10")
async def test_no_grade_is_confirmed_while_one_village_is_not_commented_on(played: Any) -> None:
    reason = played.refusal(TOWN, "grades.comments_missing")
    assert (reason["rule"], reason["values"]["count"]) == ("S0-10", 1)
    assert played.units[TOWN][0] == reason["values"]["subjects"]
    assert reason["values"]["names"] in reason["detail"]
    comments = played.of(TOWN, CommentGiven)
    (confirmed,) = played.of(TOWN, GradesConfirmed)
    assert {h.event.organisation for h in comments} == set(played.units[TOWN])
    assert max(h.position for h in comments) < confirmed.position
    points = [(c.event.praised, c.event.problems, c.event.direction) for c in comments]
    assert all(point.strip() for three in points for point in three)


@pytest.mark.rule("S0-11")
async def test_a_slip_is_good_for_one_ballot(played: Any) -> None:
    assert played.refusal(TOWN, "ballots.slip_spent")["status"] == 409
    slips = [h.event.slip for h in played.of(TOWN, BallotCast)]
    assert (len(slips), len(set(slips))) == (83, 83)


@pytest.mark.rule("S0-11")
async def test_a_ballot_names_nobody(played: Any) -> None:
    assert {h.known.actor for h in played.of(TOWN, BallotCast)} == {"anyone"}


@pytest.mark.rule("S0-11")
@pytest.mark.rule("S1-12")
async def test_the_tally_accounts_for_every_ballot_on_every_village(played: Any) -> None:
    (closed,) = played.of(TOWN, BoxClosed)
    (tallied,) = played.of(TOWN, Tallied)
    assert [each.subject for each in tallied.event.counts] == played.units[TOWN]
    for each in tallied.event.counts:
        assert sum(each.counts.values()) + each.blank + each.invalid == closed.event.cast == 83


@pytest.mark.rule("S0-13")
async def test_every_village_is_told_its_appraisal_and_acknowledges_it(played: Any) -> None:
    (tallied,) = played.of(TOWN, Tallied)
    counted = {each.subject: [each] for each in tallied.event.counts}
    told = {h.event.subject: h.event.counts for h in played.of(TOWN, AppraisalFedBack)}
    assert told == counted
    took = {(h.event.subject, h.known.actor) for h in played.of(TOWN, FeedbackAcknowledged)}
    assert took == {(unit, f"village:{unit}") for unit in played.units[TOWN]}


@pytest.mark.rule("S0-16")
async def test_the_assessment_is_published_once_within_the_tenants_scope(played: Any) -> None:
    (published,) = played.of(TOWN, AssessmentPublished)
    confirmed = {h.event.subject: h.event.grade for h in played.of(TOWN, GradeAssigned)}
    assert published.event.grades == confirmed
    assert published.event.scope in played.files[TOWN].rules["results"]["publication"]["scopes"]
    assert published.known.on == date(2015, 12, 22)


@pytest.mark.rule("S0-13")
@pytest.mark.rule("S0-16")
async def test_appraisal_and_assessment_are_two_objects_and_two_acts(played: Any) -> None:
    fields = "appraisal fedBackOn acknowledgedOn grade publishedOn scope"
    data = await played.query(TOWN, f"{{ assessments(first: 20) {{ nodes {{ {fields} }} }} }}")
    rows = data["assessments"]["nodes"]
    assert len(rows) == 8
    assert {row["fedBackOn"] for row in rows} == {"2015-12-20"}
    assert {row["publishedOn"] for row in rows} == {"2015-12-22"}
    assert {type(row["appraisal"]) for row in rows} == {dict}
    assert {row["grade"] for row in rows} == {"好", "较好", "一般", "差"}


@pytest.mark.rule("S0-17")
async def test_the_problem_is_followed_until_it_is_struck_off(played: Any) -> None:
    kinds = (TicketOpened, TicketAssigned, ProgressReported, TicketVerified, TicketClosed)
    assert [type(h.event) for h in played.of(TOWN, *kinds)] == list(kinds)
    fields = "organisation state source responsible supervisor verifier progress closedOn"
    data = await played.query(TOWN, f"{{ tickets(first: 20) {{ nodes {{ {fields} }} }} }}")
    assert data["tickets"]["nodes"] == [
        {
            "organisation": "zhengjie",
            "state": "closed",
            "source": "grade",
            "responsible": "village:zhengjie",
            "supervisor": "supervisor",
            "verifier": "supervisor",
            "progress": "已召开组织生活会，调整分工",
            "closedOn": "2016-02-20",
        }
    ]


@pytest.mark.rule("S0-19")
async def test_the_one_poor_grade_opened_one_ticket_by_the_policy(played: Any) -> None:
    (poor,) = [h for h in played.of(TOWN, GradeAssigned) if h.event.grade == "差"]
    (opened,) = played.of(TOWN, TicketOpened)
    assert opened.known.actor == "policy:tickets.rectify_poor_grades"
    assert (opened.known.cause, opened.event.organisation) == (
        poor.position,
        poor.event.subject,
    )
    assert opened.event.due_on == poor.known.on + timedelta(days=90)
    assert "限期整改" in opened.event.clause


@pytest.mark.rule("S3-24")
async def test_a_ticket_is_not_closed_before_somebody_verified_it(played: Any) -> None:
    reason = played.refusal(TOWN, "domain.wrong_state")
    assert (reason["status"], reason["values"]["needed"]) == (409, "已验收")
    (verified,), (closed,) = played.of(TOWN, TicketVerified), played.of(TOWN, TicketClosed)
    assert verified.position < closed.position


@pytest.mark.rule("S3-24")
async def test_who_verified_is_not_who_mended(played: Any) -> None:
    (assigned,), (verified,) = played.of(TOWN, TicketAssigned), played.of(TOWN, TicketVerified)
    (mended,) = played.of(TOWN, ProgressReported)
    assert verified.known.actor not in (assigned.event.responsible, mended.known.actor)


@pytest.mark.rule("S2-17")
async def test_grades_are_confirmed_in_a_meeting_with_minutes(played: Any) -> None:
    for tenant in (TOWN, HUNAN, DEPARTMENT):
        (minutes,) = played.of(tenant, MinutesRecorded)
        for confirmed in played.of(tenant, GradesConfirmed):
            assert minutes.event.meeting == confirmed.event.meeting
            assert minutes.event.text
            assert minutes.position < confirmed.position


def first_table(played: Any) -> Any:
    """The pay of 2012 as it was computed first."""
    tables = [h.event for h in played.of(COUNTY, PayComputed) if h.event.year == "2012"]
    return tables[0]


@pytest.mark.rule("S3-01")
async def test_a_year_without_income_before_it_has_no_pay(played: Any) -> None:
    reason = played.refusal(COUNTY, "pay.income_missing")
    assert (reason["rule"], reason["values"]["income_year"]) == ("S3-01", 2011)
    assert "1.7倍" in reason["clause"]


@pytest.mark.rule("S3-01")
async def test_the_secretary_is_paid_1_7_times_the_income_of_the_year_before(played: Any) -> None:
    (income,), pay = played.of(COUNTY, IncomePublished), first_table(played)
    assert pay.rates[0].post == "村党支部书记"
    assert pay.rates[0].yuan == income.event.yuan * Decimal("1.7")
    assert "4302.5 × 1.7 = 7314.25元" in pay.working[1]


@pytest.mark.rule("S3-02")
async def test_the_three_posts_are_paid_1_to_0_9_to_0_7(played: Any) -> None:
    sums = [rate.yuan for rate in first_table(played).rates]
    assert [yuan / sums[0] for yuan in sums] == [Decimal(1), Decimal("0.9"), Decimal("0.7")]


async def test_pay_is_refused_where_the_plugin_is_off(played: Any) -> None:
    reason = played.refusal(OFF, "tenancy.plugin_off")
    assert reason["status"] == 403
    assert "没有在本单位启用" in reason["detail"]
    assert played.of(OFF, PayComputed) == []


async def test_the_board_now_and_the_day_before_publication_differ(played: Any) -> None:
    fields = "nodes { organisation grade publishedOn scope }"
    then = 'asOf: { time: "2015-12-21T23:59:59+08:00" }'
    data = await played.query(
        TOWN,
        f"{{ now: assessments(first: 20) {{ {fields} }}"
        f"  then: assessments(first: 20, {then}) {{ {fields} }} }}",
    )
    now, before = data["now"]["nodes"], data["then"]["nodes"]
    assert [row["organisation"] for row in now] == [row["organisation"] for row in before]
    assert {row["publishedOn"] for row in now} == {"2015-12-22"}
    assert {(row["publishedOn"], row["scope"]) for row in before} == {(None, None)}
    assert [row["grade"] for row in now] == [row["grade"] for row in before]


async def test_the_board_as_of_a_position_is_what_it_was_there(played: Any) -> None:
    assigned = played.of(TOWN, GradeAssigned)
    asked = "{ assessments(first: 20, asOf: { position: %d }) { nodes { grade } } }"
    before = await played.query(TOWN, asked % (assigned[0].position - 1))
    graded = [node["grade"] for node in before["assessments"]["nodes"]]
    assert set(graded) == {None}


async def test_the_timeline_of_one_village_as_of_a_position(played: Any) -> None:
    tenant, catalogue = played.tenants[TOWN], played.platform.schemes.catalogue
    tag = f"organisation:{played.units[TOWN][0]}"
    whole = await timeline(played.platform.log, catalogue, tenant.id, tag)
    accepted = played.of(TOWN, ReportAccepted)[0].position
    early = await timeline(played.platform.log, catalogue, tenant.id, tag, as_of=accepted)
    assert early == whole[: len(early)]
    assert (early[-1].type, len(early) < len(whole)) == ("reports.accepted", True)
    assert [line.type for line in whole if line.type.startswith("reports.")] == [
        "reports.submitted",
        "reports.returned",
        "reports.submitted",
        "reports.accepted",
    ]


@pytest.mark.parametrize("slug", TENANTS)
async def test_verifying_the_log_finds_nothing(played: Any, slug: str) -> None:
    platform = played.platform
    verdict = await verify(platform.app, platform.schemes.catalogue, played.tenants[slug].id)
    assert (verdict.faults, verdict.size) == ([], len(played.logs[slug]))


@pytest.mark.parametrize("slug", TENANTS)
async def test_every_decision_taken_again_comes_to_the_same(played: Any, slug: str) -> None:
    done = await recompute(played.platform, played.tenants[slug])
    assert done.differences == []
    assert done.counts[Outcome.SAME] == sum(done.counts.values()) > 0


async def test_rows_filled_anew_from_the_same_logs_are_the_same(played: Any) -> None:
    worker = played.platform.worker
    old, new = await worker.generation(), await worker.rebuild()
    for _ in range(1200):  # whoever works fills it and switches to it
        if await worker.generation() == new:
            break
        await asyncio.sleep(0.05)
    assert await worker.generation() == new
    with psycopg.connect(played.dsn) as connection:
        kept, filled = contents(connection, old.schema), contents(connection, new.schema)
    assert sum(len(rows) for rows in filled.values()) > 1000
    assert filled == kept


def contents(connection: psycopg.Connection[Any], schema: str) -> dict[str, list[str]]:
    """All rows of a generation by table, those of the past included."""
    tables = connection.execute("select tablename from pg_tables where schemaname = %s", [schema])
    return {
        table: [row for (row,) in connection.execute(_ROWS.format(schema, table)).fetchall()]
        for (table,) in tables.fetchall()
    }


async def test_every_query_of_the_documentation_finds_something(played: Any) -> None:
    text = (Path(__file__).parents[2] / "docs" / "demo.md").read_text("utf-8")
    queries = re.findall(r"```graphql\n# (\S+) (\S+)\n(.*?)```", text, re.DOTALL)
    assert len(queries) == text.count("```graphql") >= 6
    for tenant, actor, document in queries:
        data = await played.query(tenant, document, actor=actor)
        assert all(found["nodes"] for found in data.values()), document


async def test_no_event_waits_for_a_mended_fold(played: Any) -> None:
    for tenant in played.tenants.values():
        assert await played.platform.worker.letters(tenant.id) == []


@pytest.mark.parametrize("slug", TENANTS)
async def test_positions_are_gapless(played: Any, slug: str) -> None:
    positions = [h.position for h in played.logs[slug]]
    assert positions == list(range(1, len(positions) + 1))


async def test_playing_again_from_memory_takes_no_new_position(played: Any) -> None:
    before = {slug: len(log) for slug, log in played.logs.items()}
    await played.play()
    assert {slug: len(log) for slug, log in played.logs.items()} == before


async def test_asking_every_step_again_takes_no_new_position(played: Any) -> None:
    """As after a crash that lost the note of how far the story was."""
    before = {slug: len(log) for slug, log in played.logs.items()}
    played.memory.keep(done=-1)
    await played.play()
    assert {slug: len(log) for slug, log in played.logs.items()} == before


async def test_a_player_who_stops_after_every_kind_of_step_tells_the_same_story(
    played: Any, unplayed: Any
) -> None:
    heard = set()

    def step(tenant: str, command: str, answer: Answer) -> None:
        said = (tenant, command, answer.code)
        if said not in heard:
            heard.add(said)
            raise Stopped

    unplayed.listener.step = step
    while not unplayed.logs:
        with contextlib.suppress(Stopped):
            await unplayed.play()
    assert len(heard) > 90
    for slug in TENANTS:
        told, once = (sorted(_of_the_story(each.logs[slug])) for each in (unplayed, played))
        assert told == once
