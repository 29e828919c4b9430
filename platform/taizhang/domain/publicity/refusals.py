"""Why the results of a cycle are not concluded: what is still to be made public."""

from taizhang.errors import Refusal

NOT_SHOWN = Refusal(
    "publicity.missing",
    zh="尚有 {count} 个单位的述职报告没有{act}:{names}",
    en="the reports of {count} units, as accepted, were not made public: {names}",
    rule="S1-13",
    status=409,
)
LIST_NOT_SHOWN = Refusal(
    "publicity.list_missing",
    zh="考核等次名单还没有{act}",
    en="the list of grades was not made public",
    status=409,
)
RUNNING = Refusal(
    "publicity.running",
    zh="“{name}”{act}到 {until} 为止，{on} 还不能办结",
    en="{name} is shown until {until}; {on} is too early",
    rule="S1-13",
    status=409,
)
UNANSWERED = Refusal(
    "publicity.objections_unanswered",
    zh="公示期间尚有 {count} 件异议没有答复：{objections}",
    en="{count} objections to what was on notice have not been answered: {objections}",
    status=409,
)
