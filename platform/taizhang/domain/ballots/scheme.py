"""The area of ballots."""

# The decisions register themselves on their commands when their modules are read.
from taizhang.domain.ballots import (
    casting,
    closing,
    ending,
    officers,
    opening,
    papers,
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
        e.SlipsRegistered,
        e.SlipsSealed,
        e.SlipVoided,
        e.SlipReissued,
        e.BoxOpened,
        e.BallotCast,
        e.PaperEntered,
        e.PaperConfirmed,
        e.PaperRejected,
        e.PapersCounted,
        e.CastingEnded,
        e.BoxClosed,
        e.Tallied,
        e.BreakdownTallied,
        e.OfficerNamed,
    ),
    commands=tuple(decision.command for decision in DECISIONS),
    rows=(r.Box, r.VoidedSlip, r.EnteredPaper, r.Tally, r.CategoryResult, r.Officer),
    rules=(BallotRules,),
)
