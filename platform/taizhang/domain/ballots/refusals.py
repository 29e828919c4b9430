"""Why something about a ballot box is refused."""

from taizhang.errors import Refusal

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
PAPER_WAITS = Refusal(
    "ballots.paper_waits",
    zh="这张选票的纸质录入正等待复核",
    en="an entry of this slip's paper waits to be confirmed",
    status=409,
)
ON_PAPER = Refusal(
    "ballots.on_paper",
    zh="这张选票已交回纸质票,不能再用手机投票",
    en="the slip came back on paper; it cannot vote by phone",
    rule="S0-11",
    status=409,
)
OWN_SPARE = Refusal(
    "ballots.own_spare",
    zh="补发的须是另一张备用选票",
    en="a slip cannot stand in for itself",
)
NO_PAPERS = Refusal(
    "ballots.no_papers",
    zh="票箱“{box}”{state},不能录入或清点纸质选票",
    en="papers of the box {box!r} are entered between its opening and its close",
    status=409,
)
NO_ENTRY = Refusal(
    "ballots.no_entry",
    zh="这张选票没有等待复核的纸质录入",
    en="no entry of this slip's paper waits",
    status=409,
)
OWN_ENTRY = Refusal(
    "ballots.own_entry",
    zh="这份录入是您({by})自己办理的,须由另一人复核",
    en="{by} entered this paper; another person has to confirm or reject it",
    status=403,
)
READ_OTHERWISE = Refusal(
    "ballots.read_otherwise",
    zh="您读到的与 {by} 录入的不一致;请两人核对原票后复核或退回",
    en="you and {by} read this paper differently; compare, then confirm or reject",
    status=409,
)
SET_ASIDE = Refusal(
    "ballots.set_aside",
    zh="不录入的 {aside} 张须在收回的 {returned} 张之内,并写明原因",
    en="the {aside} papers set aside must be among the {returned} returned, with a reason",
)
PAPERS_WAIT = Refusal(
    "ballots.papers_wait",
    zh="票箱“{box}”还有 {waiting} 张纸质选票待复核,不能封箱",
    en="{waiting} papers of the box {box!r} wait to be confirmed",
    status=409,
)
PAPERS_UNCOUNTED = Refusal(
    "ballots.papers_uncounted",
    zh="票箱“{box}”录入了 {papers} 张纸质选票,须先清点发出和收回的张数",
    en="{papers} papers of the box {box!r} were entered; count those given out and returned",
    status=409,
)
PAPERS_AMISS = Refusal(
    "ballots.papers_amiss",
    zh="已复核纸质选票 {entered} 张,清点应为 {expected} 张,请查清后再封箱",
    en="{entered} papers were confirmed; the count by hand expects {expected}",
    status=409,
)
TOO_MANY_PAPERS = Refusal(
    "ballots.more_returned_than_given_out",
    zh="收回纸质选票 {returned} 张,多于发出的 {given_out} 张,本次测评无效",
    en="{returned} papers came back of {given_out} given out; the vote is invalid",
    rule="S0-11",
)
FOREIGN_MARK = Refusal(
    "ballots.foreign_mark",
    zh="选票上没有对“{subject}”的选项“{choice}”",
    en="the ballot offers no {choice!r} on {subject!r}",
)
FOREIGN_PILE = Refusal(
    "ballots.foreign_pile",
    zh="没有“{category}”这类参会人员;各类为:{known}",
    en="{category!r} is no category of attendees; they are {known}",
    rule="S0-11",
)
PILED_AMISS = Refusal(
    "ballots.piled_amiss",
    zh="各类选票合起来须与登记的全部选票一致,每张恰好归一类",
    en="the piles together must hold every registered slip exactly once",
)
TELLING = Refusal(
    "ballots.telling",
    zh="对“{subject}”的分类结果不足 {minimum} 票或意见完全一致,会暴露个人意见,不得登记",
    en="the breakdown on {subject!r} would reveal a voter (fewer than {minimum}, or of one mind)",
    rule="S0-11",
)
OFFICERS = Refusal(
    "ballots.officers",
    zh="须先推选监票人 {scrutineers} 名、计票人 {counters} 名;已推选 {named}",
    en="{scrutineers} scrutineers and {counters} counters are to be named first; named: {named}",
    rule="S0-11",
)
NOT_PRESENT = Refusal(
    "ballots.not_present",
    zh="参会人 {attendee} 未签到,不能担任监票人、计票人或代写人",
    en="attendee {attendee} has not checked in",
)
TWO_DUTIES = Refusal(
    "ballots.two_duties",
    zh="参会人 {attendee} 已担任“{duty}”,监票、计票须由不同的人担任",
    en="attendee {attendee} is {duty} already; whoever counts does not scrutinise",
)
FOREIGN_PART = Refusal(
    "ballots.foreign_part",
    zh="“{category}”的分类结果所说的“{subject}”不是本票箱的测评对象",
    en="the breakdown of {category!r} is about {subject!r}, whom this box does not ask about",
)
