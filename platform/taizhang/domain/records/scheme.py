"""The area of records."""

from taizhang.domain.records import commending, events, linking, rows, rules
from taizhang.scheme import Scheme

SCHEME = Scheme(
    name="records",
    title="结果运用和实绩档案",
    core=True,
    events=(
        events.CommendationRecorded,
        events.CommendationWithdrawn,
        events.ResultLinked,
    ),
    commands=(commending.Commend, commending.WithdrawCommendation, linking.LinkResult),
    rows=(rows.Commendation, rows.Extract),
    rules=(rules.RecordRules,),
    policies=(linking.link_assigned, linking.link_corrected),
)
