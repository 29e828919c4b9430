"""The area of amendments."""

from taizhang.domain.amendments import annulling, correcting, rows
from taizhang.events.amendments import AMENDING
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="amendments",
    title="更正与作废",
    core=True,
    events=AMENDING,
    commands=(correcting.CorrectFact, annulling.AnnulFact),
    rows=(rows.AmendedFact,),
)
