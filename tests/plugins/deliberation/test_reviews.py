"""Files are reviewed item by item; routines are kept a record of (S2-10, S4-11, S4-13)."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from taizhang_plugins.deliberation.compliance import ComplianceList
from taizhang_plugins.deliberation.reviewing import KeepRoutine, ReviewFiles
from taizhang_plugins.deliberation.watching_events import Reviewed
from taizhang_plugins.deliberation.watching_rows import FileReview

HUNAN = ("三会一课", "四议两公开", "主题党日", "抓党建促脱贫攻坚")
DONGFANG = ("四议两公开", "村两委联席会议", "村委会向村党支部报告", "村财委托乡镇管理", "党务公开")
CHOSEN = "本单位的选择：文件把村财委托乡镇管理和党务公开另写一句，演示选择并入同一张清单"
CHECKED = "检查各村级组织执行“四议两公开”工作法、村两委联席会议、村委会向村党支部报告等制度情况"


def review(unit: str, *items: str, lacking: tuple[str, ...] = ()) -> ReviewFiles:
    return ReviewFiles(
        review="r-1",
        organisation=unit,
        reviewers=["考察组"],
        items=[Reviewed(item, item not in lacking) for item in items],
    )


@pytest.mark.rule("S2-10")
def test_a_review_fills_the_villages_compliance_list(story_of: Callable[[str], Any]) -> None:
    hunan = story_of("hunan-town")
    [event] = hunan.town.do(review("qingshan", *HUNAN, lacking=("主题党日",)))
    assert event.lacking == 1
    row = hunan.town.folded(ComplianceList)["qingshan",]
    assert (row.lacking, row.present) == (
        ["主题党日"],
        ["三会一课", "四议两公开", "抓党建促脱贫攻坚"],
    )
    assert row.reviewed_on == hunan.town.today
    assert hunan.town.folded(FileReview)["r-1",].items[2] == Reviewed("主题党日", False)


@pytest.mark.rule("S2-10")
@pytest.mark.parametrize(
    ("items", "wrong"),
    [
        (HUNAN[:3], "抓党建促脱贫攻坚"),
        ((*HUNAN, "党务公开"), "党务公开"),
        ((*HUNAN, "三会一课"), "三会一课"),
    ],
)
def test_each_item_of_the_document_is_answered_once(
    story_of: Callable[[str], Any], items: tuple[str, ...], wrong: str
) -> None:
    reason = story_of("hunan-town").refused(review("qingshan", *items))
    assert (reason.refusal.code, reason.refusal.rule) == ("deliberation.items_missed", "S2-10")
    assert (reason.values["wrong"], reason.values["items"]) == (wrong, "、".join(HUNAN))
    assert reason.clause == "①重点查阅“三会一课”“四议两公开”、主题党日、抓党建促脱贫攻坚等资料"


@pytest.mark.rule("S4-11")
@pytest.mark.rule("S4-13")
def test_the_inspection_of_deliberation_has_its_own_items(story_of: Callable[[str], Any]) -> None:
    dongfang = story_of("dongfang")
    [event] = dongfang.town.do(review("xiangzhen-01", *DONGFANG, lacking=("党务公开",)))
    assert (event.lacking, len(event.items)) == (1, 5)
    other = replace(review("xiangzhen-01", *HUNAN), review="r-2")
    reason = dongfang.refused(other)
    assert reason.refusal.code == "deliberation.items_missed"
    assert reason.clause == CHOSEN


@pytest.mark.rule("S4-11")
@pytest.mark.parametrize("routine", ["村两委联席会议", "村委会向村党支部报告"])
def test_the_committees_report_to_the_branch_is_kept_a_record_of(
    story_of: Callable[[str], Any], routine: str
) -> None:
    dongfang = story_of("dongfang")
    ask = KeepRoutine(organisation="xiangzhen-01", routine=routine, text="通报上月村务")
    [event] = dongfang.town.do(ask)
    assert (event.routine, event.kept_on) == (routine, dongfang.town.today)
    row = dongfang.town.folded(ComplianceList)["xiangzhen-01",]
    assert (row.routines, row.last_routine_on) == (1, dongfang.town.today)


@pytest.mark.rule("S4-11")
def test_a_routine_that_the_document_does_not_name_is_refused(
    story_of: Callable[[str], Any],
) -> None:
    ask = KeepRoutine(organisation="xiangzhen-01", routine="晨会", text="x")
    reason = story_of("dongfang").refused(ask)
    assert (reason.refusal.code, reason.clause) == ("deliberation.unknown_routine", CHECKED)
    assert reason.values["names"] == "村两委联席会议、村委会向村党支部报告"


def test_a_review_is_entered_once_by_whoever_may(story_of: Callable[[str], Any]) -> None:
    hunan = story_of("hunan-town")
    ask = review("qingshan", *HUNAN)
    assert hunan.refused(ask, "village:qingshan").refusal.code == "commands.forbidden"
    hunan.town.do(ask, "supervisor")
    assert hunan.code(ask) == "deliberation.taken"


def test_without_a_list_nothing_is_reviewed(story: Any) -> None:
    assert story.code(review("jingui", *HUNAN)) == "deliberation.not_provided"
    ask = KeepRoutine(organisation="jingui", routine="x", text="x")
    assert story.code(ask) == "deliberation.not_provided"
