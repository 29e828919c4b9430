"""Why a count is refused."""

from taizhang.errors import Refusal

NOT_CLOSED = Refusal(
    "ballots.not_closed",
    zh="票箱“{box}”尚未封箱，不能计票",
    en="the box {box!r} is not closed; nothing may be counted before",
    status=409,
)
INVALID_VOTE = Refusal(
    "ballots.more_cast_than_checked_in",
    zh="投票 {cast} 张，多于签到的投票人 {voters} 人，本次测评无效",
    en="{cast} ballots were cast by {voters} voters; the vote is invalid",
    rule="S0-11",
)
WRONG_LISTS = Refusal(
    "ballots.wrong_lists",
    zh="计票清单应依次为：{required}；收到：{given}",
    en="the lists must be about {required}, in this order; they are about {given}",
)
UNSORTED = Refusal(
    "ballots.unsorted",
    zh="“{name}”的计票清单须按追踪号升序排列且不得重复",
    en="the list of {subject!r} is not sorted by number, or names one twice",
)
FOREIGN_CHOICE = Refusal(
    "ballots.foreign_choice",
    zh="“{name}”的计票清单中有选票上没有的选项“{choice}”，应计为无效票",
    en="the list of {subject!r} holds {choice!r}, which is no choice: count it as invalid",
)
MISCOUNTED = Refusal(
    "ballots.miscounted",
    zh="“{name}”的计票清单共 {listed} 票，实际投票 {cast} 张",
    en="the list of {subject!r} accounts for {listed} of {cast} ballots",
)
RECOUNT_DIFFERS = Refusal(
    "ballots.recount_differs",
    zh="票箱“{box}”已登记过另一结果（{recorded}），本次清单为 {given}",
    en="the box {box!r} has the result {recorded}; this list is {given}",
    status=409,
)
TELLING = Refusal(
    "ballots.telling",
    zh="对“{name}”的分类结果不足 {minimum} 票或意见完全一致，会暴露个人意见，不得登记",
    en="the breakdown on {subject!r} would reveal a voter (fewer than {minimum}, or of one mind)",
    rule="S0-11",
)
FOREIGN_PART = Refusal(
    "ballots.foreign_part",
    zh="“{category}”的分类结果所说的“{name}”不是本票箱的测评对象",
    en="the breakdown of {category!r} is about {subject!r}, whom this box does not ask about",
)
MISTYPED_SHARE = Refusal(
    "ballots.mistyped_share",
    zh="第 {place} 份密钥有误，请对照纸件重新输入",
    en="share {place} is mistyped; compare it with the paper",
)
TOO_FEW_SHARES = Refusal(
    "ballots.too_few_shares",
    zh="开箱需要 {needed} 份不同的密钥，收到 {given} 份",
    en="the box opens with {needed} different shares; {given} came",
)
FOREIGN_SHARES = Refusal(
    "ballots.foreign_shares",
    zh="这些密钥不属于票箱“{box}”",
    en="these are not shares of the box {box!r}",
)
