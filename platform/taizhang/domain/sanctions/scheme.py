"""The area of sanctions."""

from taizhang.domain.sanctions import (
    consequences,
    eligibility,
    ending,
    imposing,
    proposing,
    rows,
    rules,
    scores,
    succeeding,
)
from taizhang.domain.sanctions import events as e
from taizhang.domain.sanctions.dropping import DropSanction
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="sanctions",
    title="组织处理",
    core=True,
    events=(
        e.ScoreReported,
        e.SanctionProposed,
        e.SanctionImposed,
        e.SanctionTransferred,
        e.SanctionDropped,
        e.SanctionExpired,
        e.SanctionLifted,
    ),
    commands=(
        scores.ReportScore,
        proposing.ProposeSanction,
        imposing.ImposeSanction,
        DropSanction,
        ending.ExpireSanction,
        ending.LiftSanction,
        succeeding.TransferSanctions,
    ),
    rows=(rows.Sanction, eligibility.Eligibility),
    rules=(rules.SanctionRules,),
    policies=(
        consequences.after_grade,
        consequences.after_overdue,
        consequences.after_score,
        ending.watch_imposed,
        ending.at_expiry,
        succeeding.follow,
    ),
)
