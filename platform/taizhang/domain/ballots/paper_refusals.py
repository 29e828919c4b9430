"""Why something about a paper is refused."""

from taizhang.errors import Refusal

NO_PAPERS = Refusal(
    "ballots.no_papers",
    zh="票箱“{box}”{state}，不能录入或清点纸质选票",
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
    zh="这份录入是您（{by}）自己办理的，须由另一人复核",
    en="{by} entered this paper; another person has to confirm or reject it",
    status=403,
)
READ_OTHERWISE = Refusal(
    "ballots.read_otherwise",
    zh="您读到的与 {by} 录入的不一致；请两人核对原票后复核或退回",
    en="you and {by} read this paper differently; compare, then confirm or reject",
    status=409,
)
FOREIGN_MARK = Refusal(
    "ballots.foreign_mark",
    zh="选票上没有对“{name}”的选项“{choice}”",
    en="the ballot offers no {choice!r} on {subject!r}",
)
SET_ASIDE = Refusal(
    "ballots.set_aside",
    zh="不录入的 {aside} 张须在收回的 {returned} 张之内，并写明原因",
    en="the {aside} papers set aside must be among the {returned} returned, with a reason",
)
PAPERS_WAIT = Refusal(
    "ballots.papers_wait",
    zh="票箱“{box}”还有 {waiting} 张纸质选票待复核，不能封箱",
    en="{waiting} papers of the box {box!r} wait to be confirmed",
    status=409,
)
PAPERS_UNCOUNTED = Refusal(
    "ballots.papers_uncounted",
    zh="票箱“{box}”录入了 {papers} 张纸质选票，须先清点发出和收回的张数",
    en="{papers} papers of the box {box!r} were entered; count those given out and returned",
    status=409,
)
PAPERS_AMISS = Refusal(
    "ballots.papers_amiss",
    zh="已复核纸质选票 {entered} 张，清点应为 {expected} 张，请查清后再封箱",
    en="{entered} papers were confirmed; the count by hand expects {expected}",
    status=409,
)
TOO_MANY_PAPERS = Refusal(
    "ballots.more_returned_than_given_out",
    zh="收回纸质选票 {returned} 张，多于发出的 {given_out} 张，本次测评无效",
    en="{returned} papers came back of {given_out} given out; the vote is invalid",
)
