"""The paper on coverage: townships by mode, and reported figures beside the register."""

from typing import Any

import pytest

from taizhang import Heading, Paragraph, Table
from taizhang_plugins.coverage.paper import write

ANSWER: dict[str, Any] = {
    "townshipCoverages": {
        "nodes": [
            {
                "township": "xiangzhen-2",
                "townshipRef": {"name": "示例乡镇二"},
                "units": 4,
                "covered": 1,
                "coveredByMode": {"联合建立": 1},
                "led": 0,
                "ledByMode": {},
                "targets": 0,
                "targetsMet": 0,
                "gaps": 0,
            },
            {
                "township": "xiangzhen-1",
                "townshipRef": {"name": "示例乡镇一"},
                "units": 5,
                "covered": 3,
                "coveredByMode": {"单独建立": 1, "联合建立": 2},
                "led": 2,
                "ledByMode": {"单独建立": 1, "联合建立": 1},
                "targets": 2,
                "targetsMet": 1,
                "gaps": 0,
            },
        ]
    },
    "reportedTotals": {
        "nodes": [
            {
                "matter": "instructors",
                "kind": None,
                "since": None,
                "asOf": "2012-09-12",
                "figure": "229名",
                "source": "讲话稿",
                "registered": 1,
                "refuted": True,
                "against": [{"total": "t-1", "text": "200多名", "refuted": False}],
            }
        ]
    },
}


@pytest.mark.rule("S3-27")
def test_townships_are_listed_by_mode_with_their_sum() -> None:
    table = block(1, Table)
    assert table.columns[3:6] == ["覆盖率", "单独建立", "联合建立"]
    assert list(map(list, table.rows)) == [
        ["示例乡镇一", "5", "3", "60.0%", "1", "2", "2", "2", "1"],
        ["示例乡镇二", "4", "1", "25.0%", "0", "1", "0", "0", "0"],
    ]
    told = "合计：两新组织 9 家，已覆盖 4 家（44.4%），党组织 2 个。"
    assert block(2, Paragraph).text == told


@pytest.mark.rule("S3-25")
def test_reported_figures_stand_beside_the_register() -> None:
    assert block(3, Heading).text == "二、上报数与台账核对"
    assert list(map(list, block(4, Table).rows)) == [
        [
            "党建工作指导员",
            "2012-09-12",
            "229名",
            "讲话稿",
            "1",
            "不一致",
            "200多名：不矛盾",
        ]
    ]


def test_nothing_is_a_paper_too() -> None:
    paper = write({"townshipCoverages": {"nodes": []}, "reportedTotals": {"nodes": []}})
    assert [type(each) for each in paper.blocks].count(Table) == 2


def block(place: int, kind: type[Any]) -> Any:
    found = write(ANSWER).blocks[place]
    assert isinstance(found, kind)
    return found
