"""Why the results of a cycle are not concluded."""

from taizhang.errors import Refusal

NOT_PUBLISHED = Refusal(
    "results.publication_missing",
    zh="周期“{cycle}”的考核结果（{list}）还没有公布（或更正后没有重新公布），不能办结",
    en="the grades of {cycle} ({of}), as they stand, were not published",
    rule="S0-16",
    status=409,
)
PERIOD_RUNS = Refusal(
    "results.objection_period_runs",
    zh="{list}的异议期到 {until} 为止，{on} 还不能办结",
    en="objections ({of}) are taken until {until}; {on} is too early",
    rule="S0-16",
    status=409,
)
UNANSWERED = Refusal(
    "results.objections_unanswered",
    zh="尚有 {count} 件异议没有答复：{objections}",
    en="{count} objections have not been answered: {objections}",
    rule="S0-16",
    status=409,
)
UNCORRECTED = Refusal(
    "results.correction_missing",
    zh="异议成立，但等次还没有更正：{names}",
    en="objections were upheld and the grades not corrected: {names}",
    rule="S0-16",
    status=409,
)
