"""The university department: its whole cycle of 2022, and the report of the year after."""

from collections import Counter
from datetime import date
from typing import Any

import pytest

from taizhang.domain.ballots.count_events import Tallied
from taizhang.domain.ballots.events import BallotCast, BoxClosed
from taizhang.domain.ballots.paper_events import PaperConfirmed, PaperEntered
from taizhang.domain.evidence.events import OpinionsGathered, VisitLogged
from taizhang.domain.grades.confirmation_events import GradeAssigned
from taizhang.domain.grades.events import InputsRecorded
from taizhang.domain.inspections.events import FindingRecorded, InspectionHeld
from taizhang.domain.meetings.events import AttendeeInvited, CommentGiven, DebriefHeld
from taizhang.domain.publicity.bulletin_events import BulletinIssued
from taizhang.domain.publicity.events import NoticeObjected, PublicityEnded, PublicityStarted
from taizhang.domain.records.events import ResultLinked
from taizhang.domain.reports.events import (
    ReportAccepted,
    ReportChecked,
    ReportReturned,
    ReportSubmitted,
)
from taizhang.domain.results.events import (
    AppraisalFedBack,
    FeedbackAcknowledged,
    ResultsConcluded,
)
from taizhang.domain.tickets.deadline_events import TicketEscalated, TicketOverdue
from taizhang.domain.tickets.events import TicketClosed, TicketOpened, TicketVerified

pytestmark = pytest.mark.anyio

DEPARTMENT = "university-dept"


@pytest.mark.rule("S1-05")
async def test_what_was_seen_is_evidence_and_a_visit_that_tells_nothing_is_none(
    played: Any,
) -> None:
    reason = played.refusal(DEPARTMENT, "evidence.nothing_seen")
    assert (reason["rule"], "多到现场看" in reason["clause"]) == ("S1-05", True)
    visited = [h.event for h in played.of(DEPARTMENT, VisitLogged)]
    assert [each.organisation for each in visited] == played.units[DEPARTMENT]
    assert {tuple(each.inputs) for each in visited} == {("调研了解",)}
    assert played.of(DEPARTMENT, OpinionsGathered)


@pytest.mark.rule("S1-07")
async def test_3501_characters_are_refused_with_both_numbers_and_the_clause(played: Any) -> None:
    reason = played.refusal(DEPARTMENT, "reports.too_long")
    assert (reason["status"], reason["rule"]) == (422, "S1-07")
    assert reason["values"] == {"characters": 3501, "maximum": 3500}
    assert reason["clause"] == "党支部书记的述职报告控制在3500字以内"
    assert "3501 字，规定不超过 3500 字" in reason["detail"]


@pytest.mark.rule("S1-07")
async def test_3500_characters_are_taken_and_accepted(played: Any) -> None:
    first = played.units[DEPARTMENT][0]
    mine = [
        h.event
        for h in played.of(DEPARTMENT, ReportSubmitted, ReportReturned, ReportAccepted)
        if (h.event.organisation, h.event.cycle) == (first, "2022")
    ]
    kinds = [ReportSubmitted, ReportReturned, ReportSubmitted, ReportAccepted]
    assert [type(event) for event in mine] == kinds
    assert {event.characters for event in mine if isinstance(event, ReportSubmitted)} == {3500}


@pytest.mark.rule("S1-08")
async def test_praise_over_a_third_is_refused_with_the_figures_and_the_clause(played: Any) -> None:
    reason = played.refusal(DEPARTMENT, "reports.achievements_share")
    values = reason["values"]
    assert (reason["rule"], values["maximum"]) == ("S1-08", "1/3")
    assert 3 * values["achievements"] > values["characters"]
    assert reason["clause"] == "其中讲成绩的篇幅不得超过1/3"
    for report in (h.event for h in played.of(DEPARTMENT, ReportSubmitted)):
        assert 3 * report.achievement_characters <= report.characters


@pytest.mark.rule("S1-10")
async def test_a_problem_without_its_cause_is_not_accepted(played: Any) -> None:
    reason = played.refusal(DEPARTMENT, "reports.unmapped")
    assert (reason["rule"], reason["values"]["missing"]) == ("S1-10", "根源")
    assert "一一对应" in reason["clause"]


