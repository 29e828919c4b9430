"""The organic law of villagers' committees (村民委员会组织法): 2010, 2018, and from 2026.

Read whole in a public collection that names the national database of laws as its source. The
version of 2026 is not verified: it was not compared with the official print.
"""

from collections.abc import Mapping
from datetime import date

from taizhang.rules.profiles import Bound, NationalText, Profile, Share

_TITLE = "中华人民共和国村民委员会组织法"
_PRESENT = Share("1/2", "实到", True)
_TWO_THIRDS = Share("2/3", "全体", False)


def _bounds(notice: Bound, assembly: str, representatives: str) -> dict[str, Bound]:
    """What all versions ask of the two bodies, by their own article numbers.

    An assembly is counted in villagers of eighteen or older, or in households (by_household).
    """
    return {
        "assembly.notice": notice,
        "assembly.attendance": Bound(assembly, Share("1/2", "全体", True)),
        "assembly.majority": Bound(assembly, _PRESENT),
        "assembly_by_household.notice": notice,
        "assembly_by_household.attendance": Bound(assembly, _TWO_THIRDS),
        "assembly_by_household.majority": Bound(assembly, _PRESENT),
        "representatives.attendance": Bound(representatives, _TWO_THIRDS),
        "representatives.majority": Bound(representatives, _PRESENT),
    }


_ASSEMBLY = (
    "召开村民会议，应当有本村十八周岁以上村民的过半数，或者本村三分之二以上的户的代表参加，"
    "村民会议所作决定应当经到会人员的过半数通过。"
)
_REPRESENTATIVES = (
    "村民代表会议有三分之二以上的组成人员参加方可召开，所作决定应当经到会人员的过半数同意。"
)
_AUTHORISED = "村民会议可以授权村民代表会议讨论决定前款规定的事项。"
_NOTICE = "召集村民会议，应当提前十天通知村民。"
_PUBLISHED = (
    "一般事项至少每季度公布一次；集体财务往来较多的，财务收支情况应当每月公布一次；"
    "涉及村民利益的重大事项应当随时公布。"
)
#: What villagers must decide on, by keys that outlive the numbering of an article.
_NINE: Mapping[str, str] = {
    "subsidies": "（一）本村享受误工补贴的人员及补贴标准",
    "collective_income": "（二）从村集体经济所得收益的使用",
    "public_works": "（三）本村公益事业的兴办和筹资筹劳方案及建设承包方案",
    "land_contracting": "（四）土地承包经营方案",
    "collective_projects": "（五）村集体经济项目的立项、承包方案",
    "homesteads": "（六）宅基地的使用方案",
    "expropriation": "（七）征地补偿费的使用、分配方案",
    "disposal": "（八）以借贷、租赁或者其他方式处分村集体财产",
    "other": "（九）村民会议认为应当由村民会议讨论决定的涉及村民利益的其他事项",
}
_SIX: Mapping[str, str] = {
    "planning": "（一）涉及村庄规划、建设等乡村建设重要事项",
    "subsidies": "（二）本村享受误工补贴的人员及补贴标准",
    "collective_income": "（三）从村集体经济所得资金和物资的使用",
    "public_works": "（四）本村公益事业的兴办和筹资筹劳方案及建设承包方案",
    "assistance": "（五）本村重点帮扶人员、帮扶方案",
    "other": ("（六）法律、法规规定或者村民会议认为应当由村民会议讨论决定的涉及村民利益的其他事项"),
}
_BEFORE = "涉及村民利益的下列事项，经村民会议讨论决定方可办理："


def _until_2025(version: str, since: date) -> Profile:
    """The revision of 2010, of which the amendment of 2018 changed the term of office only."""
    return Profile(
        version=version,
        title=_TITLE,
        effective_from=since,
        verified=True,
        articles={
            "第二十一条": _NOTICE,
            "第二十二条": _ASSEMBLY,
            "第二十四条": f"{_BEFORE}{'；'.join(_NINE.values())}。{_AUTHORISED}",
            "第二十六条": _REPRESENTATIVES,
            "第三十条": _PUBLISHED,
        },
        bounds=_bounds(Bound("第二十一条", days=10), "第二十二条", "第二十六条")
        | {"villagers.required": Bound("第二十四条")},
        lists={"villagers": _NINE},
    )


VILLAGERS_LAW = NationalText(
    "村民委员会组织法",
    (
        _until_2025("2010-10-28 修订", date(2010, 10, 28)),
        _until_2025("2018-12-29 修正", date(2018, 12, 29)),
        Profile(
            version="2025-10-28 修正，2026-01-01 起施行",
            title=_TITLE,
            effective_from=date(2026, 1, 1),
            verified=False,
            articles={
                "第二十五条": (
                    "召集村民会议，应当提前十日通知村民；遇有特殊情况的，可以临时通知村民。"
                ),
                "第二十六条": _ASSEMBLY,
                "第二十八条": f"{_BEFORE}{'；'.join(_SIX.values())}。{_AUTHORISED}",
                "第三十条": _REPRESENTATIVES,
                "第三十五条": (
                    "村民委员会应当设立村务公开栏，可以采用现代信息技术进行村务公开。"
                    "公布的期限不得少于十五日。"
                ),
            },
            bounds=_bounds(
                Bound("第二十五条", days=10, unless="特殊情况"), "第二十六条", "第三十条"
            )
            | {
                "villagers.required": Bound("第二十八条"),
                "disclosure": Bound("第三十五条", days=15),
            },
            lists={"villagers": _SIX},
        ),
    ),
)
