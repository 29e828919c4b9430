"""Faults in the provisions on pay are told with their place and a remedy."""

from collections.abc import Iterator
from typing import Any

import pytest

from taizhang import Fault, Refused
from taizhang.onboarding.file import read
from taizhang.onboarding.sources import source_tenants

BANDS = [{"name": "大", "low": "1000"}, {"name": "小", "below": "1000"}]
SIZES = {"bands": BANDS, "factors": {"大": "1", "小": "0.8"}, "years_back": 1}
BOTH = {"posts": ["村党支部书记", "村主任"], "paid_as": "村党支部书记", "addition": "0"}
PERFORMANCE = {
    "share": "30%",
    "of": "unit",
    "by": "score",
    "bands": BANDS,
    "factors": {"大": "1", "小": "0"},
}
GROWTH = {"over": "people", "near": "10%", "about": "10%"}


@pytest.fixture(name="faults")
def faults_of(ruled: Any) -> Any:
    def found(**sections: Any) -> list[Fault]:
        told: Iterator[Fault] = ruled(**sections).incoherences({})
        return list(told)

    return found


@pytest.mark.parametrize(
    "sections",
    [
        {},
        {"sizes": SIZES},
        {"concurrent": [BOTH]},
        {"registered": {"paid_as": {"村会计": "其他固定补贴村干部"}}},
        {"performance": PERFORMANCE},
        {"performance": PERFORMANCE | {"by": "grade", "bands": None, "factors": {"好": "1.2"}}},
        {"performance": dict.fromkeys(PERFORMANCE)},
        {"growth": GROWTH},
        {"tenure": {"unit": "months", "counts": "any_day"}},
        {"tenure": {"unit": "whole", "counts": None}},
        {"yearly": {"month": 2, "day": 28}},
        {"formula": None, "ratio": None, "superior": {"posts": ["村党支部书记"]}},
    ],
    ids=str,
)
def test_what_fits_together_has_no_fault(faults: Any, sections: Any) -> None:
    assert faults(**sections) == []


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"superior": {"posts": ["书记"]}}, "formula", "只写 formula 或 superior 之一"),
    ({"formula": None, "ratio": None}, "formula", "只写 formula 或 superior 之一"),
    ({"ratio": None}, "ratio", "补上 [rules.pay.ratio]"),
    ({"ratio": {"posts": {}}}, "ratio", "补上 [rules.pay.ratio]"),
    (
        {"formula": {"income": "net", "multiple": "0", "years_back": 1}},
        "formula.multiple",
        "写一个大于 0 的数",
    ),
    (
        {"formula": {"income": "net", "multiple": "1E+200", "years_back": 1}},
        "formula.multiple",
        "写一个大于 0 的数",
    ),
    ({"ratio": {"posts": {"村主任": "0"}}}, "ratio.posts.村主任", "写一个大于 0 的数"),
    ({"ratio": {"posts": {"村主任": "-1"}}}, "ratio.posts.村主任", "写一个大于 0 的数"),
    (
        {"registered": {"paid_as": {"村会计": "其他"}}},
        "registered.paid_as.村会计",
        "可用的有：村党支部书记、村主任、其他固定补贴村干部",
    ),
    (
        {"registered": {"paid_as": {"村主任": "村党支部书记"}}},
        "registered.paid_as.村主任",
        "两处留一处",
    ),
    (
        {"concurrent": [BOTH | {"posts": ["村党支部书记", "村长"]}]},
        "concurrent#1.posts",
        "可用的有：村党支部书记、村主任、其他固定补贴村干部",
    ),
    ({"concurrent": [BOTH | {"paid_as": "其他固定补贴村干部"}]}, "concurrent#1.paid_as", "之一"),
    ({"concurrent": [BOTH | {"addition": "-0.1"}]}, "concurrent#1.addition", "不加发的写 0"),
    (
        {"concurrent": [BOTH | {"posts": ["村党支部书记"]}]},
        "concurrent#1.posts",
        "写出各个职务",
    ),
    ({"concurrent": [BOTH, BOTH]}, "concurrent#2.posts", "每组职务写一次"),
    (
        {"sizes": SIZES | {"bands": [BANDS[0], {"name": "小", "below": "900"}]}},
        "sizes.bands#2.below",
        "below = 1000",
    ),
    (
        {"sizes": SIZES | {"bands": [BANDS[0], {"name": "小", "below": "1100"}]}},
        "sizes.bands#2.below",
        "below = 1000",
    ),
    ({"sizes": SIZES | {"factors": {"大": "1"}}}, "sizes.factors", "补上 小 = 系数"),
    (
        {"sizes": SIZES | {"factors": {"大": "1", "小": "1", "中": "1"}}},
        "sizes.factors.中",
        "可用的有：大、小",
    ),
    (
        {"sizes": SIZES | {"factors": {"大": "0", "小": "1"}}},
        "sizes.factors.大",
        "写一个大于 0 的数",
    ),
    ({"sizes": SIZES | {"years_back": None}}, "sizes.years_back", "补上 years_back"),
    ({"tenure": {"unit": "months", "counts": None}}, "tenure.counts", "写上或删去 counts"),
    ({"tenure": {"unit": "whole", "counts": "any_day"}}, "tenure.counts", "写上或删去 counts"),
    ({"yearly": {"month": 2, "day": 29}}, "yearly.day", "改为该月每年都有的日子"),
    ({"performance": PERFORMANCE | {"share": "三成"}}, "performance.share", "30%"),
    ({"performance": PERFORMANCE | {"share": "130%"}}, "performance.share", "30%"),
    ({"performance": PERFORMANCE | {"of": None}}, "performance.of", "补上 of"),
    (
        {"performance": PERFORMANCE | {"by": None, "bands": None}},
        "performance.by",
        "补上 by",
    ),
    (
        {"performance": PERFORMANCE | {"by": "grade", "bands": None, "factors": None}},
        "performance.factors",
        "补上 factors",
    ),
    (
        {"performance": PERFORMANCE | {"factors": {"大": "-1", "小": "0"}}},
        "performance.factors.大",
        "不发的写 0",
    ),
    ({"growth": GROWTH | {"near": "0"}}, "growth.near", "写一个大于 0 的数"),
    ({"growth": GROWTH | {"about": "一成"}}, "growth.about", "30%"),
]


