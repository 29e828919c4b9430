"""The area of tickets."""

from taizhang.domain.tickets import events as e
from taizhang.domain.tickets import mending, opening, rows, rules
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="tickets",
    title="问题台账",
    core=True,
    events=(
        e.TicketOpened,
        e.TicketAssigned,
        e.ProgressReported,
        e.TicketVerified,
        e.TicketClosed,
        e.TicketReopened,
    ),
    commands=(
        opening.OpenTicket,
        mending.AssignTicket,
        mending.ReportProgress,
        mending.VerifyTicket,
        mending.CloseTicket,
        mending.ReopenTicket,
    ),
    rows=(rows.Ticket,),
    rules=rules.TicketRules,
    policies=(opening.rectify_poor_grades,),
)
