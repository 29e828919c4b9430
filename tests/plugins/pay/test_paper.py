"""The pay sheet on paper: formula, source of the figure, exact and shown sums, signatures."""

from typing import Any

import pytest

from taizhang import Paragraph, Signatures, Table
from taizhang_plugins.pay.paper import PAY_SHEET

PERSON = {
    "person": "a",
    "personRef": {"name": "示例甲"},
    "posts": ["村主任"],
    "months": 8,
    "exact": "13166/3",
    "base": "4388.67",
    "performance": None,
    "yuan": "4388.67",
    "change": "-100.00",
    "paid": "4388.00",
    "outstanding": "0.67",
    "working": ["村主任年报酬 = 6583元", "全年报酬 = 13166/3元"],
}
TABLE = {
    "band": "",
    "incomeYear": 2011,
    "kind": "net",
    "income": "4302.5",
    "document": None,
    "working": ["2011年度农民人均纯收入 = 4302.5元", "报酬基数 = 7314.25元"],
}
INCOMES = [
    {"year": 2010, "kind": "net", "yuan": "3860", "source": "旧公报"},
    {"year": 2011, "kind": "disposable", "yuan": "5000", "source": "另一口径"},
    {"year": 2011, "kind": "net", "yuan": "4302.5", "source": "县统计公报"},
]


def sheet(**more: Any) -> dict[str, Any]:
    return {
        "organisationRef": {"name": "示例村"},
        "year": 2012,
        "band": "",
        "revision": 1,
        "drawnOn": "2012-09-12",
        "people": 1,
        "yuan": "4388.67",
        "paid": "4388.00",
        "outdated": False,
    } | more


def written(people: list[dict[str, Any]] | None = None, **more: Any) -> Any:
    return PAY_SHEET.write(
        {
            "paySheet": sheet(**more),
            "personPays": {"nodes": [PERSON] if people is None else people},
            "payTables": {"nodes": [TABLE]},
            "publishedIncomes": {"nodes": INCOMES},
        }
    )


def text(paper: Any) -> str:
    return "\n".join(block.text for block in paper.blocks if isinstance(block, Paragraph))


def test_it_is_titled_by_unit_and_year() -> None:
    paper = written()
    assert (paper.title, paper.provisional) == ("示例村2012年村干部报酬表", False)


@pytest.mark.rule("S3-01")
def test_the_formula_and_the_source_of_its_income_stand_on_it() -> None:
    told = text(written())
    assert "报酬基数 = 7314.25元。" in told
    assert "2011年度农民人均纯收入的来源：县统计公报。" in told
    assert "旧公报" not in told
    assert "另一口径" not in told


@pytest.mark.rule("S3-02")
def test_exact_and_shown_figures_stand_side_by_side() -> None:
    [table] = [block for block in written().blocks if isinstance(block, Table)]
    assert list(zip(table.columns, table.rows[0], strict=True)) == [
        ("姓名", "示例甲"),
        ("职务", "村主任"),
        ("计酬月数", "8"),
        ("报酬（精确，元）", "13166/3"),
        ("基本报酬（元）", "4388.67"),
        ("绩效报酬（元）", "—"),
        ("应发（元）", "4388.67"),
        ("比上年增加（元）", "-100.00"),
        ("实发（元）", "4388.00"),
        ("未发（元）", "0.67"),
    ]


@pytest.mark.rule("S0-32")
@pytest.mark.parametrize(
    ("outstanding", "listed"), [("0.67", "示例甲"), ("0.00", "（无）"), ("-5", "（无）")]
)
def test_who_is_still_to_be_paid_is_listed(outstanding: str, listed: str) -> None:
    told = text(written([PERSON | {"outstanding": outstanding}]))
    assert f"未发足的有：{listed}。" in told


def test_the_working_of_each_person_stands_on_it() -> None:
    assert "示例甲：村主任年报酬 = 6583元；全年报酬 = 13166/3元。" in text(written())


def test_whose_name_may_not_be_seen_stands_by_the_identifier() -> None:
    [table] = [
        block
        for block in written([PERSON | {"personRef": {"name": None}}]).blocks
        if isinstance(block, Table)
    ]
    assert table.rows[0][0] == "a"


def test_an_outdated_sheet_is_provisional_and_says_so() -> None:
    paper = written(outdated=True)
    assert paper.provisional
    assert "依据已变化" in text(paper)


def test_it_is_signed_by_three() -> None:
    assert written().blocks[-1] == Signatures(("制表人", "审核人", "单位负责人"))


def test_a_sheet_that_was_not_drawn_is_told() -> None:
    paper = PAY_SHEET.write({"paySheet": None})
    assert text(paper) == "该单位该年度没有编制报酬表。"
