"""Why a step of a matter cannot be done; each quotes the tenant's clause or the article."""

from taizhang import Refusal

TAKEN = Refusal(
    "deliberation.taken",
    zh="{kind}“{id}”已经存在",
    en="{kind} {id!r} exists already",
    status=409,
)
UNKNOWN_KIND = Refusal(
    "deliberation.unknown_kind",
    zh="没有“{kind}”这一类事项；规定的是：{kinds}",
    en="{kind!r} is no kind of matter; there are: {kinds}",
    rule="S0-23",
)
UNKNOWN_STEP = Refusal(
    "deliberation.unknown_step",
    zh="“{way}”没有“{step}”这一步；规定的步骤是：{steps}",
    en="{way} has no step {step!r}; there are: {steps}",
    rule="S0-23",
)
UNKNOWN_BODY = Refusal(
    "deliberation.unknown_body",
    zh="“{step}”不由“{body}”办理；规定的是：{bodies}",
    en="{body!r} does not act at {step}; there are: {bodies}",
    rule="S0-31",
)
CHANGED = Refusal(
    "deliberation.way_changed",
    zh="现行规定的“{way}”已经没有“{step}”这一步；请撤回“{title}”，按现行规定重新登记",
    en="the rules in force have no {step!r} in {way} any more: withdraw {title} and open it anew",
    rule="S0-23",
    status=409,
)
OVER = Refusal(
    "deliberation.over",
    zh="“{title}”目前是“{state}”，不能办理“{step}”",
    en="{title} is {state}; {step} cannot be done",
    rule="S0-23",
    status=409,
)
ALREADY_RESOLVED = Refusal(
    "deliberation.already_resolved",
    zh="“{title}”已于 {on} 决议，不能再次办理“{step}”",
    en="{title} was resolved on {on} already; {step} cannot be done again",
    rule="S0-23",
    status=409,
)
ALREADY_DONE = Refusal(
    "deliberation.already_done",
    zh="“{title}”的“{step}”已经办理过",
    en="{step} of {title} was done already",
    rule="S0-23",
    status=409,
)
OUT_OF_ORDER = Refusal(
    "deliberation.out_of_order",
    zh="“{title}”应先办理“{expected}”，不能先办理“{step}”",
    en="{title} must go through {expected} before {step}",
    rule="S0-23",
    status=409,
)
EARLIER = Refusal(
    "deliberation.earlier_than_last",
    zh="“{step}”的日期 {on} 早于上一步的日期 {last}",
    en="{step} is dated {on}, before the step before it ({last})",
    rule="S0-23",
)
NOT_A_SITTING = Refusal(
    "deliberation.not_a_sitting",
    zh="“{step}”是公开，请用“公开”办理",
    en="{step} is a disclosure: use deliberation.disclose",
    rule="S0-23",
)
NOT_A_DISCLOSURE = Refusal(
    "deliberation.not_a_disclosure",
    zh="“{step}”是会议，请用“登记议事步骤”办理",
    en="{step} is a sitting: use deliberation.record_step",
    rule="S0-23",
)
NOT_MERGEABLE = Refusal(
    "deliberation.not_mergeable",
    zh="“{step}”不能与“{merged}”合并办理",
    en="{step} may not be merged with {merged}",
    rule="S0-23",
)
NOT_IN_ONE_HAND = Refusal(
    "deliberation.not_in_one_hand",
    zh="“{name}”在 {on} 没有一人兼任{posts}，“{step}”与“{merged}”不能合并办理",
    en="nobody in {name} holds all of {posts} on {on}; {step} and {merged} may not be merged",
    rule="S0-23",
)
NOT_COUNTED = Refusal(
    "deliberation.miscounted",
    zh="人数不成立：全体 {whole} 人，应到 {due} 人，实到 {present} 人，共 {votes} 票",
    en="{votes} votes of {present} present of {due} due of {whole} cannot be",
)
ATTENDANCE = Refusal(
    "deliberation.attendance_missed",
    zh="“{step}”到会人数不足：{base} {of} 人，实到 {present} 人，须{words}（至少 {needed} 人）",
    en="{step}: {present} of {of} are present; {needed} are needed",
    rule="S0-23",
)
MAJORITY = Refusal(
    "deliberation.majority_missed",
    zh="“{step}”没有通过：{base} {of} 人，赞成 {votes} 票，须{words}（至少 {needed} 票）",
    en="{step} is not carried: {votes} of {of} are for it; {needed} are needed",
    rule="S0-23",
)
CARRIED = Refusal(
    "deliberation.carried_after_all",
    zh="“{step}”赞成 {votes} 票，已达到通过的票数，不能登记为没有通过",
    en="{step}: {votes} votes carry it; it cannot be entered as lost",
    rule="S0-23",
)
NOTICE = Refusal(
    "deliberation.notice_short",
    zh="“{step}”的通知日期为 {notice_on}，距会议日期 {on} 为 {given} 天，须提前 {needed} 天",
    en="{step}: notice was given {given} days before {on}; {needed} are needed",
    rule="S0-23",
)
VILLAGERS_FIRST = Refusal(
    "deliberation.villagers_must_decide",
    zh="“{title}”属于“{kind}”，须由村民会议或者村民代表会议决定，不能由“{body}”决议",
    en="{title} ({kind}) must be decided by the villagers, not by {body}",
    rule="S0-23",
)
CONGRESS_LEFT_OUT = Refusal(
    "deliberation.congress_left_out",
    zh="“{title}”没有经过党支部党员大会讨论，不能办理“{step}”",
    en="{title} was not discussed by the branch's congress before {step}",
    rule="S0-23",
)
OBJECTION_OPEN = Refusal(
    "deliberation.objection_open",
    zh="“{title}”有监督小组的异议“{objection}”还没有答复，不能办理“{step}”",
    en="the objection {objection!r} to {title} is open; {step} cannot be done",
    rule="S0-23",
    status=409,
)
RUNNING = Refusal(
    "deliberation.disclosure_short",
    zh="“{title}”的“{step}”须公开到 {until}，{on} 还没有期满",
    en="{step} of {title} must be shown until {until}; on {on} that is not over",
    rule="S0-23",
    status=409,
)
NOT_ENDED = Refusal(
    "deliberation.disclosure_not_ended",
    zh="“{title}”的“{disclosed}”已于 {until} 期满，请先登记公开期满，再办理“{step}”",
    en="{disclosed} of {title} ran out on {until}: enter its end before {step}",
    rule="S0-23",
    status=409,
)
NOT_RUNNING = Refusal(
    "deliberation.no_disclosure",
    zh="“{title}”没有正在公开的“{step}”",
    en="{title} has no disclosure {step!r} under way",
    status=409,
)
LATE = Refusal(
    "deliberation.disclosed_late",
    zh="“{title}”于 {resolved} 决议，须在 {within} 天内公开，{on} 已经超期",
    en="{title} was resolved on {resolved}: disclosure within {within} days was due before {on}",
    rule="S0-23",
)
NOT_STORED = Refusal(
    "deliberation.evidence_unknown",
    zh="没有为“{name}”上传过附件 {sha256}；请先上传",
    en="no file {sha256} was uploaded for {name}; upload it first",
    status=404,
)
PROVISIONAL = Refusal(
    "deliberation.provisional",
    zh="“{title}”的“{step}”依据的{texts}尚未核实，按暂算登记",
    en="{step} of {title} rests on {texts}, which is not verified: it is provisional",
)