@pytest.mark.rule("S1-09")
async def test_every_report_is_checked_on_four_things_before_it_passes(played: Any) -> None:
    reason = played.refusal(DEPARTMENT, "reports.check_unanswered")
    assert (reason["rule"], reason["values"]["checks"]) == ("S1-09", 4)
    assert reason["clause"].count("防止") == 4
    checked = [h.event for h in played.of(DEPARTMENT, ReportChecked) if h.event.cycle == "2022"]
    assert [each.organisation for each in checked] == played.units[DEPARTMENT]
    assert all(answer.passed for each in checked for answer in each.answers)


@pytest.mark.rule("S1-11")
async def test_representatives_are_invited_by_category(played: Any) -> None:
    invited = Counter(h.event.category for h in played.of(DEPARTMENT, AttendeeInvited))
    named = played.files[DEPARTMENT].rules["meetings"]["attendees"]["categories"]
    assert (set(invited), invited.total()) == (set(named), 24)


@pytest.mark.rule("S1-01")
async def test_a_debrief_in_writing_is_refused_and_all_debrief_in_person(played: Any) -> None:
    reason = played.refusal(DEPARTMENT, "meetings.debrief_mode")
    assert (reason["rule"], reason["clause"]) == ("S1-01", "述职评议考核采用现场述职方式")
    held = [h.event for h in played.of(DEPARTMENT, DebriefHeld)]
    assert [each.organisation for each in held] == played.units[DEPARTMENT]
    assert {each.mode for each in held} == {"in_person"}


@pytest.mark.rule("S1-12")
async def test_phones_and_papers_are_one_vote(played: Any) -> None:
    (closed,) = played.of(DEPARTMENT, BoxClosed)
    assert (closed.event.cast, closed.event.papers, closed.event.valid) == (22, 4, True)
    assert len(played.of(DEPARTMENT, BallotCast)) == 22
    (tallied,) = played.of(DEPARTMENT, Tallied)
    for line in tallied.event.counts:
        assert sum(line.counts.values()) + line.blank + line.invalid == 22


@pytest.mark.rule("S1-12")
async def test_a_paper_is_read_by_two(played: Any) -> None:
    read = [
        {h.event.slip: h.event.by for h in played.of(DEPARTMENT, kind)}
        for kind in (PaperEntered, PaperConfirmed)
    ]
    assert read[0].keys() == read[1].keys()
    assert all(read[0][slip] != read[1][slip] for slip in read[0])


@pytest.mark.rule("S1-15")
async def test_no_grade_without_its_four_inputs_and_they_are_shown_beside_it(played: Any) -> None:
    reason = played.refusal(DEPARTMENT, "grades.inputs_missing")
    assert (reason["rule"], "现场测评" in reason["clause"]) == ("S1-15", True)
    data = await played.query(
        DEPARTMENT, "{ gradeSheets(first: 20) { nodes { subject grade inputs } } }"
    )
    names = {"平时掌握", "调研了解", "领导点评", "现场测评"}
    sheets = data["gradeSheets"]["nodes"]
    assert {row["subject"] for row in sheets} == set(played.units[DEPARTMENT])
    assert all(set(row["inputs"]) == names for row in sheets)


@pytest.mark.rule("S1-15")
async def test_grades_are_judged_and_not_worked_out(played: Any) -> None:
    recorded = [h.event for h in played.of(DEPARTMENT, InputsRecorded)]
    assert {each.worked for each in recorded} == {None}
    assigned = [h.event for h in played.of(DEPARTMENT, GradeAssigned)]
    assert {each.grade for each in assigned} == {"好", "较好", "一般"}
    assert all(each.rationale for each in assigned)


@pytest.mark.rule("S1-15")
async def test_the_leader_comments_on_each_branch(played: Any) -> None:
    comments = [h.event.organisation for h in played.of(DEPARTMENT, CommentGiven)]
    assert comments == played.units[DEPARTMENT]


async def test_each_branch_is_told_and_takes_note(played: Any) -> None:
    told = [h.event.subject for h in played.of(DEPARTMENT, AppraisalFedBack)]
    took = {(h.event.subject, h.known.actor) for h in played.of(DEPARTMENT, FeedbackAcknowledged)}
    assert told == played.units[DEPARTMENT]
    assert took == {(unit, f"branch:{unit}") for unit in told}


