"""The core as plugins see it: identifiers with their tags, facts to rest on, commands to ask for.

Facts are checked (`checks`), selected, folded and answered; commands are what a policy may yield.
Changed only with an entry in CHANGELOG.md. Any other event of the core can be read by its stored
name, as a `ForeignEvent`.
"""

from taizhang.domain.ballots.count_events import Tallied
from taizhang.domain.ballots.events import BoxClosed, BoxOpened
from taizhang.domain.clock.deadlines import SetDeadline
from taizhang.domain.clock.events import DayBegan, DeadlineReached
from taizhang.domain.cycles.events import CycleOpened, PersonEnrolled, SubjectEnrolled
from taizhang.domain.evidence.events import EvidenceSummarised, OpinionsGathered, VisitLogged
from taizhang.domain.grades.confirmation_events import (
    GradeAssigned,
    GradeCorrected,
    GradesConfirmed,
)
from taizhang.domain.grades.events import GradesDrafted, Input, InputsRecorded
from taizhang.domain.grades.weighing import RecordInputs
from taizhang.domain.inspections.events import FindingRecorded, InspectionHeld
from taizhang.domain.inspections.scheduling import ScheduleInspection
from taizhang.domain.institutions.events import InstitutionEnacted
from taizhang.domain.meetings.events import (
    AttendeeCheckedIn,
    AttendeeLeft,
    DebriefHeld,
    MeetingCalled,
    MeetingConcluded,
    MinutesSigned,
)
from taizhang.domain.names import (
    ATTACHMENT,
    CYCLE,
    MEETING,
    ORGANISATION,
    PERSON,
    REPORT,
    ROSTER,
    TICKET,
    AttachmentHash,
    CycleId,
    InspectionId,
    MeetingId,
    OrganisationId,
    PersonId,
    ReportId,
    SanctionId,
    SubjectId,
    Text,
    TicketId,
    is_person,
    person_of,
    subject_of,
)
from taizhang.domain.naming import Naming, registered
from taizhang.domain.obligations.events import (
    ObligationMet,
    ObligationMissed,
    ObligationOwed,
    ObligationWaived,
)
from taizhang.domain.obligations.waiving import WaiveDuty
from taizhang.domain.organisations.events import (
    OrganisationLabelled,
    OrganisationReclassified,
    OrganisationRegistered,
    OrganisationRenamed,
    OrganisationSucceeded,
)
from taizhang.domain.organisations.people_events import PersonRegistered, PostLeft, PostTaken
from taizhang.domain.overhauls.events import OverhaulFinished, WeakOrganisationFound
from taizhang.domain.publicity.bulletin_events import BulletinIssued
from taizhang.domain.publicity.events import PublicityEnded, PublicityStarted
from taizhang.domain.records.events import ResultLinked
from taizhang.domain.records.linking import LinkResult
from taizhang.domain.refusals import unknown
from taizhang.domain.reports.events import (
    AttachmentStored,
    ReportAccepted,
    ReportReturned,
    ReportSubmitted,
)
from taizhang.domain.results.events import AppraisalFedBack, AssessmentPublished
from taizhang.domain.sanctions.events import (
    SanctionExpired,
    SanctionImposed,
    SanctionLifted,
    SanctionProposed,
    ScoreReported,
)
from taizhang.domain.sanctions.proposing import ProposeSanction
from taizhang.domain.sanctions.scores import ReportScore
from taizhang.domain.setup.events import TenantOpened
from taizhang.domain.tickets.closing import CloseTicket
from taizhang.domain.tickets.deadline_events import TicketOverdue
from taizhang.domain.tickets.events import TicketClosed, TicketOpened, TicketVerified
from taizhang.domain.tickets.opening import OpenTicket

__all__ = [
    "ATTACHMENT",
    "CYCLE",
    "MEETING",
    "ORGANISATION",
    "PERSON",
    "REPORT",
    "ROSTER",
    "TICKET",
    "AppraisalFedBack",
    "AssessmentPublished",
    "AttachmentHash",
    "AttachmentStored",
    "AttendeeCheckedIn",
    "AttendeeLeft",
    "BoxClosed",
    "BoxOpened",
    "BulletinIssued",
    "CloseTicket",
    "CycleId",
    "CycleOpened",
    "DayBegan",
    "DeadlineReached",
    "DebriefHeld",
    "EvidenceSummarised",
    "FindingRecorded",
    "GradeAssigned",
    "GradeCorrected",
    "GradesConfirmed",
    "GradesDrafted",
    "Input",
    "InputsRecorded",
    "InspectionHeld",
    "InspectionId",
    "InstitutionEnacted",
    "LinkResult",
    "MeetingCalled",
    "MeetingConcluded",
    "MeetingId",
    "MinutesSigned",
    "Naming",
    "ObligationMet",
    "ObligationMissed",
    "ObligationOwed",
    "ObligationWaived",
    "OpenTicket",
    "OpinionsGathered",
    "OrganisationId",
    "OrganisationLabelled",
    "OrganisationReclassified",
    "OrganisationRegistered",
    "OrganisationRenamed",
    "OrganisationSucceeded",
    "OverhaulFinished",
    "PersonEnrolled",
    "PersonId",
    "PersonRegistered",
    "PostLeft",
    "PostTaken",
    "ProposeSanction",
    "PublicityEnded",
    "PublicityStarted",
    "RecordInputs",
    "ReportAccepted",
    "ReportId",
    "ReportReturned",
    "ReportScore",
    "ReportSubmitted",
    "ResultLinked",
    "SanctionExpired",
    "SanctionId",
    "SanctionImposed",
    "SanctionLifted",
    "SanctionProposed",
    "ScheduleInspection",
    "ScoreReported",
    "SetDeadline",
    "SubjectEnrolled",
    "SubjectId",
    "Tallied",
    "TenantOpened",
    "Text",
    "TicketClosed",
    "TicketId",
    "TicketOpened",
    "TicketOverdue",
    "TicketVerified",
    "VisitLogged",
    "WaiveDuty",
    "WeakOrganisationFound",
    "is_person",
    "person_of",
    "registered",
    "subject_of",
    "unknown",
]
