"""The regulations on the work of party branches (支部工作条例), in force from 2018-10-28."""

from datetime import date

from taizhang.rules.profiles import Bound, NationalText, Profile, Share

_SETTING_UP, _JOINTLY = "第四条", "第五条"
_CONGRESS, _COMMITTEE = "第十一条", "第十二条"

BRANCH_REGULATIONS = NationalText(
    "支部工作条例",
    (
        Profile(
            version="2018-10-28 起施行",
            title="中国共产党支部工作条例（试行）",
            effective_from=date(2018, 10, 28),
            verified=True,
            articles={
                _SETTING_UP: (
                    "企业、农村、机关、学校、科研院所、社区、社会组织、人民解放军和武警部队连（中）队"
                    "以及其他基层单位，凡是有正式党员3人以上的，都应当成立党支部。"
                ),
                _JOINTLY: (
                    "正式党员不足3人的单位，应当按照地域相邻、行业相近、规模适当、便于管理的原则，"
                    "成立联合党支部。联合党支部覆盖单位一般不超过5个。"
                ),
                _CONGRESS: (
                    "村、社区重要事项以及与群众利益密切相关的事项，必须经过党支部党员大会讨论。"
                    "党支部党员大会议题提交表决前，应当经过充分讨论。"
                    "表决必须有半数以上有表决权的党员到会方可进行，"
                    "赞成人数超过应到会有表决权的党员的半数为通过。"
                ),
                _COMMITTEE: "党支部委员会会议须有半数以上委员到会方可进行。",
            },
            bounds={
                "founding.members": Bound(_SETTING_UP, heads=3),
                "joint.units": Bound(_JOINTLY, most=5),
                "congress.required": Bound(_CONGRESS),
                "congress.attendance": Bound(_CONGRESS, Share("1/2", "应到", False)),
                "congress.majority": Bound(_CONGRESS, Share("1/2", "应到", True)),
                "committee.attendance": Bound(_COMMITTEE, Share("1/2", "全体", False)),
            },
        ),
    ),
)
