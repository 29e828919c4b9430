"""Why a meeting does not decide on grades: it is another one, too few are there, no minutes."""

from taizhang.errors import Refusal

NOT_THE_COMMITTEE = Refusal(
    "grades.not_the_committee",
    zh="会议“{meeting}”不是本周期的党委会议，不能审定等次",
    en="{meeting} is not a meeting of the committee for this cycle",
    rule="S2-15",
)
TOO_FEW = Refusal(
    "grades.committee_quorum",
    zh="党委会议到会 {present} 人，委员 {members} 人，须到会至少 {required} 人",
    en="{present} of {members} members are present; {required} are needed",
    rule="S2-15",
)
TOO_FEW_WITHOUT = Refusal(
    "grades.recusal_quorum",
    zh="审定“{name}”时 {recused} 人回避，参与决定的只有 {deciding} 人，须至少 {required} 人",
    en="{recused} are recused on {name}; {deciding} decide, {required} are needed",
    rule="S2-15",
)
NO_MINUTES = Refusal(
    "grades.minutes_missing",
    zh="会议“{meeting}”还没有会议记录",
    en="{meeting} has no minutes yet",
    rule="S2-17",
)
