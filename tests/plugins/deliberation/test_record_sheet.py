"""The record sheet of a matter, from what the query answers (S0-23)."""

from typing import Any

import pytest
from graphql import parse, validate

from taizhang import Paragraph, Signatures, Table
from taizhang.schemes import Schemes
from taizhang_graphql.schema import schema_of
from taizhang_plugins.deliberation.record_sheet import RECORD_SHEET, write

pytestmark = pytest.mark.rule("S0-23")
STEP: dict[str, Any] = {
    "attempt": 1,
    "step": "村民决议",
    "heldOn": "2026-01-08",
    "body": "村民代表大会",
    "whole": 45,
    "due": 45,
    "present": 36,
    "votesFor": 30,
    "against": 6,
    "abstain": 0,
    "carried": True,
    "noticeOn": "2025-12-28",
    "places": [],
    "until": None,
    "texts": ["《甲法》（2026）"],
    "provisional": True,
}
SHOWN = (
    STEP
    | {
        "step": "公开决议",
        "body": None,
        "carried": None,
        "until": "2026-01-24",
        "places": ["村务公开栏", "村民小组"],
        "provisional": False,
        "texts": [],
    }
    | dict.fromkeys(("whole", "due", "present", "votesFor", "against", "abstain"))
)
MATTER = {
    "title": "硬化村道",
    "kind": "公益事业",
    "way": "四议两公开",
    "state": "disclosed",
    "organisationRef": {"name": "金桂村"},
    "provisional": True,
    "openedOn": "2025-12-20",
    "attempt": 1,
    "steps": ["村民决议", "公开决议"],
    "finding": "按进度支付",
    "verdict": None,
}
OBJECTION = {
    "body": "监督小组",
    "text": "预算没有附清单",
    "answer": None,
    "raisedOn": "2026-01-02",
    "answeredOn": None,
}


def data(**changes: Any) -> dict[str, Any]:
    told = {
        "matter": MATTER,
        "matterSteps": {"nodes": [SHOWN, STEP]},
        "matterObjections": {"nodes": [OBJECTION]},
    }
    return told | changes


def test_each_step_is_a_line_with_its_figures() -> None:
    paper = write(data())
    [steps, objections] = [block for block in paper.blocks if isinstance(block, Table)]
    sat, shown = steps.rows
    assert sat == [
        *("村民决议（暂算）", "2026-01-08", "村民代表大会"),
        *("45", "45", "36", "30", "6", "0", "通过"),
    ]
    assert shown[2] == "村务公开栏、村民小组"
    assert shown[3:] == ["—"] * 6 + ["公开到 2026-01-24"]
    assert list(objections.rows[0])[3] == "（未答复）"


def test_what_is_provisional_says_so_and_names_the_text() -> None:
    paper = write(data())
    assert paper.provisional
    said = [block.text for block in paper.blocks if isinstance(block, Paragraph)]
    assert said[0] == "单位：金桂村"
    assert "依据的国家文本：《甲法》（2026）" in said
    assert "注：标“暂算”的步骤依据的国家文本尚未核实。" in said
    assert "跟踪督查：按进度支付" in said
    assert any(isinstance(block, Signatures) for block in paper.blocks)


def test_what_is_not_provisional_says_nothing_of_it() -> None:
    sure = data(
        matter=MATTER | {"provisional": False},
        matterSteps={"nodes": [STEP | {"provisional": False, "carried": False}]},
        matterObjections={"nodes": []},
    )
    paper = write(sure)
    assert not paper.provisional
    [steps] = [block for block in paper.blocks if isinstance(block, Table)]
    assert steps.rows[0][-1] == "没有通过"


def test_a_matter_that_is_not_there_is_an_empty_sheet() -> None:
    empty = data(matter=None, matterSteps={"nodes": []}, matterObjections={"nodes": []})
    [only] = write(empty).blocks
    assert only == Paragraph("没有这个事项。")


def test_its_query_is_one_that_the_schema_answers(schemes: Schemes) -> None:
    assert validate(schema_of(schemes.rows).types, parse(RECORD_SHEET.query)) == []
