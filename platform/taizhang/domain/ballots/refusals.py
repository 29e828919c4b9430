"""Why something about a ballot box is refused."""

from taizhang.errors import Refusal

QUORUM = Refusal(
    "meetings.quorum",
    zh="到会 {present} 人,不足 {required} 人,不能开箱",
    en="{present} people are present; the box needs {required}",
    rule="S0-08",
)
OTHER_CYCLE = Refusal(
    "ballots.other_cycle",
    zh="会议“{meeting}”属于考核周期“{held}”,不是“{asked}”",
    en="the meeting {meeting!r} belongs to the cycle {held!r}, not {asked!r}",
)
OTHER_MEETING = Refusal(
    "ballots.other_meeting",
    zh="票箱“{box}”属于会议“{held}”,不是“{asked}”",
    en="the box {box!r} belongs to the meeting {held!r}, not {asked!r}",
)
SCALE = Refusal(
    "ballots.scale",
    zh="对“{subject}”的选项是“{given}”,须与规定的“{scale}”一致",
    en="the choices on {subject!r} are {given}; the rules state {scale}",
    rule="S0-11",
)
SUBJECT_TWICE = Refusal(
    "ballots.subject_twice",
    zh="同一张选票对“{subject}”只能提一个问题",
    en="a ballot asks about {subject!r} once",
)
BAD_KEY = Refusal(
    "ballots.bad_key",
    zh="票箱公钥不是 P-256 曲线上的点",
    en="the box's public key is no point of P-256",
)
NO_SLIPS = Refusal(
    "ballots.no_slips",
    zh="票箱“{box}”尚未登记选票,不能开箱",
    en="no slips are registered for the box {box!r}",
)
WRONG_ROOT = Refusal(
    "ballots.wrong_root",
    zh="选票的校验值与所列选票不符:应为 {root}",
    en="the root does not follow from the slips; it is {root}",
)
SLIP_TWICE = Refusal(
    "ballots.slip_twice",
    zh="登记的选票有重复",
    en="a slip is listed twice",
)
SLIP_UNKNOWN = Refusal(
    "ballots.slip_unknown",
    zh="这张选票不属于票箱“{box}”",
    en="the slip does not belong to the box {box!r}",
)
SLIP_VOID = Refusal(
    "ballots.slip_void",
    zh="这张选票已作废",
    en="the slip is void",
)
SLIP_SPENT = Refusal(
    "ballots.slip_spent",
    zh="这张选票已经投过票,每张选票只能投一次",
    en="the slip has been used; a slip is good for one ballot",
    rule="S0-11",
    status=409,
)
NOT_OPEN = Refusal(
    "ballots.not_open",
    zh="票箱“{box}”{state},不能投票",
    en="the box {box!r} does not take ballots",
    status=409,
)
WRONG_SIZE = Refusal(
    "ballots.wrong_size",
    zh="密封选票应为 {required} 字节,收到 {given} 字节",
    en="a sealed ballot of this box has {required} bytes; {given} came",
)
NO_BOX = Refusal(
    "ballots.no_box",
    zh="没有这个票箱,或者它尚未开箱",
    en="there is no such box, or it was never opened",
    status=404,
)
NOT_CLOSED = Refusal(
    "ballots.not_closed",
    zh="票箱“{box}”尚未封箱,不能计票",
    en="the box {box!r} is not closed; nothing may be counted before",
    status=409,
)
INVALID_VOTE = Refusal(
    "ballots.more_cast_than_checked_in",
    zh="投票 {cast} 张,多于签到 {checked_in} 人,本次测评无效",
    en="{cast} ballots were cast by {checked_in} people; the vote is invalid",
    rule="S0-11",
)
WRONG_LISTS = Refusal(
    "ballots.wrong_lists",
    zh="计票清单应依次为:{required};收到:{given}",
    en="the lists must be about {required}, in this order; they are about {given}",
)
UNSORTED = Refusal(
    "ballots.unsorted",
    zh="“{subject}”的计票清单须按追踪号升序排列且不得重复",
    en="the list of {subject!r} is not sorted by number, or names one twice",
)
FOREIGN_CHOICE = Refusal(
    "ballots.foreign_choice",
    zh="“{subject}”的计票清单中有选票上没有的选项“{choice}”,应计为无效票",
    en="the list of {subject!r} holds {choice!r}, which is no choice: count it as invalid",
)
MISCOUNTED = Refusal(
    "ballots.miscounted",
    zh="“{subject}”的计票清单共 {listed} 票,实际投票 {cast} 张",
    en="the list of {subject!r} accounts for {listed} of {cast} ballots",
)
RECOUNT_DIFFERS = Refusal(
    "ballots.recount_differs",
    zh="票箱“{box}”已登记过另一结果({recorded}),本次清单为 {given}",
    en="the box {box!r} has the result {recorded}; this list is {given}",
    status=409,
)
MISTYPED_CODE = Refusal(
    "ballots.mistyped_code",
    zh="选票号码有误,请对照选票重新输入",
    en="the code is mistyped; compare it with the slip",
)
MISTYPED_SHARE = Refusal(
    "ballots.mistyped_share",
    zh="第 {place} 份密钥有误,请对照纸件重新输入",
    en="share {place} is mistyped; compare it with the paper",
)
TOO_FEW_SHARES = Refusal(
    "ballots.too_few_shares",
    zh="开箱需要 {needed} 份不同的密钥,收到 {given} 份",
    en="the box opens with {needed} different shares; {given} came",
)
FOREIGN_SHARES = Refusal(
    "ballots.foreign_shares",
    zh="这些密钥不属于票箱“{box}”",
    en="these are not shares of the box {box!r}",
)
