"""The area of institutions."""

from taizhang.domain.institutions import enacting, events, rows, rules
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="institutions",
    title="制度",
    core=True,
    events=(
        events.InstitutionEnacted,
        events.InstitutionReplaced,
        events.InstitutionRepealed,
    ),
    commands=(enacting.EnactInstitution, enacting.RepealInstitution),
    rows=(rows.Institution,),
    rules=(rules.InstitutionRules,),
)
