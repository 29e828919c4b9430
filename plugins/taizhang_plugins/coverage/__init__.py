"""三个一批: instructors sent, members cultivated, party organisations founded in enterprises and
social organisations (S3-20, S3-25..S3-27, S3-07, S0-29).
"""

from taizhang import Scheme, hookimpl
from taizhang_plugins.coverage import (
    changing,
    count_rows,
    counting,
    cultivating,
    founding,
    funding,
    gaps,
    instructing,
    instructor_rows,
    listing,
    obligations,
    paper,
    party_rows,
    reconciling,
    rules,
    total_events,
    total_rows,
    township_rows,
    unit_rows,
)
from taizhang_plugins.coverage import cover_folds as cover_folds
from taizhang_plugins.coverage import events as e
from taizhang_plugins.coverage import instructor_events as i
from taizhang_plugins.coverage import party_events as p
from taizhang_plugins.coverage import target_events as t
from taizhang_plugins.coverage import target_folds as target_folds


@hookimpl
def taizhang_schemes() -> list[Scheme]:
    """One scheme: units are listed, counted, cultivated and covered; totals are reconciled."""
    return [
        Scheme(
            name="coverage",
            title="三个一批·两新组织覆盖",
            events=(
                e.UnitListed,
                e.UnitClosed,
                e.HeadcountReported,
                t.TargetSet,
                t.ActivistConfirmed,
                t.MemberAdmitted,
                t.TargetMet,
                t.GapFound,
                e.FoundingDue,
                e.FoundingMet,
                p.PartyOrganisationFounded,
                p.LimitExceeded,
                p.UnitJoined,
                p.UnitLeft,
                p.PartyOrganisationDissolved,
                i.InstructorSent,
                i.InstructorRecalled,
                p.FundsRecorded,
                total_events.TotalReported,
            ),
            commands=(
                listing.ListUnit,
                listing.CloseUnit,
                counting.ReportHeadcount,
                cultivating.ConfirmActivist,
                cultivating.AdmitMember,
                cultivating.SettleTarget,
                gaps.FindGap,
                founding.FoundPartyOrganisation,
                changing.JoinPartyOrganisation,
                changing.LeavePartyOrganisation,
                changing.DissolvePartyOrganisation,
                instructing.SendInstructor,
                instructing.RecallInstructor,
                funding.RecordFunds,
                reconciling.ReportTotal,
            ),
            rows=(
                unit_rows.TwoNewUnit,
                count_rows.Headcount,
                party_rows.PartyOrganisation,
                party_rows.PartyFunds,
                instructor_rows.Instructor,
                township_rows.TownshipCoverage,
                total_rows.ReportedTotal,
            ),
            rules=(rules.CoverageRules,),
            policies=(
                listing.close_what_is_gone,
                cultivating.count_activists_elsewhere,
                cultivating.count_members_elsewhere,
                gaps.list_gaps,
                gaps.open_tickets_for_gaps,
            ),
            obligations=obligations.OBLIGATIONS,
            documents=(paper.COVERAGE_PAPER,),
        )
    ]
