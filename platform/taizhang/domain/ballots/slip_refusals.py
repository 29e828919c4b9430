"""Why something about a slip is refused."""

from taizhang.errors import Refusal

NO_SLIPS = Refusal(
    "ballots.no_slips",
    zh="票箱“{box}”尚未登记选票，不能开箱",
    en="no slips are registered for the box {box!r}",
)
WRONG_ROOT = Refusal(
    "ballots.wrong_root",
    zh="选票的校验值与所列选票不符：应为 {root}",
    en="the root does not follow from the slips; it is {root}",
)
SLIP_TWICE = Refusal(
    "ballots.slip_twice",
    zh="登记的选票有重复",
    en="a slip is listed twice",
)
FOREIGN_PILE = Refusal(
    "ballots.foreign_pile",
    zh="没有“{category}”这类参会人员；各类为：{known}",
    en="{category!r} is no category of attendees; they are {known}",
    rule="S0-11",
)
ASSESSED_PILE = Refusal(
    "ballots.assessed_pile",
    zh="“{category}”是考核对象，按本单位规定不投票，不为其印制选票",
    en="{category!r} are those assessed, who draw no slip here",
    rule="S0-11",
)
PILED_AMISS = Refusal(
    "ballots.piled_amiss",
    zh="各类选票合起来须与登记的全部选票一致，每张恰好归一类",
    en="the piles together must hold every registered slip exactly once",
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
    zh="这张选票已经投过票，每张选票只能投一次",
    en="the slip has been used; a slip is good for one ballot",
    status=409,
)
PAPER_WAITS = Refusal(
    "ballots.paper_waits",
    zh="这张选票的纸质录入正等待复核",
    en="an entry of this slip's paper waits to be confirmed",
    status=409,
)
ON_PAPER = Refusal(
    "ballots.on_paper",
    zh="这张选票已交回纸质票，不能再用手机投票",
    en="the slip came back on paper; it cannot vote by phone",
    status=409,
)
OWN_SPARE = Refusal(
    "ballots.own_spare",
    zh="补发的须是另一张备用选票",
    en="a slip cannot stand in for itself",
)
MISTYPED_CODE = Refusal(
    "ballots.mistyped_code",
    zh="选票号码有误，请对照选票重新输入",
    en="the code is mistyped; compare it with the slip",
)
