"""The area of ballots."""

# The decisions register themselves on their commands when their modules are read.
from taizhang.domain.ballots import (
    casting,
    closing,
    count_events,
    count_rows,
    ending,
    officers,
    opening,
    paper_events,
    papers,
    slip_events,
    slip_rows,
    slips,
    tallying,
    voiding,
)
from taizhang.domain.ballots import events as e
from taizhang.domain.ballots import rows as r
from taizhang.domain.ballots.rules import BallotRules
from taizhang.scheme import Scheme

DECISIONS = (
    slips.SlipRegistration,
    voiding.SlipVoiding,
    voiding.SlipReissuing,
    officers.NamingOfficer,
    opening.BoxOpening,
    casting.Casting,
    papers.PaperEntry,
    papers.PaperConfirmation,
    papers.PaperRejection,
    papers.PaperCount,
    ending.CastingEnding,
    closing.BoxClosing,
    tallying.Tallying,
)

SCHEME = Scheme(
    name="ballots",
    title="测评",
    core=True,
    events=(
        slip_events.SlipsRegistered,
        slip_events.SlipsSealed,
        slip_events.SlipVoided,
        slip_events.SlipReissued,
        e.BoxOpened,
        e.BallotCast,
        paper_events.PaperEntered,
        paper_events.PaperConfirmed,
        paper_events.PaperRejected,
        paper_events.PapersCounted,
        e.CastingEnded,
        e.BoxClosed,
        count_events.Tallied,
        count_events.BreakdownTallied,
        e.OfficerNamed,
    ),
    commands=tuple(decision.command for decision in DECISIONS),
    rows=(
        r.Box,
        r.Officer,
        slip_rows.VoidedSlip,
        slip_rows.EnteredPaper,
        count_rows.Tally,
        count_rows.CategoryResult,
    ),
    rules=(BallotRules,),
)
