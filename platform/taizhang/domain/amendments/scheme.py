"""The area of amendments."""

from taizhang.domain.amendments import annulling, correcting, late_rows, rows
from taizhang.events.amendments import AMENDING, EnteredLate
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="amendments",
    title="更正、作废与补录",
    core=True,
    events=(*AMENDING, EnteredLate),
    commands=(correcting.CorrectFact, annulling.AnnulFact),
    rows=(rows.AmendedFact, late_rows.LateEntry),
)
