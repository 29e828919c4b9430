"""The pay sheet of a unit on paper (村干部报酬表): formula, source, exact and shown figures."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from taizhang import Document, Heading, Paper, Paragraph, Signatures, Table
from taizhang_plugins.pay.names import INCOME

QUERY = """
query Sheet($year: Long!, $organisation: String!) {
  paySheet(year: $year, organisation: $organisation) {
    organisationRef { name }
    year band revision drawnOn people yuan paid outdated
  }
  personPays(first: 100, where: {year: {eq: $year}, organisation: {eq: $organisation}}) {
    nodes {
      person personRef { name }
      posts months exact base performance yuan change paid outstanding working
    }
  }
  payTables(first: 500, where: {year: {eq: $year}}) {
    nodes { band incomeYear kind income document working }
  }
  publishedIncomes(first: 500) { nodes { year kind yuan source } }
}
"""
_COLUMNS = (
    "姓名",
    "职务",
    "计酬月数",
    "报酬（精确，元）",
    "基本报酬（元）",
    "绩效报酬（元）",
    "应发（元）",
    "比上年增加（元）",
    "实发（元）",
    "未发（元）",
)
_SIGNED_BY = ("制表人", "审核人", "单位负责人")


def write(data: Mapping[str, Any]) -> Paper:
    """The sheet; 暂算 where what it rests on has changed since."""
    sheet = data["paySheet"]
    if sheet is None:
        return Paper("村干部报酬表", [Paragraph("该单位该年度没有编制报酬表。")])
    people = data["personPays"]["nodes"]
    unit = (sheet["organisationRef"] or {}).get("name") or "本单位"
    return Paper(
        title=f"{unit}{sheet['year']}年村干部报酬表",
        blocks=[
            Heading("一、标准和依据"),
            *(Paragraph(line) for line in _basis(data)),
            Heading("二、应发和实发"),
            Table(_COLUMNS, [_line(each) for each in people]),
            Paragraph(_sum(sheet, people)),
            Heading("三、计算过程"),
            *(Paragraph(_working(each)) for each in people),
            Signatures(_SIGNED_BY),
        ],
        provisional=bool(sheet["outdated"]),
    )


def _basis(data: Mapping[str, Any]) -> Iterator[str]:
    """The formula line by line, and where its income was published."""
    tables, sheet = data["payTables"]["nodes"], data["paySheet"]
    for table in tables[:1]:
        yield from (f"{line}。" for line in table["working"])
        yield from _sources(table, data["publishedIncomes"]["nodes"])
    if sheet["band"]:
        yield f"人口档：{sheet['band']}。"
    if sheet["outdated"]:
        yield "本表的依据已变化，尚未重新编制，以下数额为暂算。"


def _sources(table: Mapping[str, Any], incomes: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    if table["document"]:
        yield f"标准依据：{table['document']}。"
    for each in incomes:
        if (each["year"], each["kind"]) == (table["incomeYear"], table["kind"]):
            yield f"{each['year']}年度{INCOME[_kind(each)]}的来源：{each['source']}。"


def _kind(income: Mapping[str, Any]) -> str:
    return str(income["kind"])


def _line(each: Mapping[str, Any]) -> list[str]:
    return [
        _name(each),
        "、".join(each["posts"]),
        str(each["months"]),
        each["exact"],
        *(_yuan(each[name]) for name in ("base", "performance", "yuan", "change")),
        *(_yuan(each[name]) for name in ("paid", "outstanding")),
    ]


def _sum(sheet: Mapping[str, Any], people: Sequence[Mapping[str, Any]]) -> str:
    owed = [each for each in people if Decimal(str(each["outstanding"])) > 0]
    names = "、".join(_name(each) for each in owed) or "（无）"
    return (
        f"计酬 {sheet['people']} 人，应发合计 {_yuan(sheet['yuan'])} 元，"
        f"实发合计 {_yuan(sheet['paid'])} 元；未发足的有：{names}。"
        f"第 {sheet['revision']} 次编制，{sheet['drawnOn']}。"
    )


def _working(each: Mapping[str, Any]) -> str:
    return f"{_name(each)}：{'；'.join(each['working'])}。"


def _name(each: Mapping[str, Any]) -> str:
    """The name, where the reader may see it."""
    return str((each["personRef"] or {}).get("name") or each["person"])


def _yuan(value: Any) -> str:
    return "—" if value is None else str(value)


PAY_SHEET = Document(name="pay.sheet", title="村干部报酬表", query=QUERY, write=write)
