"""The core's own areas: a plugin like any other, except that it is always there, and on."""

from taizhang.domain.access.scheme import SCHEME as ACCESS
from taizhang.domain.amendments.scheme import SCHEME as AMENDMENTS
from taizhang.domain.authority.scheme import RULES
from taizhang.domain.authority.scheme import SCHEME as AUTHORITY
from taizhang.domain.ballots.scheme import SCHEME as BALLOTS
from taizhang.domain.clock.scheme import SCHEME as CLOCK
from taizhang.domain.cycles.scheme import SCHEME as CYCLES
from taizhang.domain.evidence.scheme import SCHEME as EVIDENCE
from taizhang.domain.grades.scheme import SCHEME as GRADES
from taizhang.domain.inspections.scheme import SCHEME as INSPECTIONS
from taizhang.domain.institutions.scheme import SCHEME as INSTITUTIONS
from taizhang.domain.meetings.scheme import SCHEME as MEETINGS
from taizhang.domain.obligations.scheme import SCHEME as OBLIGATIONS
from taizhang.domain.organisations.scheme import SCHEME as ORGANISATIONS
from taizhang.domain.overhauls.scheme import SCHEME as OVERHAULS
from taizhang.domain.publicity.scheme import SCHEME as PUBLICITY
from taizhang.domain.records.scheme import SCHEME as RECORDS
from taizhang.domain.reports.scheme import SCHEME as REPORTS
from taizhang.domain.responsibilities.scheme import SCHEME as RESPONSIBILITIES
from taizhang.domain.results.scheme import SCHEME as RESULTS
from taizhang.domain.sanctions.scheme import SCHEME as SANCTIONS
from taizhang.domain.setup.scheme import SCHEME as SETUP
from taizhang.domain.tickets.scheme import SCHEME as TICKETS
from taizhang.hookspecs import hookimpl
from taizhang.scheme import Scheme

CORE = (
    SETUP,
    CLOCK,
    AUTHORITY,
    ACCESS,
    RULES,
    AMENDMENTS,
    ORGANISATIONS,
    CYCLES,
    EVIDENCE,
    REPORTS,
    MEETINGS,
    BALLOTS,
    GRADES,
    RESULTS,
    PUBLICITY,
    TICKETS,
    SANCTIONS,
    INSPECTIONS,
    OVERHAULS,
    RECORDS,
    RESPONSIBILITIES,
    INSTITUTIONS,
    OBLIGATIONS,
)


@hookimpl
def taizhang_schemes() -> list[Scheme]:
    """The areas, in the order in which they are listed everywhere."""
    return list(CORE)
