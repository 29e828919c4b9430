"""Why something that a grade rests on is not recorded, or is missing."""

from taizhang.errors import Refusal

FOREIGN_INPUT = Refusal(
    "grades.foreign_input",
    zh="定等依据“{inputs}”不合规定；须各登记一次：{allowed}",
    en="the inputs {inputs} do not fit; each of {allowed} is recorded once",
    rule="S1-15",
)
NO_SCORE = Refusal(
    "grades.score_missing",
    zh="“{inputs}”按权重计算，须有分数",
    en="{inputs} are weighted and need a score",
    rule="S1-15",
)
UNREADABLE_SCORE = Refusal(
    "grades.score_unreadable",
    zh="“{inputs}”的分数须在 0 和 1000000 之间，小数不超过六位",
    en="the scores of {inputs} must lie between 0 and 1000000 with at most six decimals",
)
NO_INPUTS = Refusal(
    "grades.inputs_missing",
    zh="“{name}”还没有登记定等依据（{inputs}），不能定等",
    en="{name} has none of its inputs ({inputs}) recorded",
    rule="S1-15",
)
