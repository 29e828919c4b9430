"""The area of evidence."""

from taizhang.domain.evidence import events, listening, rows, rules, summarising, visiting
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="evidence",
    title="听取意见和实地走访",
    core=True,
    events=(events.OpinionsGathered, events.VisitLogged, events.EvidenceSummarised),
    commands=(
        listening.GatherOpinions,
        visiting.LogVisit,
        summarising.SummariseEvidence,
    ),
    rows=(rows.Consultation, rows.Visit, rows.UnitEvidence),
    rules=(rules.EvidenceRules,),
)