@pytest.mark.rule("S1-13")
async def test_reports_are_on_notice_after_the_meeting_and_not_before(played: Any) -> None:
    reason = played.refusal(DEPARTMENT, "publicity.before_the_meeting")
    clause = "述职评议会后,述职报告在一定范围内公示,接受党员群众监督"
    assert (reason["rule"], reason["clause"]) == ("S1-13", clause)
    started = [h.event for h in played.of(DEPARTMENT, PublicityStarted)]
    assert [each.organisation for each in started] == played.units[DEPARTMENT]
    assert {each.until for each in started} == {date(2022, 12, 22)}


@pytest.mark.rule("S1-13")
async def test_nothing_is_concluded_while_a_notice_runs(played: Any) -> None:
    reason = played.refusal(DEPARTMENT, "publicity.running")
    assert "5 个工作日" in reason["clause"]
    (concluded,) = played.of(DEPARTMENT, ResultsConcluded)
    assert concluded.known.on == date(2022, 12, 23)
    assert len(played.of(DEPARTMENT, NoticeObjected)) == 1
    assert {h.event.unanswered for h in played.of(DEPARTMENT, PublicityEnded)} == {0}


@pytest.mark.rule("S1-16")
async def test_grades_go_into_the_records_of_branches_and_secretaries(played: Any) -> None:
    linked = [h.event for h in played.of(DEPARTMENT, ResultLinked)]
    assert Counter(each.use for each in linked) == {
        "党支部书记工作实绩评定": 6,
        "所在支部年度党建工作评价": 6,
    }
    assert all("重要依据" in each.clause for each in linked)


@pytest.mark.rule("S1-14")
async def test_commitments_become_tickets_and_are_verified_by_another(played: Any) -> None:
    opened = [h.event for h in played.of(DEPARTMENT, TicketOpened)]
    promised = [each.organisation for each in opened if each.source == "commitment"]
    assert sorted(promised) == sorted(played.units[DEPARTMENT])
    assert {h.known.actor for h in played.of(DEPARTMENT, TicketVerified)} == {"supervisor"}
    closed = {h.event.ticket for h in played.of(DEPARTMENT, TicketClosed)}
    assert closed == {each.ticket for each in opened}


@pytest.mark.rule("S1-17")
async def test_bulletins_tell_what_the_ledger_says(played: Any) -> None:
    issued = [h.event for h in played.of(DEPARTMENT, BulletinIssued)]
    assert [each.number for each in issued] == [1, 2]
    assert [each.figures for each in issued] == [{"已销号": 5, "整改中": 1}, {"已销号": 7}]


@pytest.mark.rule("S1-18")
async def test_a_check_without_notice_is_not_planned_and_its_finding_becomes_a_ticket(
    played: Any,
) -> None:
    reason = played.refusal(DEPARTMENT, "inspections.unannounced")
    assert (reason["rule"], "不事先通知" in reason["clause"]) == ("S1-18", True)
    (held,) = played.of(DEPARTMENT, InspectionHeld)
    (found,) = played.of(DEPARTMENT, FindingRecorded)
    assert (held.event.announced, len(held.event.followed)) == (False, 1)
    tickets = [h for h in played.of(DEPARTMENT, TicketOpened) if h.event.source == "inspection"]
    assert [ticket.known.cause for ticket in tickets] == [found.position]


async def test_a_commitment_that_is_late_goes_up_by_the_clock(played: Any) -> None:
    (late,) = played.of(DEPARTMENT, TicketOverdue)
    (up,) = played.of(DEPARTMENT, TicketEscalated)
    assert up.event.ticket == late.event.ticket
    assert (late.event.due_on, up.event.to) == (date(2023, 3, 31), "学院党委")


@pytest.mark.rule("S1-06")
async def test_next_years_report_accounts_for_last_years_commitment(played: Any) -> None:
    reason = played.refusal(DEPARTMENT, "reports.commitment_unaccounted")
    assert (reason["rule"], "上年度整改承诺" in reason["clause"]) == ("S1-06", True)
    later = [h.event for h in played.of(DEPARTMENT, ReportSubmitted) if h.event.cycle == "2023"]
    assert [[account.outcome for account in each.accounts] for each in later] == [[], ["done"]]
    accepted = [h.event.cycle for h in played.of(DEPARTMENT, ReportAccepted)]
    assert accepted[-1] == "2023"