@pytest.mark.parametrize(("sections", "path", "remedy"), WRONG, ids=str)
def test_a_fault_names_its_place_and_the_remedy(
    faults: Any, sections: Any, path: str, remedy: str
) -> None:
    [fault] = faults(**sections)
    assert fault.path == f"rules.pay.{path}"
    assert remedy in fault.remedy.zh
    assert fault.expected.zh
    assert fault.expected.en
    assert fault.remedy.en


def test_all_faults_are_told_at_once(faults: Any) -> None:
    told = faults(ratio={"posts": {"村主任": "0"}}, yearly={"month": 2, "day": 30})
    assert [fault.path for fault in told] == [
        "rules.pay.ratio.posts.村主任",
        "rules.pay.yearly.day",
    ]


def test_faults_of_a_tenants_file_are_told_at_once_with_their_lines(schemes: Any) -> None:
    path = next(path for path in source_tenants() if path.parent.name == "xinshao")
    wrong = (
        path.read_text("utf-8")
        .replace('"村主任" = 0.9', '"村主任" = 0')
        .replace('paid_as = "村党支部书记"', 'paid_as = "村支书"')
    )
    with pytest.raises(Refused) as refused:
        read(wrong, "tenant.toml", schemes)
    told = [(reason.values["path"], reason.values["line"]) for reason in refused.value.reasons]
    lines = [number for number, line in enumerate(wrong.splitlines(), 1) if _changed(line)]
    assert told == [
        ("rules.pay.ratio.posts.村主任", lines[0]),
        ("rules.pay.concurrent#1.paid_as", lines[1]),
    ]


def _changed(line: str) -> bool:
    return '"村主任" = 0,' in line or '"村支书"' in line
