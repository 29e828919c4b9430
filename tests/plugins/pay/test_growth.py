"""A reported rise per head is an interval beside the exact one of the records (S3-03)."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from taizhang_plugins.pay.computing import ComputePay
from taizhang_plugins.pay.drawing import DrawSheet
from taizhang_plugins.pay.growing import ReportGrowth
from taizhang_plugins.pay.prescribing import PrescribePay
from taizhang_plugins.pay.promise_rows import PayGrowth

ASK = ReportGrowth(year=2012, figure="600多元", source="县委组织部 2012 年文章")
POSTS = ("村党支部书记", "村主任", "其他固定补贴村干部")


def paid_before(town: Any, yuan: str) -> None:
    ask = PrescribePay(year=2011, yuan=dict.fromkeys(POSTS, Decimal(yuan)), document="旧标准")
    town.do(ask, "finance")


@pytest.fixture
def sheets(village: Any, income: Any) -> Any:
    """The village's mean is 4420 in 2012; make sheets of both years with `before` in 2011."""

    def make(before: str) -> Any:
        paid_before(village, before)
        village.given(income(2011, "3000"))
        village.do(ComputePay(year=2012), "finance")
        for year in (2011, 2012):
            village.do(DrawSheet(year=year, organisation="v"), "finance")
        return village

    return make


@pytest.mark.rule("S3-03")
@pytest.mark.parametrize(
    ("before", "rise", "refuted"),
    [("3821", "599", True), ("3820", "600", False), ("3721", "699", False), ("3720", "700", True)],
)
def test_600_and_more_is_600_to_699(sheets: Any, before: str, rise: str, refuted: bool) -> None:
    [grown] = sheets(before).do(ASK, "finance")
    assert (grown.exact, grown.refuted) == (rise, refuted)
    assert (grown.low, grown.high) == (600, 699)


@pytest.mark.rule("S3-03")
def test_the_rise_is_explained_and_shown_as_reported(sheets: Any) -> None:
    town = sheets("3770")
    [grown] = town.do(ASK, "finance")
    assert grown.working[-1] == (
        "人均增加 = 2012年人均（折合满一年） − 2011年人均（折合满一年） = 4420 − 3770 = 650元"
    )
    row = town.folded(PayGrowth)[2012, "600多元"]
    assert (row.source, row.shown) == (ASK.source, Decimal("650.00"))


@pytest.mark.rule("S3-03")
def test_a_part_of_a_year_counts_as_that_part_of_a_head(sheets: Any, taken: Any, left: Any) -> None:
    town = sheets("3770")
    town.given(left("b", "村主任", "2012-06-30"), taken("d", "村主任", "2012-07-01"))
    town.do(DrawSheet(year=2012, organisation="v"), "finance")
    [grown] = town.do(ASK, "finance")
    assert grown.exact == "650"


def test_over_posts_each_post_counts_once(village: Any, income: Any) -> None:
    village.amend("pay.growth", over="posts")
    paid_before(village, "3770")
    village.given(income(2011, "3000")).do(ComputePay(year=2012), "finance")
    [grown] = village.do(ASK, "finance")
    assert grown.exact == "650"


@pytest.mark.rule("S3-03")
def test_without_the_year_before_there_is_nothing_to_compare(village: Any, income: Any) -> None:
    village.given(income(2011, "3000")).do(ComputePay(year=2012), "finance")
    village.do(DrawSheet(year=2012, organisation="v"), "finance")
    reason = village.refusal(ASK, "finance")
    assert (reason.refusal.code, reason.refusal.rule) == ("pay.no_comparison", "S3-03")
    assert reason.values == {"missing": 2011, "year": 2012}
    assert reason.clause == "今年村干部基本报酬人均增加600多元"


@pytest.mark.parametrize("figure", ["很多", "600多", "几百元", "多元"])
def test_what_is_no_figure_in_yuan_is_refused(sheets: Any, figure: str) -> None:
    town = sheets("3770")
    ask = ReportGrowth(year=2012, figure=figure, source="x")
    reason = town.refusal(ask, "finance")
    assert (reason.refusal.code, reason.values) == ("pay.no_figure", {"figure": figure})


@pytest.mark.rule("S3-03")
def test_where_no_way_was_chosen_nothing_is_compared(santangjie: Any) -> None:
    ask = ReportGrowth(year=2015, figure="600多元", source="x")
    reason = santangjie.refusal(ask, "finance", on=date(2015, 12, 1))
    assert reason.refusal.code == "pay.growth_not_chosen"
    assert reason.clause == "按上级规定落实了村级管理经费,落实村党支部书记“一定三有”政策"
