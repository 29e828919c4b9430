"""Why something within a meeting is refused, or warned of."""

from taizhang.errors import Refusal

UNKNOWN_CATEGORY = Refusal(
    "meetings.unknown_category",
    zh="参会类别“{category}”不在规定范围内:{allowed}{hint}",
    en="{category!r} is none of the attendee categories: {allowed}",
    rule="S0-07",
)
NOT_INVITED = Refusal(
    "meetings.not_invited",
    zh="{number} 号不在邀请名单上",
    en="number {number} was not invited",
    rule="S0-07",
)
OTHER_CATEGORY = Refusal(
    "meetings.other_category",
    zh="{number} 号是以“{invited}”受邀的,不是“{given}”",
    en="number {number} was invited as {invited!r}, not as {given!r}",
    rule="S0-07",
)
ALREADY_PRESENT = Refusal(
    "meetings.already_present",
    zh="{number} 号已经签到,不重复计算",
    en="number {number} has checked in already and is counted once",
)
WRONG_CODE = Refusal(
    "meetings.wrong_code",
    zh="签到码与 {number} 号的邀请不符,请对照邀请函重新输入",
    en="the code does not belong to number {number}; compare it with the invitation",
)
NOT_YET = Refusal(
    "meetings.postponed",
    zh="会议“{meeting}”已改期至{to},{on} 不能办理",
    en="the meeting {meeting!r} was put off to {to}; nothing happens in it on {on}",
    status=409,
)
BEGUN = Refusal(
    "meetings.begun",
    zh="会议“{meeting}”已有 {came} 人签到,不能改期;请取消后另行召集",
    en="{came} people have come to {meeting!r}; cancel it and call another",
    status=409,
)
BOX_USED = Refusal(
    "meetings.box_used",
    zh="会议“{meeting}”的票箱“{box}”{state},不能{act}",
    en="the box {box!r} of {meeting!r} forbids this",
    status=409,
)
QUORUM = Refusal(
    "meetings.quorum",
    zh="到会 {present} 人,不足 {required} 人,不能开箱",
    en="{present} people are present; the box needs {required}",
    rule="S0-08",
)
QUORUM_SHARE = Refusal(
    "meetings.quorum_share",
    zh="到会 {present} 人,规定须{more}{base_name} {base} 人的 {share}(至少 {required} 人),不能开箱",
    en="{present} are present; {share} of {base} ({base_name}) is {required}",
    rule="S0-08",
)
NOBODY_INVITED = Refusal(
    "meetings.nobody_invited",
    zh="到会人数按应到人数的 {share} 计算,但还没有登记邀请名单",
    en="the quorum is {share} of those invited, and nobody was invited",
    rule="S0-08",
)
CATEGORY_SHORT = Refusal(
    "meetings.category_short",
    zh="“{category}”到会 {present} 人,不足 {required} 人,不能开箱",
    en="{present} of {category!r} are present; the box needs {required}",
    rule="S0-07",
)
OUT_OF_ORDER = Refusal(
    "meetings.out_of_order",
    zh="“{organisation}”应按“{order}”的次序进行:{wrong}",
    en="{organisation}: the order is {order}; {wrong}",
    rule="S2-11",
)
POINT_MISSING = Refusal(
    "meetings.comment_point_missing",
    zh="点评“{organisation}”缺少“{point}”;须逐一指出经验做法、突出问题和努力方向三点",
    en="the comment on {organisation} lacks {point}; all three points are needed",
    rule="S0-10",
)
NO_DEBRIEFER = Refusal(
    "meetings.debriefer_unnamed",
    zh="“{organisation}”现有 {count} 名{posts},请写明由谁述职",
    en="{organisation} has {count} holders of {posts}; say who debriefs",
    rule="S0-01",
)
NOT_THE_SECRETARY = Refusal(
    "meetings.not_the_secretary",
    zh="“{person}”不是“{organisation}”的{posts};代为述职须写明原因",
    en="{person} holds no such post in {organisation}; a stand-in needs a reason",
    rule="S0-01",
)
NO_STAND_IN = Refusal(
    "meetings.no_stand_in",
    zh="“{organisation}”须由{posts}本人述职,不能由“{person}”代替",
    en="nobody may debrief for {organisation} in place of its secretary",
    rule="S0-01",
)
WRONG_MODE = Refusal(
    "meetings.debrief_mode",
    zh="述职方式须为{allowed},不能以{given}代替",
    en="a debrief is given {allowed}, not {given}",
    rule="S1-01",
)
NO_QUESTIONS = Refusal(
    "meetings.no_questions",
    zh="本次会议不安排现场提问",
    en="no questions are taken from the floor",
    rule="S0-12",
)
NOT_THE_DEBRIEFER = Refusal(
    "meetings.not_the_debriefer",
    zh="现场提问由述职人“{debriefer}”答复,不是“{person}”",
    en="{debriefer} debriefed and answers, not {person}",
    rule="S0-12",
)
FEW_QUESTIONS = Refusal(
    "meetings.few_questions",
    zh="“{organisation}”现场提问 {asked} 个(已答复 {answered} 个),不足 {required} 个",
    en="{organisation} was asked {asked} and answered {answered} of {required} questions",
    rule="S0-12",
)
UNCOMMENTED = Refusal(
    "meetings.uncommented",
    zh="{count} 个已述职的单位尚未点评:{organisations}",
    en="{count} units debriefed and were not commented on: {organisations}",
    rule="S0-10",
)
NO_MINUTES = Refusal(
    "meetings.minutes_missing",
    zh="会议“{meeting}”还没有会议记录,不能结束",
    en="{meeting} has no minutes yet",
    rule="S2-17",
)
FEW_SIGNATURES = Refusal(
    "meetings.minutes_unsigned",
    zh="会议记录已有 {signed} 人签字,须有 {required} 人",
    en="{signed} have signed the minutes; {required} must",
    rule="S2-17",
)
NOT_LATE = Refusal(
    "meetings.sheet_not_late",
    zh="会后录入签到表属于补录,须写明原因(late_reason)和依据(late_evidence)",
    en="a list typed after the meeting is a late entry: give late_reason and late_evidence",
)
SAME_CLERK = Refusal(
    "meetings.sheet_same_clerk",
    zh="签到表“{sheet}”由“{clerk}”录入,须由另一人核对",
    en="{clerk} typed the list {sheet!r}; somebody else must check it",
    status=403,
)
OTHER_DAY = Refusal(
    "meetings.sheet_other_day",
    zh="签到表“{sheet}”记的是 {day},不是 {on}",
    en="the list {sheet!r} is of {day}, not {on}",
)
MISCOUNTED = Refusal(
    "meetings.sheet_miscounted",
    zh="签到表“{sheet}”录入 {entered} 人,核对清点 {counted} 人,须退回重录",
    en="{entered} people were typed in {sheet!r}, {counted} were counted on paper",
)
