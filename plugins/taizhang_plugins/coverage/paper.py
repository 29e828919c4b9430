"""The paper on coverage: by township and mode, with the reported figures beside the register."""

from collections.abc import Mapping, Sequence
from typing import Any

from taizhang import Document, Heading, Paper, Paragraph, Table
from taizhang.measures.quota import percent

QUERY = """
query Coverage {
  townshipCoverages(first: 500) {
    nodes {
      township townshipRef { name } units covered coveredByMode
      led ledByMode targets targetsMet gaps
    }
  }
  reportedTotals(first: 500) {
    nodes { matter kind since asOf figure source registered refuted against }
  }
}
"""
_MATTERS = {
    "instructors": "党建工作指导员",
    "party_organisations": "党组织",
    "founded": "新组建党组织",
    "units": "两新组织",
}


def write(data: Mapping[str, Any]) -> Paper:
    """Two tables and their sums."""
    townships = sorted(data["townshipCoverages"]["nodes"], key=_called)
    modes = list(dict.fromkeys(m for t in townships for m in _modes(t)))
    totals = data["reportedTotals"]["nodes"]
    return Paper(
        title="两新组织党的组织覆盖情况",
        blocks=[
            Heading(text="一、各乡镇覆盖情况"),
            _townships(townships, modes),
            Paragraph(text=_sum(townships)),
            Heading(text="二、上报数与台账核对"),
            _totals(totals),
        ],
    )


def _called(township: Mapping[str, Any]) -> str:
    return str((township["townshipRef"] or {}).get("name") or township["township"])


def _modes(township: Mapping[str, Any]) -> list[str]:
    return [*township["coveredByMode"], *township["ledByMode"]]


def _townships(townships: Sequence[Mapping[str, Any]], modes: Sequence[str]) -> Table:
    columns = ["乡镇", "两新组织", "已覆盖", "覆盖率", *modes, "党组织", "培养任务", "已完成"]
    rows = [
        [
            _called(each),
            str(each["units"]),
            str(each["covered"]),
            percent(each["covered"], each["units"]),
            *(str(each["coveredByMode"].get(mode, 0)) for mode in modes),
            str(each["led"]),
            str(each["targets"]),
            str(each["targetsMet"]),
        ]
        for each in townships
    ]
    return Table(columns=columns, rows=rows)


def _sum(townships: Sequence[Mapping[str, Any]]) -> str:
    units, covered, parties = (
        sum(each[name] for each in townships) for name in ("units", "covered", "led")
    )
    share = percent(covered, units)
    return f"合计：两新组织 {units} 家，已覆盖 {covered} 家（{share}），党组织 {parties} 个。"


def _totals(totals: Sequence[Mapping[str, Any]]) -> Table:
    columns = ["事项", "截止日期", "上报数", "出处", "台账数", "与台账", "与其他上报数"]
    rows = [
        [
            _MATTERS[each["matter"]] + (f"（{each['kind']}）" if each["kind"] else ""),
            each["asOf"],
            each["figure"],
            each["source"],
            str(each["registered"]),
            _said(each["refuted"]),
            "；".join(f"{other['text']}：{_said(other['refuted'])}" for other in each["against"])
            or "（无）",
        ]
        for each in totals
    ]
    return Table(columns=columns, rows=rows)


def _said(refuted: bool) -> str:
    return "不一致" if refuted else "不矛盾"


COVERAGE_PAPER = Document(
    name="coverage.by_township", title="两新组织党的组织覆盖情况", query=QUERY, write=write
)
