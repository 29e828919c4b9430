"""The area of ballots."""

# The decisions register themselves on their commands when their modules are read.
from taizhang.domain.ballots import casting, closing, opening, slips, tallying
from taizhang.domain.ballots import events as e
from taizhang.domain.ballots import rows as r
from taizhang.domain.ballots.rules import BallotRules
from taizhang.scheme import Scheme

DECISIONS = (
    slips.SlipRegistration,
    slips.SlipVoiding,
    opening.BoxOpening,
    casting.Casting,
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
        e.BoxOpened,
        e.BallotCast,
        e.BoxClosed,
        e.Tallied,
    ),
    commands=tuple(decision.command for decision in DECISIONS),
    rows=(r.Box, r.Tally),
    rules=BallotRules,
)
